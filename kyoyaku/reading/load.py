"""The entry point of `reading`: loads the agreements of `content/`, and checks them.

    content/<agreement>/<YYYY-MM-DD>.md   the text of an agreement, named by the day of its conclusion
                        transcript.txt    the witness, if the front matter names it
                        map.png           an image that the text shows
                        *.yml             the side files of `layers/`
                        import-report.*   what `import` tells the editor

A version goes through `source_text`, `front_matter`, `blocks` and `parse`, then through `layers`,
`checks` and `collation`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from os.path import lexists
from pathlib import Path
from typing import Any

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement, State, current
from kyoyaku.model.change import ChangedBy
from kyoyaku.model.pictures import Picture
from kyoyaku.model.slugs import slug_fault
from kyoyaku.model.transcript import Transcript, transcript
from kyoyaku.problems import ContentError, Place, Problems
from kyoyaku.reading.checks import check
from kyoyaku.reading.checks.images import NAME
from kyoyaku.reading.collation.collate import collate
from kyoyaku.reading.files import check_static, is_plain, list_folder, place_of, read_bytes
from kyoyaku.reading.layers.layers import EXPECTED, LAYERS
from kyoyaku.reading.layers.record import check_expected
from kyoyaku.reading.layers.side_file import Of, SideFile
from kyoyaku.reading.parse import parse
from kyoyaku.reading.settings import publisher
from kyoyaku.reading.source_text import decoded, read_text
from kyoyaku.reading.versions import versions
from kyoyaku.reading.versions.checks import check_versions, copied_witness
from kyoyaku.reading.versions.fields import FILE
from kyoyaku.reading.versions.instrument import read_instrument

CHANGES = "changes"
"""The folder of the instruments."""
REPORT = ("import-report.html", "import-report.json")
"""What `import` tells an editor; nobody else reads it, and it is never published."""


def load(root: Path) -> tuple[Agreement, ...]:
    """The agreements under `root/content`, in the order of their folders' names.

    Raises ContentError with every problem of every file.
    """
    problems = Problems()
    places = folders(root, problems)
    agreements = [load_folder(folder, root, problems) for folder in places]
    if not places and not problems.found:
        message = "原稿のフォルダーがありません。サイトのフォルダーで実行しているかどうかを確かめ、"
        message += "content/<識別名>/<日付>.mdを置いてください"
        problems.add(Place("content", 1), message, "no-agreement")
    if problems.found:
        raise ContentError(problems.found)
    return tuple(agreement for agreement in agreements if agreement)


def folders(root: Path, problems: Problems) -> list[Path]:
    """The files and folders in content/, which must be a folder and not a link to one.

    Also checks the settings, the day of the build, and that no file of static/ has the name of an agreement.
    """
    publisher(root, problems)
    versions.today(problems)
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

    Its problems are added to `problems`; `limits.PROBLEMS` is the limit for each agreement.
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
        agreement = _read_folder(folder, files, root, own)
    problems.found.extend(own.found)
    return agreement


def _read_folder(folder: Path, files: list[Path], root: Path, problems: Problems) -> Agreement | None:
    """The current version, with those before and those to come; None if one cannot be read."""
    path = folder.relative_to(root).as_posix()
    day, sources = versions.today(problems), versions.sources(files)
    if not sources:
        message = "「2022-01-12.md」「undated.md」のような名の原稿を、一つ以上置きます"
        problems.add(Place(path, 1), message, "no-version")
        return None
    parsed = [_parse(file, root, problems) for file in sources]
    own = publisher(root, Problems())  # whose problems `folders` has reported
    known = [replace(one, publisher=own) for one in parsed if one]
    # What a front matter says of the text and of the other files is not known if it cannot be read.
    is_told = len(known) == len(parsed) and all(one.facts.places for one in known)
    if is_told:
        _check_files(folder, files, known, root, problems)
    if len(known) < len(parsed):
        return None
    aside = [replace(one, state=State.WITHDRAWN) for one in known[1:] if one.facts.withdrawn]
    known = [known[0], *(one for one in known[1:] if not one.facts.withdrawn)]
    at = versions.current([one.path.rpartition("/")[2] for one in known], day)
    # The side files of the current version may be about another one.
    both = (current(known, at).versions, aside)
    read, withdrawn = (
        tuple(_read_beside_version(one, folder, known[0], root, problems) for one in several)
        for several in both
    )
    if not is_told:
        return None
    agreement = current(read, at, withdrawn)
    for one in agreement.published:
        problems.extend(check(one))
    problems.extend(check_versions(agreement))
    return agreement


def _parse(file: Path, root: Path, problems: Problems) -> Agreement | None:
    """A version with the instruments that made it, without its side files; None if it cannot be read."""
    data = read_bytes(file, root, problems)
    path = file.relative_to(root).as_posix()
    parsed = None if data is None else parse(data, path, file.parent.name, problems)
    if parsed is None:
        return None
    changed = tuple(
        _with_instrument(one, parsed, file.parent, root, problems) for one in parsed.facts.changed_by
    )
    return replace(parsed, facts=replace(parsed.facts, changed_by=changed))


def _with_instrument(
    changed: ChangedBy, version: Agreement, folder: Path, root: Path, problems: Problems
) -> ChangedBy:
    """An entry of `changed_by` with the text of its instrument, and of those that changed the instrument."""
    file = folder / changed.file
    instrument = None
    if changed.file and not is_plain(file):
        problems.add(
            changed.place, f"changed_byのtext「{changed.file}」のファイルがありません", "instrument-file"
        )
    elif changed.file and (data := read_bytes(file, root, problems)) is not None:
        own = Problems()
        instrument = read_instrument(data, file.relative_to(root).as_posix(), version.facts, own)
        problems.extend(own.found)
        instrument = None if own.found else instrument  # what it makes of a text would be wrong, too
    inner = tuple(_with_instrument(one, version, folder, root, problems) for one in changed.changed_by)
    return replace(changed, instrument=instrument, changed_by=inner)


def _check_files(
    folder: Path, files: list[Path], parsed: list[Agreement], root: Path, problems: Problems
) -> None:
    """A problem for each file that no version names: a misspelt one would be ignored silently."""
    known = {EXPECTED, *REPORT, *(layer.file for layer in LAYERS)}
    texts = set[str]()
    for one in parsed:
        notice = one.facts.witness
        known |= {one.file for one in one.images if NAME.fullmatch(one.file)}
        known |= {*notice.files, notice.debris, notice.expected} if notice else set()
        texts |= {changed.file for changed in versions.every_change(one.facts.changed_by)}
    for other in files:
        if other.name == CHANGES and other.is_dir():
            for file in list_folder(other, root, problems):
                if (name := f"{CHANGES}/{file.name}") not in texts or not is_plain(file):
                    message = "変更を定める文書は、「2025-03-20.md」のような名のファイルとします"
                    if FILE.fullmatch(name) and is_plain(file):
                        message = (
                            f"版の基本情報のchanged_byに、このファイルを示す「text: {name}」がありません"
                        )
                    problems.add(place_of(file, root), message, "unknown-file")
        elif not is_plain(other) or (other.name not in known and not versions.NAME.fullmatch(other.name)):
            how = "文字起こしの名は、基本情報のwitnessに書きます"
            if NAME.fullmatch(other.name):
                how = f"画像は、本文の1行に「![何を示すか]({other.name})」と書いて示します"
            message = f"使えないファイルです。名を確かめるか、contentの外に置いてください（{how}）"
            problems.add(place_of(other, root), message, "unknown-file")


def _read_beside_version(
    parsed: Agreement, folder: Path, first: Agreement, root: Path, problems: Problems
) -> Agreement:
    """A version with its transcript, images and side files, each read and compared with the text."""
    before, notice = len(problems.found), parsed.facts.witness
    is_first = parsed.path == first.path
    for name in {notice.debris, notice.expected} - {""} if notice else ():
        if notice and (Path(name).name != name or not lexists(folder / name)):
            message = f"witnessが示す「{name}」が同じフォルダーにありません"
            problems.add(notice.place, message, "witness-file")
    beside: dict[str, Any] = {
        "transcript": _read_transcript(parsed, folder, first, root, problems),
        "pictures": tuple(
            Picture(name, data)
            for name in sorted({one.file for one in parsed.images if NAME.fullmatch(one.file)})
            if is_plain(folder / name)
            and (data := read_bytes(folder / name, root, problems, limits.PICTURE)) is not None
        ),
    }
    belongs = {
        Of.CURRENT: parsed.state is State.CURRENT,
        Of.READING: is_first or bool(notice and notice.debris),
        Of.FIRST: is_first,
        Of.EVERY: parsed.state is not State.WITHDRAWN,
    }
    for layer in (one for one in LAYERS if belongs[one.of]):
        name = notice.debris if layer.of is Of.READING and notice and notice.debris else layer.file
        found = _read_beside(folder / name, root, problems)
        if found and parsed.facts.places:
            beside[layer.field] = tuple(layer.read(SideFile(*found, parsed, problems)))
    # Without the list of debris every cell of it would be one more difference.
    no_debris = any(one.place.path.endswith("/debris.yml") for one in problems.found[before:])
    agreement = replace(parsed, **beside)
    if agreement.transcript and not no_debris:
        differences, account = collate(agreement, agreement.transcript)
        problems.extend(differences)
        agreement = replace(agreement, account=account)
    name = notice.expected if notice and notice.expected else EXPECTED * is_first
    expected = _read_beside(folder / name, root, problems) if name else None
    if expected and parsed.facts.places:
        check_expected(SideFile(*expected, agreement, problems))
    return agreement


def _read_transcript(
    agreement: Agreement, folder: Path, first: Agreement, root: Path, problems: Problems
) -> Transcript | None:
    """The transcript that the front matter names; None if it names none or a file of it cannot be read."""
    notice = agreement.facts.witness
    files: list[tuple[str, str]] = []
    for name in notice.files if notice and not copied_witness(agreement, first) else ():
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
