"""LICENCES.md: the licences of what builds the site, and of what the theme brings to its readers.

`python -m tests.house.licences` writes it anew, from what requirements/ locks and what is installed.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import distribution
from pathlib import Path

import material

from testing.project import ROOT

FILE = ROOT / "requirements" / "LICENCES.md"
LOCKED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
ASSETS = Path(material.__file__).parent / "templates" / "assets"
BUNDLED = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")
SHIPPED = {
    "clipboard": "MIT",
    "escape-html": "MIT",
    "focus-visible": "W3C",
    "lunr": "MIT",
    "material-design-color": "MIT",
    "rxjs": "Apache-2.0",
    "tslib": "0BSD",
    # Not in a bundle: files of their own, and pictures.
    "lunr-languages": "MPL-1.1",
    "tinyseg.js": "BSD-3-Clause (TinySegmenter)",
    "wordcut.js": "LGPL",
    "material-design-icons": "Apache-2.0 (the icons of buttons)",
}
"""What the theme brings to readers besides its own, with what its package on npm states as its licence."""
TEXT = Path(__file__).with_name("licences.md").read_text(encoding="utf-8")


def licences() -> str:
    """The page; KeyError when the theme has bundled something whose licence nobody has looked up."""
    shipped = {**{name: SHIPPED[name] for name in bundled()}, **SHIPPED}
    return TEXT.format(
        locked=_rows("site"),
        importing=_rows("import"),
        shipped="\n".join(f"| {name} | {shipped[name]} |" for name in sorted(shipped)),
    )


def _rows(lock: str) -> str:
    """The packages of requirements/<lock>.txt as rows of a table."""
    locked = LOCKED.findall((ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"))
    assert len(locked) > 5
    return "\n".join(f"| {name} | {version} | {_licence(name)} |" for name, version in sorted(locked))


def bundled() -> set[str]:
    """The packages of npm that the theme's scripts and style sheets are made of, by their source maps."""
    maps = [json.loads(file.read_text(encoding="utf-8")) for file in ASSETS.rglob("*.map")]
    return {match[1] for one in maps for source in one["sources"] if (match := BUNDLED.search(source))}


def _licence(name: str) -> str:
    """An SPDX expression, else what the classifiers say, else the field of old."""
    facts = distribution(name).metadata
    classified = [one.split(" :: ")[-1] for one in facts.get_all("Classifier", []) if one[:7] == "License"]
    ways = (facts.get_all("License-Expression", []), classified, facts.get_all("License", []))
    stated = next((", ".join(way) for way in ways if way), "")
    assert stated, f"{name} states no licence"
    return str(stated)


if __name__ == "__main__":
    FILE.write_text(licences(), encoding="utf-8")
