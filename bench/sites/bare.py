"""The floor for Python: Markdown by markdown-it-py in a page of few lines, and the text of all for a search.

    python -m bench.sites.bare DOCS SITE PROCESSES

Each page has the titles of its own agreement at the side. There is no theme, no check of links, no form of
the data but a copy, and lists of attributes (`{: #p1 }`), which CommonMark does not know, stand as they are.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from multiprocessing import Pool
from pathlib import Path

from jinja2 import Environment
from markdown_it import MarkdownIt

PAGE = Environment(autoescape=True).from_string(
    '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>'
    "<nav><ul>"
    '{% for to, name in ways %}<li><a href="{{ up }}{{ to }}">{{ name }}</a></li>{% endfor %}</ul></nav>'
    "<main>{{ content | safe }}</main></body></html>"
)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
Entry = dict[str, str]


def main() -> None:
    docs, site, processes = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    work = [(docs, site, folder) for folder in sorted(docs.iterdir()) if folder.name != ".gitkeep"]
    if processes == 1:
        found = [entry for one in work for entry in publish(*one)]
    else:
        with Pool(processes) as pool:
            found = [entry for entries in pool.starmap(publish, work, chunksize=1) for entry in entries]
    (site / "search.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def publish(docs: Path, site: Path, folder: Path) -> list[Entry]:
    """Write the pages of one agreement (or one page), copy its other files; the text of each page."""
    files = [folder] if folder.is_file() else [file for file in folder.rglob("*") if file.is_file()]
    texts = {file.relative_to(docs): file.read_text("utf-8") for file in files if file.suffix == ".md"}
    ways = [(path.with_suffix(".html").as_posix(), _title(text)) for path, text in texts.items()]
    for file in files:
        (site / file.relative_to(docs)).parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".md":
            shutil.copyfile(file, site / file.relative_to(docs))
    return [_page(site, path, text, ways) for path, text in texts.items()]


def _page(site: Path, path: Path, text: str, ways: list[tuple[str, str]]) -> Entry:
    content = MARKDOWN.render(text.split("\n---\n", 1)[1])
    content = re.sub(r'(href="[^":]*)\.md(?=["#])', r"\1.html", content)
    up, to = "../" * (len(path.parts) - 1), path.with_suffix(".html")
    page = PAGE.render(title=_title(text), ways=ways, up=up, content=content)
    (site / to).write_text(page, encoding="utf-8")
    return {"to": to.as_posix(), "title": _title(text), "text": re.sub(r"<[^>]*>", "", content)}


def _title(text: str) -> str:
    found = re.search(r'^title: "(.*)"$', text, re.MULTILINE)
    return found[1] if found else ""


if __name__ == "__main__":
    main()
