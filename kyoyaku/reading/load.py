"""The front door: `content/` on disk to agreements, read and checked.

    content/<agreement>/<YYYY-MM-DD>.md   the text of an agreement, named by the day of its conclusion
                        transcript.txt    the witness, if the front matter names it
                        map.png           an image that the text shows
                        *.yml             the side files of `side_files.py`

A version goes through `source_text`, `front_matter`, `blocks` and `parse`, then through `side_files`,
`checks` and `collation`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from os.path import lexists
from pathlib import Path
from typing import Any

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.pictures import Picture
from kyoyaku.model.slugs import slug_fault
from kyoyaku.model.transcript import Transcript, transcript
from kyoyaku.problems import ContentError, Place, Problems
from kyoyaku.reading.checks import check
from kyoyaku.reading.checks.images import NAME
from kyoyaku.reading.collation.collate import collate
from kyoyaku.reading.files import check_static, is_plain, list_folder, place_of, read_bytes
from kyoyaku.reading.parse import parse
from kyoyaku.reading.side_files import EXPECTED, LAYERS, SideFile, check_expected
from kyoyaku.reading.source_text import decoded, read_text

# 2022-01-12.md; where the day is not known 2018-06.md, 2018.md, undated.md.
VERSION = re.compile(r"(?:[0-9]{4}(?:-[0-9]{2}){0,2}|undated)\.md")


def load(root: Path) -> tuple[Agreement, ...]:
    """The agreements under `root/content`, in the order of their folders' names.

    Raises ContentError with every problem of every file.
    """
    problems = Problems()
    places = folders(root, problems)
    agreements = [load_folder(folder, root, problems) for folder in places]
    if not places and not problems.found:
        message = "原稿のフォルダーがありません。content/<識別名>/<日付>.mdを置いてください"
        problems.add(Place("content", 1), message, "no-agreement")
    if problems.found:
        raise ContentError(problems.found)
    return tuple(agreement for agreement in agreements if agreement)


def folders(root: Path, problems: Problems) -> list[Path]:
    """The files and folders in content/, which must be a folder and not a link to one.

    Looks at static/, too, whose files must not have their names.
    """
    content = root / "content"
    if content.is_symlink():
        message = "シンボリックリンクは使えません。フォルダーにしてください"
        problems.add(Place("content", 1), message, "symlink")
        return []
    found = list_folder(content, root, problems) if content.is_dir() else []
    check_static(root, {one.name for one in found}, problems)
    return found


def load_folder(folder: Path, root: Path, problems: Problems) -> Agreement | None:
    """The agreement of a folder, read and checked; None if it cannot be read.

    Its problems join `problems`, but `limits.PROBLEMS` counts for each agreement.
    """
    own = Problems()
    agreement = None
    path = folder.relative_to(root).as_posix()
    if not folder.is_dir():
        own.add(Place(path, 1), "contentの直下には原稿のフォルダーだけを置きます", "unknown-file")
    else:
        if fault := slug_fault(folder.name):
            own.add(Place(path, 1), f"フォルダーの名「{folder.name}」は{fault}", "slug-form")
        files = list_folder(folder, root, own)
        versions = [file for file in files if _is_version(file)]
        if len(versions) != 1:
            message = (
                f"「2022-01-12.md」「undated.md」のような名の原稿を一つ置きます（今は{len(versions)}個）"
            )
            own.add(Place(path, 1), message, "one-version")
        found = [_read_version(file, files, root, own) for file in versions]
        agreement = next((one for one in found if one), None)
    problems.found.extend(own.found)
    return agreement


def _is_version(file: Path) -> bool:
    return is_plain(file) and bool(VERSION.fullmatch(file.name))


def _read_version(file: Path, files: list[Path], root: Path, problems: Problems) -> Agreement | None:
    data = read_bytes(file, root, problems)
    path = file.relative_to(root).as_posix()
    parsed = None if data is None else parse(data, path, file.parent.name, problems)
    if parsed is None:
        return None
    notice = parsed.facts.witness
    images = {one.file for one in parsed.images if NAME.fullmatch(one.file)}
    witness = notice.files if notice else ()
    known = {file.name, EXPECTED, *witness, *(layer.file for layer in LAYERS), *images}
    for other in files:
        # A misspelt name would be ignored silently.
        if not is_plain(other) or (other.name not in known and not _is_version(other)):
            how = "文字起こしの名は、基本情報のwitnessに書きます"
            if NAME.fullmatch(other.name):
                how = f"画像は、本文の1行に「![何を示すか]({other.name})」と書いて示します"
            message = f"使えないファイルです。名を確かめるか、contentの外に置いてください（{how}）"
            problems.add(place_of(other, root), message, "unknown-file")
    before = len(problems.found)
    beside: dict[str, Any] = {
        "transcript": _read_transcript(parsed, file.parent, root, problems),
        "pictures": tuple(
            Picture(one.name, data)
            for one in files
            if one.name in images and (data := read_bytes(one, root, problems, limits.PICTURE)) is not None
        ),
    }
    for layer in LAYERS:
        if found := _read_beside(file.with_name(layer.file), root, problems):
            beside[layer.field] = tuple(layer.read(SideFile(*found, parsed, problems)))
    # Without the list of debris every cell of it would be one more difference.
    no_debris = any(one.place.path.endswith("/debris.yml") for one in problems.found[before:])
    agreement = replace(parsed, **beside)
    if agreement.transcript and not no_debris:
        differences, account = collate(agreement, agreement.transcript)
        problems.extend(differences)
        agreement = replace(agreement, account=account)
    problems.extend(check(agreement))
    if expected := _read_beside(file.with_name(EXPECTED), root, problems):
        check_expected(SideFile(*expected, agreement, problems))
    return agreement


def _read_transcript(agreement: Agreement, folder: Path, root: Path, problems: Problems) -> Transcript | None:
    """The transcript that the front matter names; None if it names none or a file of it cannot be read."""
    notice = agreement.facts.witness
    files: list[tuple[str, str]] = []
    for name in notice.files if notice else ():
        if notice and not lexists(folder / name):
            message = f"witnessのfile「{name}」が同じフォルダーにありません"
            problems.add(notice.place, message, "witness-file")
        elif found := _read_beside(folder / name, root, problems, decoded):
            files.append((found[1], found[0]))
    return transcript(*files) if notice and 0 < len(files) == len(notice.files) else None


def _read_beside(
    file: Path, root: Path, problems: Problems, read: Callable[[bytes, str, Problems], str] = read_text
) -> tuple[str, str] | None:
    """The text and the path of a file beside a version; None when it has no text."""
    data = read_bytes(file, root, problems) if is_plain(file) else None
    path = file.relative_to(root).as_posix()
    text = read(data, path, problems) if data is not None else ""
    return (text, path) if text else None
