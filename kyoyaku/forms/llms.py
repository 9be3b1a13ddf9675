"""llms.txt: what the site holds and where its plain forms are, for programs that read text.

https://llmstxt.org is a proposal: a heading, a quotation, then lists of links under headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Agreement
from ..numerals import wareki
from ..site_map import agreement_pages
from .plain import escape
from .provenance import NOTICE
from .whole import written


def llms(agreements: tuple[Agreement, ...], site_name: str) -> str:
    """The file; its addresses are relative to its own."""
    blocks = [f"# {escape(site_name)}", f"> 地方公共団体の間の協約の本文と校訂。{NOTICE}"]
    for agreement in agreements:
        blocks += _agreement(agreement)
    return "\n\n".join(blocks) + "\n"


def _agreement(agreement: Agreement) -> Iterator[str]:
    title = f"{agreement.party_names} {agreement.title.edited}（{wareki(agreement.concluded)}締結）"
    yield f"## {escape(title)}"
    data = f"{agreement.slug}/data"
    length = len(written(agreement))
    yield "\n".join(
        [
            f"- [全文]({data}/agreement.md): Markdown、{length:,}字",
            f"- [全文及び校訂]({data}/agreement.json): JSON",
            f"- [全文]({data}/agreement.akn.xml): Akoma Ntoso 3.0",
            *(f"- [{escape(page.title)}]({twin_path(page.path)})" for page in agreement_pages(agreement)),
        ]
    )


def twin_path(path: str) -> str:
    """The file of a page's twin: articles/4.md is published in articles/4/, and so is its twin."""
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/index.md" if stem else "index.md"
