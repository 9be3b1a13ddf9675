"""What may happen to a project between two builds: edits by people, and damage to what was built.

Each function makes one change, as chance has it, and leaves content that can be published.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from kyoyaku import output
from testing.project import PLAIN, RICH, sample_of

SETTINGS = {
    "SITE_URL": ["https://example.org/", "https://example.org/a/"],
    "REPO_URL": ["https://github.com/example/one", "https://github.com/example/two"],
    "SITE_AUTHOR": ["青葉野市", "風町 & 若竹村"],
    "GITHUB_SHA": ["0" * 40, "1" * 40],
    "SOURCE_DATE_EPOCH": ["0", "1700000000", "x"],
}
DAYS = ["2027-03-31", "2027-04-01"]
FILES = {
    f"content/{RICH}/names.yml": ("reading: ばす", "reading: ばすう"),
    f"content/{RICH}/vocabulary.yml": ("乗合自動車", "乗合バス自動車"),
    f"content/{RICH}/duties.yml": ("name: 運営し", "name: 経営し"),
    "templates/theme/assets/stylesheets/kyoyaku.css": ("h1 {", "h1 { margin-top: 1px;"),
    "templates/theme/assets/javascripts/keys.js": ("const ", "const added = 1;\nconst "),
    "templates/theme/main.html": ("{%", "{# other #}{%"),
    "templates/mkdocs.yml": ("    - toc.follow\n", "    - toc.follow\n    - navigation.top\n"),
    "kyoyaku/__init__.py": ('"""', '"""Other: '),
}
"""Texts that may be replaced, and by what."""


def copies(number: int) -> dict[str, str]:
    """The rich agreement of the sample, and so many of the plain one, no two alike."""
    name = "2021-10-01.md"
    text = sample_of(PLAIN)[f"{PLAIN}/{name}"]
    return sample_of(RICH) | {f"{PLAIN}-{at}/{name}": _other(text, at) for at in range(1, number + 1)}


def _other(text: str, number: int) -> str:
    return text.replace("消防を連携して行う。", f"消防を連携して行う（第{number}の例）。")


@dataclass(slots=True)
class Place:
    """A project on the disk, the environment of its builds, and chance."""

    root: Path
    random: Random
    settings: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    """Each of which was not there before."""

    def plain(self) -> Path:
        """The source of one of the plain agreements, of its first version."""
        return self.random.choice(sorted(self.root.glob(f"content/{PLAIN}*/2021-10-01.md")))


def words(at: Place) -> None:
    """A word more in a sentence."""
    file = at.plain()
    text = file.read_text(encoding="utf-8")
    end = at.random.choice([found.start() for found in re.finditer("[をに]行う。|を負担する。", text)])
    file.write_text(f"{text[:end]}と冬期の除雪{text[end:]}", encoding="utf-8")


def initiative_renamed(at: Place) -> None:
    """An initiative with another title and address: a page goes, and one comes."""
    number, file = next(at.numbers), at.plain()
    text = file.read_text(encoding="utf-8")
    old = at.random.choice(re.findall(r"^#### .*$", text, re.MULTILINE))
    file.write_text(text.replace(old, f"#### 改めた取組その{number} {{#renamed-{number}}}"), "utf-8")


def version_added(at: Place) -> None:
    """A version of an agreement that is in force on the second of DAYS."""
    file = at.plain()
    day, fields = (
        "concluded: 2021-10-01\n",
        f"in_force: {DAYS[1]}\nchanged_by: {{title: その{next(at.numbers)}",
    )
    text = file.read_text(encoding="utf-8").replace(day, f"{day}{fields}, concluded: 2027-03-01}}\n", 1)
    file.with_name(f"{DAYS[1]}.md").write_text(text.replace("を行う。", "に努める。"), encoding="utf-8")


def day_passed(at: Place) -> None:
    """A build on another day."""
    at.settings["KYOYAKU_AS_OF"] = DAYS[at.settings.get("KYOYAKU_AS_OF") == DAYS[0]]


def agreement_added(at: Place) -> None:
    """An agreement more, anywhere among the others."""
    number, source = next(at.numbers), at.plain()
    target = at.root / "content" / f"{PLAIN}-{at.random.choice('abc')}-{number}" / source.name
    target.parent.mkdir()
    target.write_text(_other(source.read_text(encoding="utf-8"), number), encoding="utf-8")


def agreement_removed(at: Place) -> None:
    """One agreement less, unless it is the last of its kind."""
    if len(list(at.root.glob(f"content/{PLAIN}*"))) > 1:
        shutil.rmtree(at.plain().parent)


def only_one(at: Place) -> None:
    """A site of one agreement, which has its ZIP; or the others come back."""
    aside, content = at.root / "aside", at.root / "content"
    if aside.exists():
        shutil.copytree(aside, content, dirs_exist_ok=True)
        shutil.rmtree(aside)
    else:
        content.rename(aside)
        kept = at.random.choice(sorted(aside.glob(f"{PLAIN}*")))
        content.mkdir()
        kept.rename(content / kept.name)


def text_replaced(at: Place) -> None:
    """Another side file, style, script, template, setting or version of the program; or as before."""
    name = at.random.choice(sorted(FILES))
    file, (old, new) = at.root / name, FILES[name]
    if file.exists():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(new, old, 1) if new in text else text.replace(old, new, 1), "utf-8")


def side_file_gone(at: Place) -> None:
    """A side file that is taken away, or comes back."""
    name = at.random.choice(["names.yml", "life.yml", "vocabulary.yml"])
    for old, new in ((name, f".{name}"), (f".{name}", name)):
        if (file := at.root / "content" / RICH / old).exists():
            file.rename(file.with_name(new))
            break


def setting(at: Place) -> None:
    """Another setting from the environment, or one less."""
    name = at.random.choice(sorted(SETTINGS))
    at.settings[name] = at.random.choice(SETTINGS[name])
    if other := at.random.choice([None, *sorted(at.settings)]):
        at.settings.pop(other)


def damaged(at: Place) -> None:
    """Files of site/ and docs/, and compiled templates, that are cut, removed, or of which a byte flipped;
    and files that no build has made.
    """
    for folder in (f"site/{PLAIN}-1", "site", f"docs/{PLAIN}-1", "docs", ".cache"):
        files = sorted(one for one in (at.root / folder).rglob("*") if one.is_file())
        for name in ("by-hand.html", "added/by-hand.md") if files else ():
            output.put({name: "# added"}, at.root / folder)
        for file in at.random.sample(files, min(len(files), 3)):
            data = file.read_bytes()
            match at.random.choice(["append", "cut", "flip", "gone"]):
                case "append":
                    file.write_bytes(data + b"<!-- by hand -->")
                case "cut":
                    file.write_bytes(data[: at.random.randint(0, len(data))])
                case "flip" if data:
                    status, place = file.stat(), at.random.randrange(len(data))
                    file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
                    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
                case _:
                    file.unlink()


def gone(at: Place) -> None:
    """What was built is gone."""
    for name in at.random.choice([("site",), ("docs",), (".cache",), ("site", "docs", ".cache")]):
        shutil.rmtree(at.root / name, ignore_errors=True)


ROUNDS: Sequence[Sequence[Callable[[Place], None]]] = (
    (version_added, words, initiative_renamed, damaged, side_file_gone),
    (day_passed, agreement_added, setting, only_one),
    (text_replaced, only_one, agreement_removed, gone),
)
"""Every kind of edit: those of one round are made before a build."""
