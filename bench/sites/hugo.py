"""The same docs/ as a site of Hugo: layouts of a few lines, and the few signs that its Markdown has not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

# Links to Markdown files are looked up, as mkdocs does; at the side stand the titles of the same agreement.
SETTINGS = Path(__file__).with_name("hugo.yaml").read_text(encoding="utf-8")
PAGE = Path(__file__).with_name("hugo_page.html").read_text(encoding="utf-8")
WAYS = Path(__file__).with_name("hugo_ways.html").read_text(encoding="utf-8")
LAYOUTS = {"index.html": PAGE, "_default/list.html": PAGE, "_default/single.html": PAGE}


def prepare(docs: Path, folder: Path) -> None:
    """Settings, layouts and content in `folder`, from the Markdown and the other files of `docs`."""
    for name, text in {**LAYOUTS, "partials/ways.html": WAYS}.items():
        _write(folder / "layouts" / name, text)
    _write(folder / "hugo.yaml", SETTINGS)
    for file in docs.rglob("*"):
        path = folder / "content" / file.relative_to(docs)
        if file.suffix == ".md":
            name = "_index.md" if file.name == "index.md" else file.name
            _write(path.with_name(name), _dialect(file.read_text(encoding="utf-8")))
        elif file.is_file() and file.name != ".gitkeep":
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, path)


def _dialect(text: str) -> str:
    """A list of attributes at the end of a block has no colon; one at a link is unknown, and left out."""
    text = re.sub(r"\bindex\.md(?=[)#])", "_index.md", text)
    return re.sub(r"^\{: ", "{ ", re.sub(r"\)\{: [^}\n]*\}", ")", text), flags=re.MULTILINE)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
