"""The command `new`: the folder of a site, with a first agreement to write over.

Its files are those of `templates/new/`, all templates. In their paths `dot-` stands for the dot of a hidden
file, SLUG and DAY for the folder and the version of the agreement: `dot-github/…`, `content/SLUG/DAY.md`.
"""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from itertools import repeat
from json import JSONEncoder
from pathlib import Path
from shlex import quote
from typing import Any

from jinja2 import Environment, FileSystemLoader

from kyoyaku import __version__, output, program
from kyoyaku.importing import municipalities
from kyoyaku.importing.facts import listed
from kyoyaku.importing.report import OPTIONS
from kyoyaku.importing.slugs import party_slug
from kyoyaku.language.dates import Day, dates_in, wareki
from kyoyaku.language.markdown import escape_plain
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import ContentError
from kyoyaku.reading.front_matter import is_local_government_code
from kyoyaku.reading.load import load

REFUSED, NOTHING = 2, "何も作っていません。\n"
NAMES, KEYS = ("〇〇市", "〇〇町"), "甲乙丙丁戊己庚辛壬癸"
"""The names of the parties if none is given, and the labels of parties in order."""
SAMPLE, REPOSITORY, UNKNOWN = "first-agreement", "OWNER/kyoyaku", "unknown"
GITHUB = "Repository, https://github.com/"


def day_of(written: str) -> str:
    """2024-03-28 for 令和６年３月２８日; a date in that form, or unknown, as it is; '' for anything else."""
    text = unicodedata.normalize("NFKC", written)
    japanese = (str(day) for all_of_it, day in dates_in(text) if all_of_it == text)
    return next(japanese, text if text == UNKNOWN or Day.read(text) else "")


Rule = Callable[[str], str]
"""What is wrong with a value, as the end of a sentence; '' when nothing is: `slug_fault`."""


def _form(fits: Callable[[str], object], right: str) -> Rule:
    return lambda value: "" if fits(value) else right


ANY = _form(
    re.compile(r"\s*[^\s\ud800-\udfff][^\ud800-\udfff]*").fullmatch,
    "空のもの又はUTF-8として読めないものにできません",
)
CODE = _form(is_local_government_code, "検査数字の合う6桁の数字とします")
DATE = _form(day_of, "「2024-03-28」、「令和6年3月28日」又は「unknown」（分からないとき）の形とします")
REPOSITORY_NAME = _form(re.compile(r"[\w-]+/[\w.-]+", re.ASCII).fullmatch, "「所有者/名」の形とします")


@dataclass(frozen=True, slots=True)
class Asker:
    """Takes what is given by options, asks for the rest, and collects what is wrong with the options."""

    ask: Callable[[str], str] | None
    """Shows a question and returns the answer; None where nobody can be asked, and defaults are taken."""
    faults: list[str] = field(default_factory=list)

    def value(self, question: str, given: str | None, default: str, rule: Rule = ANY) -> str:
        """One value: `given`, else the answer to a question, which is repeated until `rule` accepts it."""
        if given is not None and (fault := rule(given)):
            self.faults.append(f"{question}「{given}」は、使えません。{fault}。\n")
        while given is None and self.ask:
            answer = self.ask(f"{question}［{default or 'なし'}］：").strip()
            if answer and (fault := rule(answer)):
                print(f"「{answer}」は、使えません。{fault}。")
            else:
                given = answer or default
        return default if given is None else given.strip()


def new(root: Path, options: Namespace, ask: Callable[[str], str] | None) -> tuple[str, int]:
    """Make the folder that the options name, all of it or nothing; returns the message and the status."""
    folder, asker = Path(os.path.abspath(root / options.folder)), Asker(ask)
    is_free = not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))
    if not is_free or folder == root or os.path.islink(folder):
        return f"{options.folder}: 既にあります。まだないフォルダーの名を書いてください。{NOTHING}", REFUSED
    words = _words(options, asker)
    if asker.faults:
        return "".join(asker.faults) + NOTHING, REFUSED
    templates = Environment(
        loader=FileSystemLoader(program.TEMPLATES),
        comment_start_string="{##",  # {#slug} is text
        keep_trailing_newline=True,
        **OPTIONS,
    )
    quoted = JSONEncoder(ensure_ascii=False).encode  # YAML, too
    templates.filters.update(value=lambda text: listed([text])[1:-1], quoted=quoted, text=escape_plain)
    files = _files(templates, words)
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as aside:
            output.put(files, made := Path(aside, folder.name))
            load(made)
            made.rename(folder)
    except ContentError as error:
        reasons = "".join(dict.fromkeys(f"{one.message}\n" for one in error.problems))
        return f"題名又は団体の名に、次の誤りがあります。\n{reasons}{NOTHING}", REFUSED
    except OSError as error:
        return f"{options.folder}: 作れません（{error.strerror}）。{NOTHING}", REFUSED
    return templates.get_template("new.txt.j2").render(words), 0


def _files(templates: Environment, words: dict[str, Any]) -> dict[str, str | bytes]:
    made: dict[str, str | bytes] = {f"schemas/{one.name}": one.read_bytes() for one in words["schemas"]}
    for name in templates.list_templates(filter_func=lambda name: name.startswith("new/")):
        path = name.removeprefix("new/").replace("dot-", ".").replace("SLUG", words["slug"])
        made[path.replace("DAY", words["file"])] = templates.get_template(name).render(words)
    return made


def _words(options: Namespace, asker: Asker) -> dict[str, Any]:
    title = asker.value("協約の題名", options.title, "〇〇に関する協約")
    parties = [*_parties(options.party, asker)]
    day = day_of(asker.value("締結の日", options.date, UNKNOWN, DATE))
    slugs = "-".join(one["slug"] for one in parties)
    slug = SAMPLE if slug_fault(slugs) or "party-" in slugs else slugs
    try:
        urls = metadata.metadata("kyoyaku").get_all("Project-URL", [])
    except metadata.PackageNotFoundError:  # in a checkout
        urls = []
    repository = next((one.removeprefix(GITHUB) for one in urls if one.startswith(GITHUB)), REPOSITORY)
    return {
        "title": title,
        "parties": parties,
        "day": day,
        "date": wareki(known) if (known := Day.read(day)) else "令和〇年〇月〇日",
        "file": "undated" if day == UNKNOWN else day,
        "slug": asker.value("協約のフォルダーの名（アドレスになる）", options.slug, slug, slug_fault),
        "publisher": asker.value("公開する団体の名", options.publisher, parties[0]["name"]),
        "program": asker.value("プログラムのリポジトリ", options.program or repository, "", REPOSITORY_NAME),
        "folder": quote(options.folder),
        "version": __version__,
        "command": program.COMMAND,
        "schemas": sorted((program.HOME / "schemas").glob("*.json")),
    }


def _parties(given: list[str] | None, asker: Asker) -> Iterator[dict[str, str]]:
    """The parties of options such as 山田市=yamada=192015=甲 (only the name is needed), or of answers."""
    for at, written in enumerate(given or repeat("")):
        name, *more = written.split("=", 3)
        slug, code, key = [*(one or None for one in more), None, None, None][:3]
        name = asker.value(f"当事者{at + 1}の名", name if given else None, "".join(NAMES[at : at + 1]))
        if not (name or given):
            break
        known = municipalities.found(name)
        number = known[0].code if len(known) == 1 else ""
        usual = party_slug(name) or f"party-{at + 1}"
        yield {
            "name": name,
            "slug": asker.value(f"{name}の識別名（アドレスになる）", slug, usual, slug_fault),
            "code": asker.value(f"{name}の全国地方公共団体コード", code, number, CODE),
            "key": asker.value(f"{name}の呼び方", key, KEYS[at] if at < len(KEYS) else name),
        }
