"""What may happen to a project between two builds: edits by people, and damage to what was built.

Each function makes one change, as chance has it, and leaves content that can be published.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kyoyaku.portions.cache import RECORD, recorded
from testing.project import SAMPLE, read_content

PLAIN = "aobano-kazemachi"
RICH = "aobano-shiranami-wakatake"
"""The agreements of the sample: one that any edit leaves right, one with all the layers."""
WORDS = ("春", "夏祭り", "秋の収穫", "冬期の除雪及び凍結防止", "共同", "ABC", "1,000人")
BLOCK = """#### {name} {{#{slug}}}

**内容**

{name}を行う。

**青葉野市の役割分担及び費用分担**

費用を負担する。

**風町の役割分担及び費用分担**

事務を行う。

"""
PAST_ACT = "### イ 防災"


def copies(count: int) -> dict[str, str]:
    """The rich agreement of the sample, and so many of the plain one, no two alike."""
    content = read_content(SAMPLE)
    ((path, text),) = [(path, text) for path, text in content.items() if path.startswith(f"{PLAIN}/")]
    plain = {f"{PLAIN}-{number}/{Path(path).name}": _other(text, number) for number in range(1, count + 1)}
    return {**{path: text for path, text in content.items() if path.startswith(f"{RICH}/")}, **plain}


def _other(text: str, number: int) -> str:
    return text.replace("消防を連携して行う。", f"消防を連携して行う（第{number}の例）。")


@dataclass(slots=True)
class Place:
    """A project on the disk, the environment of its builds, and chance."""

    root: Path
    random: Random
    settings: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def new(self) -> int:
        """A number that was not there before."""
        self.count += 1
        return self.count

    def plain(self) -> Path:
        """The source of one of the plain agreements."""
        return self.random.choice(sorted(self.root.glob(f"content/{PLAIN}*/*.md")))

    def any_file(self, folder: str) -> Path:
        """One of the files under a folder."""
        files = sorted(one for one in (self.root / folder).rglob("*") if one.is_file())
        return self.random.choice([one for one in files if one.name not in (".gitkeep", "lock")])


def words(at: Place) -> None:
    """A word more in a sentence."""
    file = at.plain()
    text = file.read_text(encoding="utf-8")
    ends = [found.start() for found in re.finditer("[をに]行う。|を負担する。", text)]
    end = at.random.choice(ends)
    file.write_text(f"{text[:end]}と{at.random.choice(WORDS)}{text[end:]}", encoding="utf-8")


def initiative_added(at: Place) -> None:
    """An initiative more, in front of others."""
    number = at.new()
    _replace(
        at.plain(), PAST_ACT, BLOCK.format(name=f"新たな取組その{number}", slug=f"new-{number}") + PAST_ACT
    )


def initiative_renamed(at: Place) -> None:
    """An initiative with another title and address."""
    number = at.new()
    file = at.plain()
    old = at.random.choice(re.findall(r"^#### .*$", file.read_text(encoding="utf-8"), re.MULTILINE))
    _replace(file, old, f"#### 改めた取組その{number} {{#renamed-{number}}}")


def initiative_removed(at: Place) -> None:
    """The last initiative of the first act goes; another takes its place if it was the only one."""
    file = at.plain()
    first, last = file.read_text(encoding="utf-8").split(PAST_ACT)
    before, *blocks = re.split(r"(?=^#### )", first, flags=re.MULTILINE)
    kept = blocks[:-1] or [BLOCK.format(name="ほかの取組", slug="other")]
    file.write_text("".join([before, *kept]) + PAST_ACT + last, encoding="utf-8")


def agreement_added(at: Place) -> None:
    """An agreement more, anywhere among the others."""
    number = at.new()
    source = at.plain()
    target = at.root / "content" / f"{PLAIN}-{at.random.choice('abc')}-{number}" / source.name
    target.parent.mkdir()
    target.write_text(_other(source.read_text(encoding="utf-8"), number), encoding="utf-8")


def agreement_removed(at: Place) -> None:
    """One agreement less, unless it is the last of its kind."""
    if len(list(at.root.glob(f"content/{PLAIN}*"))) > 1:
        shutil.rmtree(at.plain().parent)


def agreement_renamed(at: Place) -> None:
    """An agreement with another address."""
    folder = at.plain().parent
    folder.rename(folder.with_name(f"{PLAIN}-renamed-{at.new()}"))


def only_one(at: Place) -> None:
    """A site of one agreement, which has its ZIP; or the others come back."""
    aside, content = at.root / "aside", at.root / "content"
    if aside.exists():
        for folder in aside.iterdir():
            if not (content / folder.name).exists():
                folder.rename(content / folder.name)
        shutil.rmtree(aside)
    else:
        aside.mkdir()
        kept = at.plain().parent
        for folder in sorted(content.iterdir()):
            if folder != kept:
                folder.rename(aside / folder.name)


def template(at: Place) -> None:
    """Other words on all pages of a kind."""
    name, old = at.random.choice(
        [
            ("site/about.md.j2", "何を掲載しているか"),
            ("page.md.j2", "{% block text %}"),
        ]
    )
    file = at.root / "templates" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, f"{old}{{# {at.new()} #}}" if "%" in old else f"{old}・続", 1), "utf-8")


def theme(at: Place) -> None:
    """Another style, another word of the frame, or another line of a script."""
    number = at.new()
    name, more = at.random.choice(
        [
            ("assets/stylesheets/kyoyaku.css", f"\nh1 {{ margin-top: {number}px }}\n"),
            ("main.html", f"{{# {number} #}}\n"),
            ("assets/javascripts/keys.js", f"\nconst added{number} = {number};\n"),
        ]
    )
    file = at.root / "templates" / "theme" / name
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")


def layer(at: Place) -> None:
    """Other data beside the text."""
    name, old, new = at.random.choice(
        [
            ("names.yml", "reading: ばす", "reading: ばすう"),
            ("life.yml", "name: 移動", "name: 移動と交通"),
            ("vocabulary.yml", "乗合自動車", "乗合バス自動車"),
            ("duties.yml", "name: 運営し", "name: 経営し"),
        ]
    )
    file = at.root / "content" / RICH / name
    if not file.exists():
        return words(at)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new) if new not in text else text.replace(new, old), encoding="utf-8")


def layer_gone(at: Place) -> None:
    """A layer that is taken away, or comes back."""
    name = at.random.choice(["names.yml", "life.yml", "vocabulary.yml"])
    file, source = at.root / "content" / RICH / name, SAMPLE / "content" / RICH / name
    if file.exists():
        file.unlink()
    elif file.parent.exists():
        shutil.copyfile(source, file)


def setting(at: Place) -> None:
    """Another setting from the environment, or one less."""
    values = {
        "SITE_URL": ["https://example.org/", "https://example.org/a/"],
        "REPO_URL": ["https://github.com/example/one", "https://github.com/example/two"],
        "SITE_AUTHOR": ["青葉野市", "風町 & 若竹村"],
        "KYOYAKU_PDF": ["true"],
        "GITHUB_SHA": ["0" * 40, "1" * 40],
    }
    name = at.random.choice(sorted(values))
    at.settings[name] = at.random.choice(values[name])
    if other := at.random.choice([None, *sorted(at.settings)]):
        at.settings.pop(other)


def settings_file(at: Place) -> None:
    """Another look, by mkdocs.yml."""
    file = at.root / "mkdocs.yml"
    old, new = "    - toc.follow\n", "    - toc.follow\n    - navigation.top\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(new, old) if new in text else text.replace(old, new), encoding="utf-8")


def program(at: Place) -> None:
    """Another version of the program, whose cache is old by now."""
    file = at.root / "kyoyaku" / "__init__.py"
    file.write_text(file.read_text(encoding="utf-8") + f"# {at.new()}\n", encoding="utf-8")


def cache_damaged(at: Place) -> None:
    """A file of the cache that was written to, cut short, replaced or taken away."""
    for _ in range(at.random.randint(1, 5)):
        _damage(at.any_file(".cache/kyoyaku"), at)


def cache_foreign(at: Place) -> None:
    """A portion that is in order, but of another key and with other words."""
    record = at.random.choice(sorted((at.root / ".cache" / "kyoyaku").rglob(RECORD)))
    for file in sorted(record.parent.rglob("*"))[:20]:
        if file.is_file():
            file.unlink()
            file.write_text("other", encoding="utf-8")
    recorded(record.parent, "other")


def cache_gone(at: Place) -> None:
    """Some of the cache, or all of it, is gone."""
    store = at.root / ".cache" / "kyoyaku"
    shutil.rmtree(at.random.choice([store, *(one for one in sorted(store.iterdir()) if one.is_dir())]))


def site_damaged(at: Place) -> None:
    """Files of site/ that were written to, cut short, replaced, taken away or added."""
    for _ in range(at.random.randint(1, 5)):
        _damage(at.any_file("site"), at)
    (at.root / "site" / "added" / "by-hand").mkdir(parents=True, exist_ok=True)
    (at.root / "site" / "added" / "page.html").write_text("added", encoding="utf-8")


def docs_damaged(at: Place) -> None:
    """The same with docs/."""
    for _ in range(at.random.randint(1, 5)):
        _damage(at.any_file("docs"), at)
    (at.root / "docs" / "added.md").write_text("# added", encoding="utf-8")


def built_gone(at: Place) -> None:
    """What was built is gone."""
    for name in at.random.choice([("site",), ("docs",), ("site", "docs", ".site.next")]):
        shutil.rmtree(at.root / name, ignore_errors=True)


def touched(at: Place) -> None:
    """A file is written again as it was."""
    file = at.plain()
    file.write_bytes(file.read_bytes())


def _damage(file: Path, at: Place) -> None:
    match at.random.choice(["append", "cut", "same length", "gone", "replaced"]):
        case "append":
            with file.open("ab") as opened:
                opened.write(b"<!-- by hand -->")
        case "cut":
            with file.open("r+b") as opened:
                opened.truncate(at.random.randint(0, file.stat().st_size))
        case "same length":
            with file.open("r+b") as opened:
                opened.write(b"?")
        case "gone":
            file.unlink()
        case "replaced":
            file.unlink()
            file.write_bytes(b"replaced")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


EDITS: Mapping[str, Callable[[Place], None]] = {
    one.__name__: one
    for one in (
        words, initiative_added, initiative_renamed, initiative_removed, agreement_added, agreement_removed,
        agreement_renamed, only_one, template, theme, layer, layer_gone, setting, settings_file, program,
        cache_damaged, cache_foreign, cache_gone, site_damaged, docs_damaged, built_gone, touched,
    )
}  # fmt: skip
