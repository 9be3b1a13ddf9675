"""A paper to its parts: title, preamble, 章, 条, 締結, 別表, 附則, each with what stands below its heading.

    （目的）                        the caption of the article that follows
    第１条　この協約は、…           an article and its first 項
    この協約の締結の証として、…     締結 begins, up to 別表 or 附則
    別表（第３条関係）              an annex

A number decides what is the heading of an article: 第3条に規定する… is none, nor is 第３条　… behind 第６条.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kyoyaku.importing.draft import Draft, DraftLine, LineKind, Part, Run, ask, struck
from kyoyaku.importing.paper import Block, Paragraph, Table
from kyoyaku.importing.structure.labels import numbered
from kyoyaku.language.dates import WRITTEN
from kyoyaku.language.numerals import NUMBER, read_number
from kyoyaku.reading.parts import AMENDED, ANNEX, CHAPTER, SUPPLEMENT

Item = Run | Table | DraftLine
"""A paragraph, a table, or a line of the draft that is made already: a note, a question."""
BRACKETS = r"\((?:[^()]|\([^()]*\))*\)"
# 第１条　この, 第12条の2（目的）この, 第3条 削除, 第１条（目的）; not 第3条に, 第3条第2項, 第3条（目的）の.
ARTICLE = re.compile(
    rf"(?P<name>第(?P<number>{NUMBER})条(?P<branch>(?:の{NUMBER})*))"
    rf"(?: *(?P<caption>{BRACKETS}))?(?:(?: +|(?=削除$)|(?<=\))(?![にのをはがと、。]))(?P<rest>.*))?"
)
# 第2条及び第3条 削除, 第５条から第７条まで　削除.
GONE = re.compile(rf"第{NUMBER}条(?:の{NUMBER}|(?:から|、|及び)第{NUMBER}条)+(?:まで)? *削除")
# （第３条関係）
RELATION = re.compile(r"\([^()]*第[^()]*関係\)")
# この連携協約の締結を証するため、本書2通を作成し、…
CLOSING = re.compile(r"(?:証するため|証として|証とする|証し、).*(?:作[成りる]|保有|保管|所持|取り交わ|交換)")
# 旭川市及び上川町における連携協約, ○…に関する規約, 連携協約書（案）.
NAMED = re.compile(r"[○◯●◎]?[^>＞]*(?:協約|協定|規約|契約|覚書|宣言|要綱)書?(?:\(案\))?")
# The first line of a title of two: 旭川市と上川町との間における, 旭川市及び上川町.
TORN_TITLE = re.compile(r"[^。]+(?:と|の|及び|、|おける|関する|係る|基づく|(?:と|及び|・).+[市町村])")
# 議案第5号, 別紙, （案）: what stands above a title.
COVER = re.compile(rf"\(?(?:(?:議案|議第|資料|別紙|別添|参考|報告)第?(?:{NUMBER})?号?|案|写し?)\)?")
# 告示第12号, 旭川市告示第12号: what a text was published as.
INSTRUMENT = re.compile(rf"[^、。]{{0,12}}(?:告示|条例|規則|公告|訓令|規約|協[約定]|契約)[甲乙]?第{NUMBER}号")
# 改正 令和5年3月1日告示第3号, 更新日：2023年4月1日.
HISTORY = re.compile(rf"(?:改正|最終改正|一部改正|沿革|制定|(?:最終)?(?:更新|掲載|公開)日).*{NUMBER}.*")
DATE = re.compile(rf"(?:{WRITTEN.pattern})(?:施行|公布|告示|議決|締結)?")
# 令和　年　月　日: the day is not filled in yet.
OPEN_DATE = re.compile(r"(?:令和|平成|昭和)?[○◯〇●_…元0-9]*年[○◯〇●_…0-9]*月[○◯〇●_…0-9]*日")
# - 3 -, 3ページ, 3/10.
PAGE = re.compile(r"[-－—―─ ]*[0-9]{1,3}(?:[-－—―─ /頁]*|ページ)(?:[0-9]{1,3})?")
WITHIN = 12
"""Paragraphs in which a title is looked for; without one that is called 協約 the first is the title."""
WHOLE = 20
"""A line of an OCR that is longer and has no 。 at its end is torn."""


@dataclass(slots=True)
class Portion:
    """A part of the paper: `kind` is title, preamble, chapter, article, closing, annex or supplement."""

    kind: str
    heading: tuple[Part, ...] = ()
    depth: int = 2
    items: list[Item] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its heading in words: 別表第1（第3条関係）."""
        return DraftLine(LineKind.HEADING, self.heading).words


def split(blocks: Sequence[Block], draft: Draft, *, is_tight: bool) -> list[Portion]:
    """The parts of a paper in order. What is no text is noted in the draft, as are the rules applied.

    `is_tight`: the text comes from an OCR, which tears paragraphs and writes blanks where lines end.
    """
    items = [one for one in _items(blocks, is_tight) if not (is_tight and _is_page_number(one, draft))]
    return [*_Splitter(draft).portions([*_joined(items, draft, is_tight)])]


def _is_page_number(item: Item, draft: Draft) -> bool:
    """Whether a line of an OCR is the number of a page: - 3 -; it is debris then."""
    if not isinstance(item, Run) or not PAGE.fullmatch(item.plain):
        return False
    draft.leave_out(item, "ページ番号")
    return True


def _items(blocks: Sequence[Block], is_tight: bool) -> Iterator[Item]:
    """Paragraphs that are not blank, and tables. A table of one column is a box around paragraphs."""
    for block in blocks:
        if isinstance(block, Paragraph):
            found = [block]
        elif len(block.rows[0]) == 1:
            found = [one for row in block.rows for cell in row if cell for one in cell.paragraphs]
        else:
            head = [cell for cell in block.rows[0] if cell and cell.paragraphs]
            first = head[0].paragraphs if len(head) == 1 else ()
            is_named = len(first) == 1 and _annex(Run.of(first[0]))
            found = [*first] if is_named else []
        yield from (run for one in found if (run := Run.of(one, is_tight=is_tight)))
        if isinstance(block, Table) and len(block.rows[0]) > 1:
            yield Table(block.rows[1:]) if found else block


def _joined(items: Iterable[Item], draft: Draft, is_tight: bool) -> Iterator[Item]:
    """The paragraphs, those joined that are one: 別表第１ and （第３条関係） on the line below it.

    An OCR tears paragraphs, too: …役割を果たす and ものとする。
    """
    last: Item | None = None
    for item in items:
        if isinstance(last, Run) and isinstance(item, Run):
            is_annex = ANNEX.fullmatch(last.joined) and RELATION.fullmatch(item.joined)
            if is_annex or (is_tight and _is_torn(last, item)):
                rule = "別表の下の行の（…関係）を見出しに含める" if is_annex else "二つに切れた段落をつなぐ"
                draft.applied(rule, item.at)
                last = last + item
                continue
        if last:
            yield last
        last = item
    if last:
        yield last


def _is_torn(one: Run, two: Run) -> bool:
    text, following = one.joined, two.joined
    is_new = numbered(two) or re.match("[(（第]", following) or DATE.match(following)
    is_title = NAMED.fullmatch(text) and not re.match("[をにのはが]", following)
    return len(text) > WHOLE and text[-1] not in "。）)」:" and not is_new and not is_title


def _annex(run: Run) -> tuple[Run, Run] | None:
    """The heading of an annex and what stands behind it on the line: 別表第１（第３条関係）　取組."""
    text = run.plain
    if ANNEX.fullmatch(run.joined):
        return run.solid, Run(())
    match = re.match(rf"{ANNEX.pattern}(?= +[^。]{{1,40}}$)", text)
    return (run.part(0, match.end()).solid, run.part(match.end()).stripped) if match else None


@dataclass(slots=True)
class _Splitter:
    draft: Draft
    number: tuple[int, ...] = ()
    """The article before."""
    chapters: list[str] = field(default_factory=list)
    """The kinds of headings above the articles: 章, 節."""
    depth: int = 2
    has_articles: bool = False
    is_begun: bool = False
    """Whether there was an article."""

    def portions(self, items: Sequence[Item]) -> Iterator[Portion]:
        """The parts in order."""
        rest = [*items]
        title, asks = self._title(rest)
        yield Portion("title", title, 1, asks)
        rest = self._without_contents(rest)
        self.has_articles = any(isinstance(one, Run) and self._is_article(one) for one in rest)
        current = Portion("preamble", depth=1)
        caption = Run(())
        for at, item in enumerate(rest):
            if not isinstance(item, Run):
                current.items.append(item)
                continue
            following = next((one for one in rest[at + 1 :] if isinstance(one, Run)), Run(()))
            if (
                re.fullmatch(BRACKETS, item.plain)
                and ARTICLE.fullmatch(following.plain)
                and not _is_note(item)
            ):
                caption = item
                continue
            opened = self._opened(item, caption, following, current)
            if caption and not (opened and opened.kind == "article"):
                question = f"「{item.plain[:6]}…」は、条の番号の順に合いません。読み誤りではありませんか"
                current.items += [caption, ask(question)]
            if opened:
                yield current
                current = opened
            elif _is_note(item):
                self.draft.also.append(item)
                self.draft.applied("例規集の改正の注を、注の形とする", item.at)
                current.items.append(DraftLine(LineKind.NOTE, (item.part(1, len(item.plain) - 1),)))
            else:
                current.items.append(item)
            caption = Run(())
        yield current

    def _title(self, rest: list[Item]) -> tuple[tuple[Part, ...], list[Item]]:
        """Take the title from the items, with what stands before it and the dates and numbers below it.

        議案第5号 and 別紙 are left out; 旭川市と上川町との間における above 連携協約 is the title, too.
        """
        runs = [one for one in rest[:WITHIN] if isinstance(one, Run)]
        named = [one for one in runs if NAMED.fullmatch(one.joined)]
        title = next(iter(named or runs), Run(()))
        at = rest.index(title) if title else 0
        before, asks = [one for one in rest[:at] if isinstance(one, Run)], list[Item]()
        del rest[: at + 1]
        if before and TORN_TITLE.fullmatch(before[-1].joined):
            self.draft.applied("二行に分かれた題名をつなぐ", title.at)
            title = before.pop() + title
        for one in before:
            self.draft.leave_out(one, "題名より前にある文字")
            if not COVER.fullmatch(one.joined):
                asks.append(ask(f"題名より前の「{one.written}」は、題名の一部ではありませんか"))
        while rest and isinstance(below := rest[0], Run):
            # 令和元年5月7日, 告示第25号, (令和元年5月7日告示第25号).
            text, number = below.joined.strip("()"), ""
            if match := re.fullmatch(rf"(?:{WRITTEN.pattern})?(?P<number>{INSTRUMENT.pattern})", text):
                number = match["number"]
            is_day = bool(DATE.fullmatch(text) or OPEN_DATE.fullmatch(text))
            if is_day or (number != text and number and not self.draft.instrument):
                self.draft.dated.append(below)
            self.draft.instrument = self.draft.instrument or number
            if not (is_day or number or HISTORY.fullmatch(text)):
                break
            self.draft.leave_out(below, "題名の下の日付、番号及び改正の経過（基本情報に書くもの）")
            del rest[0]
        sign = title.part(0, int(title.plain[:1] in [*"○◯●◎"]))
        title = title.part(len(sign.plain))
        title = title.solid if re.fullmatch(r"(?:\S +)+\S", title.plain) else title
        return (*(struck(sign, "題名の前の記号") if sign else ()), title), asks

    def _without_contents(self, items: list[Item]) -> list[Item]:
        """The items without a table of contents, from 目次 to the line before 第1章 once more."""
        heads = [at for at, one in enumerate(items[:WITHIN]) if isinstance(one, Run) and one.joined == "目次"]
        if not heads:
            return items
        end, first = heads[0] + 1, ""
        listed = re.compile(rf"第{NUMBER}[編章節款目条].*[^。]|前文|[附付]則|別表.*")
        while end < len(items) and isinstance(one := items[end], Run) and listed.fullmatch(one.joined):
            if first.startswith(one.joined):
                break
            end, first = end + 1, first or one.joined
        gone = [one for one in items[heads[0] : end] if isinstance(one, Run)]
        for one in gone:
            self.draft.leave_out(one, "目次")
        return [*items[: heads[0]], *items[end:]]

    def _opened(self, item: Run, caption: Run, following: Run, current: Portion) -> Portion | None:
        """The part that a paragraph opens; None if it belongs to the one before."""
        words = " ".join(item.plain.split())
        if current.kind not in ("annex", "closing") and self._is_article(item):
            return self._article(item, caption, current)
        if (match := CHAPTER.fullmatch(words)) and current.kind != "annex":
            return self._chapter(item, match)
        if self.has_articles and not self.is_begun:
            return None
        if annex := _annex(item):
            heading, behind = annex
            self.draft.applied("別表等の見出し", item.at)
            return Portion("annex", (heading,), 2, [behind] if behind else [])
        if SUPPLEMENT.fullmatch(item.joined):
            self.draft.applied("附則の見出し", item.at)
            self.number, self.depth = (), 3
            return Portion("supplement", (item.solid,), 2)
        is_dated, is_last = (
            bool(DATE.fullmatch(one.joined) or OPEN_DATE.fullmatch(one.joined)) for one in (item, following)
        )
        # The sentence right above the day is no 項, unless it is the first of its article.
        is_last &= current.kind != "preamble" and bool(current.items) and not numbered(item)
        is_signed = (is_dated and bool(following)) or (is_last and item.joined.endswith("。"))
        if current.kind != "closing" and (is_signed or CLOSING.search(item.joined)):
            self.draft.applied("締結の文、日付及び記名を、「締結」の下に置く", item.at)
            return Portion("closing", ("締結",), 2, [item])
        return None

    def _is_article(self, item: Run) -> bool:
        return bool(GONE.fullmatch(item.plain) or ARTICLE.fullmatch(item.plain))

    def _article(self, item: Run, caption: Run, current: Portion) -> Portion | None:
        depth = self.depth
        if gone := GONE.fullmatch(item.plain):
            numbers = re.findall(rf"第({NUMBER})条", gone[0])
            self.number = (read_number(numbers[-1]),)
            deleted = item.solid
            end = len(deleted.plain) - 2
            return Portion("article", (deleted.part(0, end), " ", deleted.part(end)), depth)
        match = ARTICLE.fullmatch(item.plain)
        assert match
        branches = [read_number(one) for one in re.findall(NUMBER, match["branch"])]
        number, before = (read_number(match["number"]), *branches), self.number
        if before and number <= before:
            return None
        self.number, self.is_begun = number, True
        own = item.part(*match.span("caption")) if match["caption"] else Run(())
        heading: tuple[Part, ...] = (item.part(*match.span("name")), caption or own)
        rest = item.part(match.start("rest")) if match["rest"] else Run(())
        if rest.plain == "削除":
            heading = (*heading, " ", rest)
            rest = Run(())
        if caption:
            self.draft.applied("条名の上の見出しを、条名の次に置く", caption.at)
        items: list[Item] = [caption and own, rest] if caption and own else [rest]
        portion = Portion("article", heading, depth, [one for one in items if one])
        following = {(before[0] + 1,), (*before, 2), (*before[:-1], before[-1] + 1)} if before else {(1,)}
        if number not in following:
            last = f"第{before[0]}条" + "".join(f"の{one}" for one in before[1:]) if before else "前文"
            question = f"{last}の次が「{match['name']}」です。間の条が失われていないか、確かめてください"
            portion.items.insert(0, ask(question))
        return portion

    def _chapter(self, item: Run, match: re.Match[str]) -> Portion:
        kind = match[3]
        at = self.chapters.index(kind) if kind in self.chapters else len(self.chapters)
        self.chapters = [*self.chapters[:at], kind]
        self.depth = 2 + len(self.chapters)
        self.draft.applied("編、章、節等の見出し", item.at)
        rest = item.part(len(match[1])).stripped
        heading: tuple[Part, ...] = (item.part(0, len(match[1])), " ", rest) if rest else (item,)
        return Portion("chapter", heading, self.depth - 1)


def _is_note(item: Run) -> bool:
    """Whether a paragraph is a note of an ordinance database: （令３告示７・一部改正）."""
    text = item.plain
    return bool(re.fullmatch(BRACKETS, text) and AMENDED.search(text) and re.search(NUMBER, text))
