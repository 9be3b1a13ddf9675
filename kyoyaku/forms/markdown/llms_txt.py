"""llms.txt: a list of the agreements and of their plain forms, for language models.

https://llmstxt.org is a proposal: a heading, a quotation, then lists of links under headings.
"""

from __future__ import annotations

from collections.abc import Iterable

from kyoyaku.forms.markdown.plain import line
from kyoyaku.forms.markdown.whole import write_markdown
from kyoyaku.forms.provenance import NOTICE
from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.page_list import agreement_pages


def llms(sections: Iterable[str], site_name: str) -> str:
    """The file, made of a section for each agreement; addresses are relative to the file."""
    blocks = [f"# {line(site_name)}", f"> 地方公共団体の間の協約の本文と校訂。{NOTICE}"]
    return "\n\n".join([*blocks, *sections]) + "\n"


def section(agreement: Agreement) -> str:
    """The section of an agreement: its data files and the plain twin of each page."""
    title = f"{agreement.heading}（{wareki(agreement.concluded)}締結）"
    data = f"{agreement.slug}/data"
    length = len(write_markdown(agreement))
    return "\n".join(
        [
            f"## {line(title)}\n",
            f"- [全文]({data}/agreement.md): Markdown、{length:,}字",
            f"- [全文及び校訂]({data}/agreement.json): JSON",
            f"- [全文]({data}/agreement.akn.xml): Akoma Ntoso 3.0",
            *(f"- [{line(page.title)}]({twin_path(page.path)})" for page in agreement_pages(agreement)),
        ]
    )
