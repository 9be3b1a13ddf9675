"""What the site exports imports to the same texts: Word, Markdown, the page of the full text, a workbook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.forms.markdown.whole import write_markdown
from kyoyaku.forms.word.whole import write_agreement
from kyoyaku.importing.imported import ASK, imported
from kyoyaku.importing.paper import Paper
from kyoyaku.importing.sources.plain import read_plain
from kyoyaku.importing.sources.sheet import read_sheet
from kyoyaku.importing.sources.web import read_html
from kyoyaku.importing.sources.word import read_word
from kyoyaku.importing.writing import Source
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse

# 〔底本欠落・約24字〕: an export says what is lost in words, and for the import these are 〔判読不能〕.
GAP = re.compile(r"〔(?:.{0,4}欠落(?:・[^〕]*)?|判読不能|続きがあった可能性)〕")


def _texts(agreement: Agreement) -> list[str]:
    return [GAP.sub("", text.edited) for text in agreement.texts]


def _draft(*papers: Paper) -> Agreement:
    made = imported("rei", [(Source("a", "0", one.kind), one) for one in papers], accepts_slugs=True)
    text = next(text for name, text in made.files.items() if name.endswith(".md"))
    found = parse(ASK.sub("", text).encode(), "a.md", "rei", Problems())
    assert found
    return found


@pytest.mark.parametrize("form", ["word", "markdown"])
def test_an_export_imports_to_the_same_texts(published: tuple[Agreement, ...], form: str) -> None:
    for one in published:
        paper = read_word(write_agreement(one)) if form == "word" else read_plain(write_markdown(one))
        assert _texts(_draft(paper)) == _texts(one)


@pytest.mark.site
def test_the_published_files_import_to_the_same_texts(
    published: tuple[Agreement, ...], published_site: Path
) -> None:
    """The page of the full text; and the duties of a party, whose workbook stands for the annex."""
    for one in published:
        folder = published_site / one.slug
        page = read_html((folder / "full/index.html").read_bytes())
        assert _texts(_draft(page)) == _texts(one)
        for book in folder.glob("parties/*/roles.xlsx"):
            cells = "".join(paragraph.text for paragraph in read_sheet(book.read_bytes()).paragraphs())
            assert [each.initiative.slug for each in one.entries if each.initiative.name not in cells] == []
