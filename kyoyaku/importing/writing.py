"""A draft as files: the version with its front matter, the transcript, the list of debris."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyoyaku.importing.draft import Draft, DraftLine, LineKind
from kyoyaku.importing.facts import asked, basis_in, field, kind_of_text, listed
from kyoyaku.importing.municipalities import found
from kyoyaku.importing.paper import Paper, Paragraph
from kyoyaku.importing.slugs import party_slug, proposed

SLUGS = (
    "取組の識別名（{#…}）は、案です。公開した後は変えられないアドレスになるので、全ての取組について、"
    "内容を表す英語の名に改めるか、このままとするかを決めてください"
)
PARTIES = (
    "当事者の識別名（slug）は、案です。全国地方公共団体コード（code）とともに確かめてください"
    "（コードが分からないときは、codeを書きません）"
)

# {--○--}{>>certain: …<<}旭川市…: the marks of a title, which its edited form lacks.
MARKS = re.compile(r"\{--.*?--\}|\{~~.*?~>|~~\}|\{>>.*?<<\}")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was imported: its name, its SHA-256 in hexadecimal, and what kind of file it is."""

    name: str
    sha256: str
    kind: str


def transcript_of(paper: Paper) -> str:
    """The mechanical transcript: a paragraph a line, a row of a table a line, its cells parted by tabs."""
    if paper.transcript:
        return paper.transcript
    lines = list[str]()
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ("\t".join(cell.text if cell else "" for cell in row) for row in block.rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def file_name(draft: Draft) -> str:
    """The name of the version: its day, or undated.md."""
    return f"{draft.day or 'undated'}.md"


def debris_of(draft: Draft) -> str:
    """debris.yml; '' if there is none."""
    entries = (
        f'- at: "{one.at}"\n  kind: {one.kind}\n  {field("text", one.text)}\n  reason: {one.reason}\n'
        for one in draft.debris
    )
    return "\n".join(entries)


def version_of(draft: Draft, sources: Sequence[Source], *, accepts_slugs: bool) -> tuple[str, list[int]]:
    """The version as a file, with a mark for each open question, and the number of each line of the draft."""
    lines = _with_slugs(draft.lines)
    head = _front_matter(draft, sources, accepts_slugs=accepts_slugs)
    text = "\n".join(["---", *head, "---", "", ""])
    numbers: list[int] = []
    for line, above in zip(lines, [None, *lines], strict=False):
        both_rows = above and above.kind is line.kind is LineKind.ROW
        text += "" if not above or both_rows else "\n"
        numbers.append(text.count("\n") + 1)
        text += f"{line}\n"
    return text, numbers


def _with_slugs(lines: Sequence[DraftLine]) -> list[DraftLine]:
    names = [line.kept.words for line in lines if line.is_initiative]
    slugs = iter(proposed(names))
    return [replace(line, slug=next(slugs)) if line.is_initiative else line for line in lines]


def _front_matter(draft: Draft, sources: Sequence[Source], *, accepts_slugs: bool) -> Iterator[str]:
    title = MARKS.sub("", draft.lines[0].words)
    yield field("title", title)
    yield f"concluded: {draft.day or 'unknown'}"
    if not draft.day:
        yield asked("締結の日が一つに決まりません。分かれば、ここ及びファイルの名に書いてください")
    known = {"kind": kind_of_text(title), "instrument": draft.instrument, "basis": basis_in(draft.preamble)}
    if draft.day and draft.dated and "告示" in draft.instrument:
        known["date_is"] = "告示"
    elif draft.day and draft.dated:
        yield asked(
            "題名の下の日付を、締結の日としました。公布等の日であれば、date_isに、何の日かを書いてください"
        )
    yield from (field(name, value) for name, value in known.items() if value)
    yield "status: unknown"
    yield "parties:"
    yield from _parties(draft, accepts_slugs=accepts_slugs)
    if any(line.is_initiative for line in draft.lines) and not accepts_slugs:
        yield asked(SLUGS)
    heads = {name: listed([run.written for run in runs]) for name, runs in draft.columns.items()}
    if any(draft.columns.values()):
        is_one = len({*heads.values()}) == 1
        yield "annex_columns:" + (f" {next(iter(heads.values()))}" if is_one else "")
        yield from (f"  {name}: {head}" for name, head in heads.items() if not is_one and head != "[]")
    names = "及び".join(f"「{one.name}」" for one in sources)
    yield "witness:"
    yield "  file: transcript.txt"
    yield f"  description: {sources[0].kind}{names}から機械で取り出した文"
    yield "  remarks:"
    yield from (f"    - 元のファイル「{one.name}」のSHA-256は、{one.sha256}である。" for one in sources)


def _parties(draft: Draft, *, accepts_slugs: bool) -> Iterator[str]:
    slugs = [party_slug(one.name) for one in draft.parties]
    for at, one in enumerate(draft.parties):
        slug = slugs[at] if slugs.count(slugs[at]) == 1 and slugs[at] else f"party-{at + 1}"
        known = found(one.name)
        code = f', code: "{known[0].code}"' if len(known) == 1 else ""
        yield f"  - {{key: {one.key}, name: {one.name}, slug: {slug}{code}}}"
        if len(known) > 1:
            prefectures = "、".join(f"{other.prefecture} {other.code}" for other in known)
            yield "  " + asked(f"「{one.name}」は、{prefectures}のどれですか。コード（code）を書いてください")
    if not draft.parties:
        yield "  - {key: 甲, name: 甲, slug: party-1}"
        yield "  " + asked("当事者が読み取れません。呼び方、団体の名及び識別名を書いてください")
    elif not accepts_slugs:
        yield "  " + asked(PARTIES)
