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
from itertools import count, groupby

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kyoyaku.model import text as model
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
    "image": "文の中の画像（「![…](…)」。1行に単独で書きます）",
    "html_inline": "HTML（「<…>」）",
    "slug": "「{#…}」（見出しの終わりにだけ書けます）",
}
PLACEHOLDER = "理由"
"""What messages and the guide write in the place of the editor's own words."""
REF = r"[1-9][0-9]{0,6}(?:\.[1-9][0-9]{0,3})?"
NOTE_FORM = re.compile(rf"(certain|probable|unsure)(?: @({REF}(?:,{REF})*))?: (\S.*)")
# 24 and -25 in {?24?} and {?-25?}.
LENGTH = re.compile(r"(-?)([1-9][0-9]{0,4})")
# [甲](x), ![甲](x), [甲 [乙]](x): only what stands in the square brackets is kept.
LINK = re.compile(r"(!?)\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\((?:[^()]*\))?")


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

    def __init__(self, problems: Problems, source: str = model.WITNESS) -> None:
        self._problems = problems
        self._source = source
        self._numbers = count(1)

    def text(self, tokens: Sequence[Token], place: Place) -> model.Text:
        """The text of the tokens of one line; a problem for each token that is neither text nor mark."""
        return model.Text(tuple(_joined(self._span(token, place) for token in tokens)), place)

    def _span(self, token: Token, place: Place) -> model.Span:
        if token.type in MARKS and token.type != "slug":
            return self._mark(token, place)
        if token.type == "text":
            self._look_for_signs(token.content, place)
            return model.Plain(token.content)
        if not token.type.endswith("_close"):
            name = INLINE_NAMES.get(token.type, token.content)
            message = f"{name}は使えません。文字として書くときは、前に「\\」を付けてください"
            self._problems.add(place, message, "unsupported-markup")
        return model.Plain("")

    def _mark(self, token: Token, place: Place) -> model.Mark:
        number, parts = next(self._numbers), token.meta
        whole = model.WITNESS if self._source == model.WITNESS else ""
        note = self._note(token, place)
        for part in (parts.get("witness"), parts.get("edited"), parts.get("extent")):
            self._look_for_signs(part or "", place)
        match token.type:
            case "corrected":
                return model.Corrected(number, parts["witness"], parts["edited"], note)
            case "supplied":
                return model.Supplied(number, self._content(parts["content"], place), note)
            case "struck":
                return model.Struck(number, parts["witness"], note)
            case "unknown":
                unsure = note.certainty is model.Certainty.UNSURE
                return model.PerhapsLost(number, note) if unsure else model.Lost(number, note, whole=whole)
        if length := LENGTH.fullmatch(parts["extent"]):
            return model.Lost(number, note, int(length[2]), bool(length[1]), whole)
        return model.Illegible(number, parts["extent"], note)

    def _content(self, raw: str, place: Place) -> tuple[model.Plain | model.Corrected, ...]:
        """The spans of a supplied passage: text and corrections of it, but no other mark."""
        tokens, end = list[Token](), 0
        for match in MARKS["corrected"].finditer(raw):
            tokens.append(Token("text", "", 0, content=raw[end : match.start()]))
            tokens.append(Token("corrected", "", 0, content=match[0], meta=match.groupdict()))
            end = match.end()
        tokens.append(Token("text", "", 0, content=raw[end:]))
        spans, kinds = [self._span(token, place) for token in tokens], model.Plain | model.Corrected
        return tuple(span for span in spans if isinstance(span, kinds) and span.edited)

    def _note(self, token: Token, place: Place) -> model.Note:
        raw = token.meta["note"]
        if raw is None:
            message = f"「{token.content}」に理由がありません。直後に{{>>certain: 理由<<}}の形で書きます"
            self._problems.add(place, message, "mark-reason")
            return model.Note(model.Certainty.CERTAIN, "")
        self._look_for_signs(raw, place)
        form = NOTE_FORM.fullmatch(raw)
        if not form:
            right = "「certain: 理由」「probable @行.欄: 理由」の形（確度はcertain、probable、unsure）"
            self._problems.add(place, f"注「{raw}」は{right}で書きます", "mark-note")
            return model.Note(model.Certainty.CERTAIN, raw)
        refs = tuple(ref for one in (form[2] or "").split(",") if (ref := read_ref(one)))
        if form[3] == PLACEHOLDER:
            message = f"注の「{PLACEHOLDER}」を、実際の理由に書き換えてください"
            self._problems.add(place, message, "mark-reason")
        if refs and token.type != "supplied":
            message = "「@」で底本の箇所を示すことができるのは、「{++…++}」の印の注だけです"
            self._problems.add(place, message, "mark-note")
        return model.Note(model.Certainty(form[1]), form[3], refs, self._source)

    def _look_for_signs(self, raw: str, place: Place) -> None:
        """A problem if plain text has a sign of a mark: one is not closed, or stands in another."""
        if "{>>note:" in raw:
            message = "例規集の改正の注「{>>note: …<<}」は、文の中ではなく、1行に単独で書きます"
            self._problems.add(place, message, "note-form")
        elif sign := next((sign for sign in SIGNS if sign in raw), None):
            message = f"校訂の印「{sign}」が閉じていないか、中が空か、他の印の中にあります: {raw[:30]}"
            self._problems.add(place, message, "mark-form")


def read_ref(written: str) -> model.Ref | None:
    """The place 139.1 (line 139, cell 1) or 139 of the transcript; None if it is not written so."""
    return model.Ref(*map(int, written.split("."))) if re.fullmatch(REF, written) else None


def _joined(spans: Iterator[model.Span]) -> Iterator[model.Span]:
    """The spans with adjacent plain ones joined: the parser cuts text at signs that turn out to be plain."""
    for is_plain, run in groupby(spans, lambda span: isinstance(span, model.Plain)):
        if not is_plain:
            yield from run
        elif plain := "".join(span.edited for span in run):
            yield model.Plain(plain)
