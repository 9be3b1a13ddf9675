"""The command `import`: files to a folder under content/, with a report of every character."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from kyoyaku import output
from kyoyaku.importing.imported import Imported, imported
from kyoyaku.importing.paper import Paper, RefusedError
from kyoyaku.importing.report import DATA, digest, report
from kyoyaku.importing.sources.opening import Progress, limited, open_file
from kyoyaku.importing.writing import Source
from kyoyaku.model.slugs import slug_fault

OPEN, REFUSED = 1, 2
"""The exit status with questions, and when nothing is written."""
SILENT = 2.0
"""Seconds before the first progress message, and between two."""


def import_files(root: Path, files: Sequence[Path], into: Path, *, accepts_slugs: bool) -> tuple[str, int]:
    """Write the draft of an agreement; returns the message and the exit status."""
    folder = Path(os.path.abspath(root / into))
    papers, refused = list[tuple[Source, Paper]](), _fault(folder, root, into)
    for file in files:
        try:
            paper = open_file(file, _progress(file.name))
            papers.append((Source(file.name, digest(file.read_bytes()), paper.kind), paper))
        except RefusedError as error:
            refused += f"{file.name}: {error}。\n"
    if refused:
        return refused, REFUSED
    try:
        made = limited(partial(_made, folder.name, papers, accepts_slugs), print)
    except RefusedError as error:
        return f"{'、'.join(file.name for file in files)}: {error}。\n", REFUSED
    told, message = report(into.as_posix(), [one for one, _ in papers], made)
    new, old = {**made.files, **told}, _recorded(folder)
    names = {*new, *old, *(one.name for one in folder.glob("*.md"))} - {DATA}
    edited = [name for name in sorted(names) if _is_edited(folder / name, old.get(name, ""))]
    if edited:
        why = "人の書き直したもの、又は取り込んだものではないファイルですので、そこには取り込みません"
        way = "残すときは別のフォルダーに取り込み、要らないときは消してから、もう一度実行してください"
        return f"{into}の{'、'.join(edited)}: {why}（{way}）。\n", REFUSED
    output.put(new, folder)
    for name in old.keys() - new.keys():
        (folder / name).unlink(missing_ok=True)
    return message, OPEN if made.questions else 0


def _made(name: str, papers: list[tuple[Source, Paper]], accepts_slugs: bool, _: Progress) -> Imported:
    return imported(name, papers, accepts_slugs=accepts_slugs)


def _fault(folder: Path, root: Path, into: Path) -> str:
    """Why a draft cannot be written into a folder; '' if it can."""
    if folder.parent != root.absolute() / "content":
        return f"{into}: 書き込む所は、content/の直下のフォルダー（content/識別名）とします。\n"
    if fault := slug_fault(folder.name):
        return f"{into}: フォルダーの名「{folder.name}」は、{fault}。\n"
    if folder.is_symlink() or folder.parent.is_symlink() or (folder.exists() and not folder.is_dir()):
        return f"{into}: フォルダーではないか、シンボリックリンクですので、書き込みません。\n"
    return ""


def _recorded(folder: Path) -> dict[str, str]:
    """The hashes of the files that the last import has written, by their names; none without its report."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        files = json.loads((folder / DATA).read_bytes())["files"].items()
        return {name: str(value) for name, value in files if name == Path(name).name}
    return {}


def _is_edited(file: Path, recorded: str) -> bool:
    """Whether there is a file that is not as the last import has written it."""
    if not os.path.lexists(file):
        return False
    return file.is_symlink() or not file.is_file() or digest(file.read_bytes()) != recorded


def _progress(name: str) -> Progress:
    """Says on standard error how far the reading of a long file has come."""
    said = [time.monotonic()]

    def tell(done: int, total: int) -> None:
        if time.monotonic() - said[-1] > SILENT:
            said.append(time.monotonic())
            print(f"{name}：{total}ページのうち{done}ページを読みました。", file=sys.stderr, flush=True)

    return tell
