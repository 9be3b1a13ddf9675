"""`content/` on disk to agreements: one folder an agreement, one file a version.

content/<agreement>/<YYYY-MM-DD>.md   the structured text, named by the day of its conclusion
                    transcript.txt    the witness, if the front matter names it
                    debris.yml        what of the witness is not read where it stands
                    expected.yml      counts that this agreement must keep
                    vocabulary.yml    words that a search takes for the same
                    names.yml         organisations and facilities, for the index page
                    duties.yml        phrases that tell what a party has to do
                    laws.yml          laws that the text cites, to be linked
                    life.yml          the initiatives under headings of everyday life
"""

from __future__ import annotations

import re
from dataclasses import replace
from os.path import lexists
from pathlib import Path

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.slugs import slug_fault
from kyoyaku.model.transcript import Transcript, transcript
from kyoyaku.problems import ContentError, Place, Problems
from kyoyaku.reading.checks.rules import check
from kyoyaku.reading.collation.collate import collate
from kyoyaku.reading.collation.debris import read_debris
from kyoyaku.reading.files import is_plain, listed, place, read
from kyoyaku.reading.layers.duties import check_duty_kinds, read_duty_kinds
from kyoyaku.reading.layers.expected import check_expected
from kyoyaku.reading.layers.laws import check_laws, read_laws
from kyoyaku.reading.layers.life import check_life, read_life
from kyoyaku.reading.layers.names import check_names, read_names
from kyoyaku.reading.layers.vocabulary import check_vocabulary, read_vocabulary
from kyoyaku.reading.parse import parse
from kyoyaku.reading.source_text import check_cells, read_text

VERSION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.md")
DEBRIS = "debris.yml"
EXPECTED = "expected.yml"
VOCABULARY = "vocabulary.yml"
NAMES = "names.yml"
DUTIES = "duties.yml"
LAWS = "laws.yml"
LIFE = "life.yml"
LAYERS = frozenset({DEBRIS, EXPECTED, VOCABULARY, NAMES, DUTIES, LAWS, LIFE})


def load(root: Path) -> tuple[Agreement, ...]:
    """The agreements under `root/content`, read and checked.

    Raises ContentError with every problem of every file.
    """
    problems = Problems()
    places = folders(root, problems)
    agreements = [load_folder(folder, root, problems) for folder in places]
    if not places and not problems.found:
        problems.add(
            Place("content", 1),
            "協約のフォルダーがありません。content/<協約の名>/<締結の日>.mdを置いてください",
            "no-agreement",
        )
    if problems.found:
        raise ContentError(problems.found)
    return tuple(agreement for agreement in agreements if agreement)


def folders(root: Path, problems: Problems) -> list[Path]:
    """What stands in content/, which is a folder itself and not a link to one."""
    content = root / "content"
    if content.is_symlink():
        problems.add(
            Place("content", 1), "シンボリックリンクは使えません。フォルダーにしてください", "symlink"
        )
        return []
    return listed(content, root, problems) if content.is_dir() else []


def load_folder(folder: Path, root: Path, problems: Problems) -> Agreement | None:
    """The agreement of a folder, read and checked by itself; what is wrong joins the problems.

    Its problems are counted apart from those of the others.
    """
    own = Problems()
    agreement = _read(folder, root, own)
    problems.found.extend(own.found)
    return agreement


def _read(folder: Path, root: Path, problems: Problems) -> Agreement | None:
    path = folder.relative_to(root).as_posix()
    if not folder.is_dir():
        message = "contentの直下には協約のフォルダーだけを置きます"
        problems.add(Place(path, 1), message, "unknown-file")
        return None
    if fault := slug_fault(folder.name):
        problems.add(Place(path, 1), f"協約のフォルダーの名「{folder.name}」は{fault}", "slug-form")
    files = listed(folder, root, problems)
    versions = [file for file in files if _is_version(file)]
    if len(versions) != 1:
        message = f"「2022-01-12.md」のような名の原稿を一つ置きます（今は{len(versions)}個）"
        problems.add(Place(path, 1), message, "one-version")
    found = [_version(file, files, root, problems) for file in versions]
    return next((agreement for agreement in found if agreement), None)


def _is_version(file: Path) -> bool:
    return is_plain(file) and bool(VERSION.fullmatch(file.name))


def _version(file: Path, files: list[Path], root: Path, problems: Problems) -> Agreement | None:
    data = read(file, root, problems)
    if data is None:
        return None
    agreement = parse(data, file.relative_to(root).as_posix(), file.parent.name, problems)
    if agreement is None:
        return None
    _unknown_files(agreement, file, files, root, problems)
    agreement = replace(agreement, transcript=_transcript(agreement, file.parent, root, problems))
    known = len(problems.found)
    if debris := _layer(file.parent / DEBRIS, root, problems):
        agreement = replace(agreement, debris=read_debris(*debris, problems))
    readable = len(problems.found) == known
    problems.extend(check(agreement))
    # Without the list of debris every cell of it would be one more difference.
    if agreement.transcript and readable:
        found, account = collate(agreement, agreement.transcript)
        problems.extend(found)
        agreement = replace(agreement, account=account)
    agreement = _with_layers(agreement, file.parent, root, problems)
    if expected := _layer(file.parent / EXPECTED, root, problems):
        check_expected(agreement, *expected, problems)
    return agreement


def _with_layers(agreement: Agreement, folder: Path, root: Path, problems: Problems) -> Agreement:
    """The agreement with what its editor has put beside it for the search, the index and the duties."""
    if vocabulary := _layer(folder / VOCABULARY, root, problems):
        groups = read_vocabulary(*vocabulary, problems)
        problems.extend(check_vocabulary(agreement, groups))
        agreement = replace(agreement, vocabulary=tuple(words for words, _ in groups))
    if names := _layer(folder / NAMES, root, problems):
        agreement = replace(agreement, names=read_names(*names, problems))
        problems.extend(check_names(agreement))
    if duties := _layer(folder / DUTIES, root, problems):
        agreement = replace(agreement, duty_kinds=read_duty_kinds(*duties, problems))
        problems.extend(check_duty_kinds(agreement))
    if laws := _layer(folder / LAWS, root, problems):
        agreement = replace(agreement, laws=read_laws(*laws, problems))
        problems.extend(check_laws(agreement))
    if life := _layer(folder / LIFE, root, problems):
        agreement = replace(agreement, life=read_life(*life, problems))
        problems.extend(check_life(agreement, life[1]))
    return agreement


def _transcript(agreement: Agreement, folder: Path, root: Path, problems: Problems) -> Transcript | None:
    notice = agreement.facts.witness
    if notice is None or not notice.file:
        return None
    file = folder / notice.file
    if not lexists(file):
        message = f"witnessのfile「{notice.file}」が同じフォルダーにありません"
        problems.add(notice.place, message, "witness-file")
        return None
    found = _layer(file, root, problems)
    too_many = list(check_cells(*found)) if found else []
    problems.extend(too_many)
    if not found or too_many:
        return None
    return transcript(found[1], (read(file, root, problems) or b"").decode(), found[0])


def _layer(file: Path, root: Path, problems: Problems) -> tuple[str, str] | None:
    """(text, path) of a file that may stand beside a version; None when there is none that can be read."""
    data = read(file, root, problems) if is_plain(file) else None
    path = file.relative_to(root).as_posix()
    text = read_text(data, path, problems) if data is not None else ""
    return (text, path) if text else None


def _unknown_files(
    agreement: Agreement, file: Path, files: list[Path], root: Path, problems: Problems
) -> None:
    """A misspelt name would else be passed over in silence."""
    notice = agreement.facts.witness
    known = LAYERS | {file.name, notice.file if notice else ""}
    for other in files:
        if not is_plain(other) or (other.name not in known and not _is_version(other)):
            message = (
                "使えないファイルです。名を確かめるか、contentの外に置いてください"
                "（文字起こしの名は、基本情報のwitnessに書きます）"
            )
            problems.add(place(other, root), message, "unknown-file")
