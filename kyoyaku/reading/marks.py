"""The editor's marks as an inline rule of the Markdown parser.

    {~~witness~>edited~~}{>>note<<}   corrected
    {++text++}{>>note<<}              supplied, or restored from the place that the note names
    {--witness--}{>>note<<}           struck
    {??} {?24?} {?-25?} {?witness?}   lost, of unknown, about or at most that length; illegible
    {#slug}                           the permanent name of an initiative

The rule runs before emphasis, so that no sign in a mark is read as Markdown. A note reads
`(certain|probable|unsure)[ @line[.cell][,line.cell]]: reason`, for example `certain @139.1,172: 次の行`.
The marks follow CriticMarkup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kyoyaku.model.text import (
    Certainty,
    Corrected,
    Illegible,
    Lost,
    Mark,
    Note,
    PerhapsLost,
    Plain,
    Ref,
    Span,
    Struck,
    Supplied,
    Text,
)
from kyoyaku.problems import Place, Problems

# A mark may not contain its own opening sign: `(?:(?!~>|~~\}|\{~~).)+` is text up to ~>, ~~} or the next
# {~~. So the search for the end of a mark that is never closed stops at the next mark, and stays linear.
NOTE = r"(?:\{>>(?P<note>(?:(?!<<\}|\{>>).)*)<<\})?"
MARKS = {
    "corrected": re.compile(
        r"\{~~(?P<witness>(?:(?!~>|~~\}|\{~~).)+)~>(?P<edited>(?:(?!~~\}|\{~~).)+)~~\}" + NOTE
    ),
    "supplied": re.compile(r"\{\+\+(?P<content>(?:(?!\+\+\}|\{\+\+).)+)\+\+\}" + NOTE),
    "struck": re.compile(r"\{--(?P<witness>(?:(?!--\}|\{--).)+)--\}" + NOTE),
    "lost": re.compile(r"\{\?(?P<extent>(?:(?!\?\}|\{\?).)+)\?\}" + NOTE),
    "unknown": re.compile(r"\{\?(?P<extent>)\?\}" + NOTE),
    "slug": re.compile(r"\{#(?P<slug>[^{}]*)\}"),
}
SIGNS = ("{~~", "~~}", "{++", "++}", "{--", "--}", "{?", "?}", "{>>", "<<}", "~>", "{#")
INLINE_NAMES = {
    "em_open": "斜体（「*」や「_」）",
    "strong_open": "文の中の太字（「**」）",
    "code_inline": "コード（「`」）",
    "link_open": "リンク（「[…](…)」や「<…>」）",
    "image": "画像（「![…](…)」）",
    "html_inline": "HTML（「<…>」）",
    "slug": "「{#…}」（見出しの終わりにだけ書けます）",
}
PLACEHOLDER = "理由"
"""What messages and the guide write in the place of the editor's own words."""
NOTE_FORM = re.compile(r"(certain|probable|unsure)(?: @([0-9.,]+))?: (\S.*)")
# [甲](x), ![甲](x), [甲 [乙]](x): only what stands in the square brackets is kept.
LINK = re.compile(r"(!?)\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\((?:[^()]*\))?")
REF = re.compile(r"([1-9][0-9]{0,6})(?:\.([1-9][0-9]{0,3}))?")


def editors_marks(md: MarkdownIt) -> None:
    """A markdown-it plugin: a token for each mark, with its parts in `meta`, and for each link."""
    md.inline.ruler.before("emphasis", "editors_mark", _rule)
    md.inline.ruler.before("emphasis", "refused_link", _refused_link)


def _refused_link(state: StateInline, silent: bool) -> bool:
    """An inline rule that finds links. The parser's own looks for the end anew at each bracket."""
    if state.src[state.pos] not in "[!" or not (match := LINK.match(state.src, state.pos)):
        return False
    if not silent:
        state.push("image" if match[1] else "link_open", "", 0)
        state.push("text", "", 0).content = match[2]
    state.pos = match.end()
    return True


def _rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    for name, pattern in MARKS.items():
        if match := pattern.match(state.src, state.pos):
            if not silent:
                token = state.push(name, "", 0)
                token.content, token.meta = match.group(), match.groupdict()
            state.pos = match.end()
            return True
    return False


class MarkReader:
    """Turns tokens into texts; numbers the marks of a file from 1 in order."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._numbers = count(1)

    def text(self, tokens: Sequence[Token], place: Place) -> Text:
        """The text of the tokens of one line; a problem for each token that is neither text nor mark."""
        return Text(tuple(_joined(self._span(token, place) for token in tokens)), place)

    def _span(self, token: Token, place: Place) -> Span:
        if token.type in MARKS and token.type != "slug":
            return self._mark(token, place)
        if token.type == "text":
            self._look_for_signs(token.content, place)
            return Plain(token.content)
        if not token.type.endswith("_close"):
            name = INLINE_NAMES.get(token.type, token.content)
            message = f"{name}は使えません。文字として書くときは、前に「\\」を付けてください"
            self._problems.add(place, message, "unsupported-markup")
        return Plain("")

    def _mark(self, token: Token, place: Place) -> Mark:
        number, parts = next(self._numbers), token.meta
        note = self._note(token, place)
        for part in (parts.get("witness"), parts.get("edited"), parts.get("extent")):
            self._look_for_signs(part or "", place)
        if token.type == "corrected":
            return Corrected(number, parts["witness"], parts["edited"], note)
        if token.type == "supplied":
            return Supplied(number, self._content(parts["content"], place), note)
        if token.type == "struck":
            return Struck(number, parts["witness"], note)
        return _gap(number, parts["extent"], note)

    def _content(self, raw: str, place: Place) -> tuple[Plain | Corrected, ...]:
        """The spans of a supplied passage: text and corrections of it, but no other mark."""
        spans: list[Plain | Corrected] = []
        end = 0
        for match in MARKS["corrected"].finditer(raw):
            spans.append(self._plain(raw[end : match.start()], place))
            token = Token("corrected", "", 0, content=match.group(), meta=match.groupdict())
            note = self._note(token, place)
            self._look_for_signs(match["witness"] + match["edited"], place)
            spans.append(Corrected(next(self._numbers), match["witness"], match["edited"], note))
            end = match.end()
        return tuple(span for span in (*spans, self._plain(raw[end:], place)) if span.edited)

    def _plain(self, raw: str, place: Place) -> Plain:
        self._look_for_signs(raw, place)
        return Plain(raw)

    def _note(self, token: Token, place: Place) -> Note:
        raw = token.meta["note"]
        if raw is None:
            self._problems.add(
                place,
                f"「{token.content}」に理由がありません。直後に{{>>certain: 理由<<}}の形で書きます",
                "mark-reason",
            )
            return Note(Certainty.CERTAIN, "")
        self._look_for_signs(raw, place)
        form = NOTE_FORM.fullmatch(raw)
        refs = _refs(form[2]) if form else None
        if not form or refs is None:
            self._problems.add(
                place,
                f"注「{raw}」は「certain: 理由」「probable @行.欄: 理由」の形"
                "（確度はcertain、probable、unsure）で書きます",
                "mark-note",
            )
            return Note(Certainty.CERTAIN, raw)
        if form[3] == PLACEHOLDER:
            self._problems.add(
                place, f"注の「{PLACEHOLDER}」を、実際の理由に書き換えてください", "mark-reason"
            )
        if refs and token.type != "supplied":
            message = "「@」で底本の箇所を示すことができるのは、「{++…++}」の印の注だけです"
            self._problems.add(place, message, "mark-note")
        return Note(Certainty(form[1]), form[3], refs)

    def _look_for_signs(self, raw: str, place: Place) -> None:
        """A problem if plain text has a sign of a mark: one is not closed, or stands in another."""
        for sign in (sign for sign in SIGNS if sign in raw):
            self._problems.add(
                place,
                f"校訂の印「{sign}」が閉じていないか、他の印の中にあります: {raw[:30]}",
                "mark-form",
            )
            return


def _gap(number: int, extent: str, note: Note) -> Lost | PerhapsLost | Illegible:
    if not extent:
        unsure = note.certainty is Certainty.UNSURE
        return PerhapsLost(number, note) if unsure else Lost(number, note)
    if length := re.fullmatch(r"(-?)([1-9][0-9]{0,4})", extent):
        return Lost(number, note, int(length[2]), at_most=bool(length[1]))
    return Illegible(number, extent, note)


def read_ref(written: str) -> Ref | None:
    """The place 139.1 (line 139, cell 1) or 139 of the transcript; None if it is not written so."""
    match = REF.fullmatch(written)
    return Ref(int(match[1]), int(match[2]) if match[2] else None) if match else None


def _refs(written: str | None) -> tuple[Ref, ...] | None:
    """The places `139.1,172` of a note; None when they are not written so."""
    found = [read_ref(part) for part in written.split(",")] if written else []
    known = tuple(ref for ref in found if ref)
    return known if len(known) == len(found) else None


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """The spans with adjacent plain ones joined: the parser cuts text at signs that turn out to be plain."""
    plain = ""
    for span in spans:
        if isinstance(span, Plain):
            plain += span.text
            continue
        if plain:
            yield Plain(plain)
            plain = ""
        yield span
    if plain:
        yield Plain(plain)
