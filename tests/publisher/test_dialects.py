"""Every page reads the same as CommonMark and as Python-Markdown, so any publisher shows the same."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring
from markdown_it import MarkdownIt

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.markup import markdown
from testing.dialects import FRONT_MATTER, python_markdown
from testing.project import ROOT, SAMPLE, rendered

BLOCKS = "|".join(f".//{one}" for one in "h1 h2 h3 h4 h5 h6 li td th caption nav aside footer div".split())
BLOCKS += "|.//p[not(parent::li)]"
COMMONMARK = MarkdownIt("commonmark")
ATTRIBUTES = re.compile(r" ?\{:?[^{}\n]*\}")


def _commonmark(source: str) -> str:
    return str(COMMONMARK.render(ATTRIBUTES.sub("", source)))


def _structure(html: str) -> list[tuple[str, str]]:
    """The blocks in order with their own text, blanks folded."""
    blocks: Any = fragment_fromstring(html, create_parent="main").xpath(BLOCKS)
    return [(one.tag, "".join(one.text_content().split()) if one.tag[0] in "hplt" else "") for one in blocks]


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["sample", "content"])
@pytest.mark.site
def test_both_dialects_agree_on_every_page(
    root: Path, sample: tuple[Agreement, ...], published: tuple[Agreement, ...]
) -> None:
    pages = rendered(sample if root == SAMPLE else published)
    assert len(pages) > 5
    for path, page in ((path, page) for path, page in pages.items() if path.endswith(".md")):
        body = FRONT_MATTER.sub("", page)
        assert _structure(_commonmark(body)) == _structure(python_markdown(body)), path


# Any printable text without edge blanks, heavy with the signs that Markdown and HTML live on.
SIGNS = "\\`*_{}[]()<>#+-.!|~^=&;:\"'$%@/0123456789"
LETTERS = (
    st.sampled_from(SIGNS)
    | st.sampled_from("甲乙第条（）、。aZ ")
    | st.characters(codec="utf-8", exclude_categories=["C", "Z"])
)
TEXTS = st.text(LETTERS, min_size=1).map(lambda t: " ".join(t.split())).filter(bool)


@given(TEXTS)
def test_any_text_renders_to_itself_also_in_a_heading_and_a_link(text: str) -> None:
    forms = {"{}\n": ["p"], "## [{}](page.md)\n": ["h2", "a"]}
    for render_html, (form, tags) in product((_commonmark, python_markdown), forms.items()):
        html = fragment_fromstring(render_html(form.format(markdown(text))), create_parent="main")
        assert [one.tag for one in html.iterdescendants()] == tags, render_html.__name__
        assert html.text_content().strip("\n") == text, render_html.__name__
