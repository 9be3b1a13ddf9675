"""agreement.md: the whole agreement in plain Markdown, edited reading; and llms.txt, which leads to it.

https://llmstxt.org is a proposal for language models: a heading, a quotation, lists of links under headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from kyoyaku.forms.markdown.plain import ABOVE, BREAK, LEFT, heading, line, table, write_page
from kyoyaku.forms.provenance import provenance
from kyoyaku.language.markdown import escape_plain
from kyoyaku.model import grid, parts, walking
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.pages.words import as_of, dated

SLUG = "識別名：`{}`"
"""The line with the permanent name of an initiative; in a text of the agreement the signs ` are escaped."""
RULE = "---"
"""The line before and after the closing; a text that is the same is escaped, too."""
JOINED = f"{ABOVE} の欄は上の欄と、{LEFT} の欄は左の欄と、一つの欄です。"


def write_markdown(agreement: Agreement) -> str:
    """The agreement as a file."""
    are_joined = any(one.is_joined for one in agreement.tables)
    facts = asdict(provenance(agreement)) | ({"tables": JOINED} if are_joined else {})
    return write_page(facts, _blocks(agreement))


def _blocks(agreement: Agreement) -> Iterator[str]:
    yield heading(1, agreement.title.edited)
    yield from _written((*agreement.preamble, *agreement.parts), 2)


def _written(several: Iterable[Any], level: int) -> Iterator[str]:
    """Parts and blocks with all that is in them, in order; headings begin at this depth."""
    for one in several:
        match one:
            case parts.Closing():
                yield from (RULE, *(line(text.edited) for text in one.lines), RULE)
            case grid.Table():
                rows = ([(_cell(cell), cell.colspan, cell.rowspan) for cell in row.cells] for row in one.rows)
                yield from table(rows, has_head=one.head > 0)
            case parts.Image():
                yield f"![{escape_plain(one.words)}](../{one.file})"
            case parts.DatabaseNote():
                yield f"> 例規データベースの注：{escape_plain(one.words)}"
            case parts.Row():
                yield f"**{line(one.label.edited)}**"
            case parts.Paragraph() | parts.Item() | parts.Continuation():
                yield line(one.text.edited)
            case _ if one.text.spans:
                yield heading(level, one.text.edited)
        if isinstance(one, parts.Initiative):
            yield SLUG.format(one.slug)
        yield from _written(walking.within(one), level + 1)


def _cell(cell: grid.Cell) -> str:
    return BREAK.join(line(text.edited) for text in cell.texts)


def llms(sections: Iterable[str], site_name: str, about: str) -> str:
    """llms.txt, made of a section for each agreement; addresses are relative to the file."""
    blocks = [f"# {line(site_name)}", f"> {line(about)}"]
    return "\n\n".join([*blocks, *sections]) + "\n"


def section(agreement: Agreement) -> str:
    """The section of an agreement in llms.txt: its data files and the plain twin of each page."""
    title = f"{agreement.heading}{dated(agreement)}"
    data, pages = f"{agreement.slug}/data", agreement_pages(agreement)
    length = len(write_markdown(agreement))
    now = f"、{as_of(agreement)}" if agreement.facts.changed_by else ""
    return "\n".join(
        [
            f"## {line(title)}\n",
            f"- [全文]({data}/agreement.md): Markdown、{length:,}字{now}",
            f"- [全文及び校訂]({data}/agreement.json): JSON",
            f"- [全文]({data}/agreement.akn.xml): Akoma Ntoso 3.0",
            *(f"- [{line(page.title)}]({twin_path(page.path)})" for page in pages if page.is_listed),
        ]
    )
