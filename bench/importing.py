"""What `import` gets right, asks and costs, by layout, beside what two converters lose of the same file.

    make bench-import

An invented agreement is written as the files that town halls have (testing/papers.py). Its draft is read by
the program and compared with the agreement: articles (number, caption, text), initiatives (name, section,
every row), paragraphs. Of mammoth and markitdown the printed paragraphs that their Markdown does not have are
counted, numbers included.
"""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Article, Section
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse
from testing import papers
from testing.agreements import agreements
from testing.project import ROOT

CLOSING = """
## 締結

この連携協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自その1通を保有する。

2014年1月1日

甲　{0}長

乙　{1}長
"""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
ASK = re.compile(r"\{>>ask: .*?<<\}")
HEAD = (
    "layout                     articles initiatives paragraphs  lost invented questions seconds  MB"
    "  mammoth markitdown"
)


def main() -> None:
    """Print a line for each layout."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    agreement = _agreement(next(iter(agreements(1)))[1])
    print(f"Python {sys.version.split()[0]}; {len(agreement.entries)} initiatives\n{HEAD}")
    with tempfile.TemporaryDirectory() as place:
        for name, files in _layouts(agreement, Path(place)):
            print(_line(name, files, agreement, Path(place)), flush=True)


def _agreement(source: str) -> Agreement:
    """The agreement in a source; with a closing, which the invented ones do not have."""
    names = re.findall(r"name: (\w+),", source)
    whole = source.replace("\n## 別表", f"{CLOSING.format(*names)}\n## 別表")
    found = parse(whole.encode(), "content/x/2014-01-01.md", "x", Problems())
    assert found
    return found


def _layouts(agreement: Agreement, folder: Path) -> Iterator[tuple[str, list[Path]]]:
    made = {
        "Word, labels in the head": {"a.docx": papers.as_word(agreement)},
        "Word, labels in rows": {"b.docx": papers.as_word_of_rows(agreement)},
        "HTML": {"c.html": papers.as_html(agreement)},
        "Word and Excel": {
            "d.docx": papers.as_word(agreement, has_annex=False),
            "d.xlsx": papers.as_sheet(agreement),
        },
        "PDF": {"e.pdf": papers.as_pdf(agreement, folder)},
        "OCR": {"f.txt": papers.as_recognised(agreement)},
    }
    for name, files in made.items():
        paths = [folder / file for file in files]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        yield name, paths


def _line(name: str, files: list[Path], agreement: Agreement, folder: Path) -> str:
    into = folder / "content" / name.lower().replace(" ", "-").replace(",", "")
    command = [sys.executable, "-m", "kyoyaku", "import", *map(str, files), "--into", f"content/{into.name}"]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 1, "questions are open"
    report = json.loads((into / "import-report.json").read_text(encoding="utf-8"))
    version = next(into.glob("[0-9u]*.md")).read_text(encoding="utf-8")
    draft = parse(ASK.sub("", version).encode(), "x", "x", Problems())
    assert draft
    columns = [f"{len(one)}/{len(all_)}" for one, all_ in _right(agreement, draft)]
    text = _folded(ASK.sub("", version))
    lost = _missing(_printed(agreement), text)
    known = _folded("".join(_printed(agreement)))
    invented = _missing((one.edited for one in draft.texts), known)
    peers = [_lost_by(convert, files, agreement) for convert in (_mammoth, _markitdown)]
    numbers = f"{lost:>5} {invented:>8} {len(report['questions']):>9} {seconds:>7.2f}"
    memory = f"{usage.ru_maxrss // 1024:>3}"
    right = f"{columns[0]:>8} {columns[1]:>11} {columns[2]:>10}"
    return f"{name:<26} {right} {numbers} {memory}  {peers[0]:>7} {peers[1]:>10}"


def _right(one: Agreement, two: Agreement) -> list[tuple[list[object], list[object]]]:
    """The articles, initiatives and paragraphs of an agreement that a draft has, and all of them."""
    both = []
    for read in (_articles, _initiatives, lambda each: [text.edited for text in each.texts]):
        wanted, found = read(one), read(two)
        both.append(([each for each in wanted if each in found], wanted))
    return both


def _articles(agreement: Agreement) -> list[object]:
    parts = [part for part in agreement.parts if isinstance(part, Article)]
    return [(one.number, one.caption, [text.text.edited for text in one.paragraphs]) for one in parts]


def _initiatives(agreement: Agreement) -> list[object]:
    return [
        (
            one.initiative.name,
            [section.text.edited for section in one.sections if isinstance(section, Section)],
            [
                (row.label.edited, [block.text.edited for block in row.body if hasattr(block, "text")])
                for row in one.initiative.rows
            ],
        )
        for one in agreement.entries
    ]


def _printed(agreement: Agreement) -> Iterator[str]:
    """Every printed paragraph and cell, folded so that width means nothing."""
    yield from papers.paragraphs(agreement)
    for row in papers.rows_of(agreement):
        yield from row


def _folded(text: str) -> str:
    return re.sub(r"[\s#*|\\（）()-]", "", unicodedata.normalize("NFKC", text)).replace(",", "、")


def _missing(printed: Iterable[str], text: str) -> int:
    """How many paragraphs have a part that is not in the text; the number and caption of 条 are parts."""
    return sum(any(_folded(part) not in text for part in re.split(r"[\s（）()]+", one)) for one in printed)


def _lost_by(convert: object, files: list[Path], agreement: Agreement) -> str:
    try:
        text = _folded("".join(convert(file) for file in files))  # type: ignore[operator]
    except Exception:  # a peer may not know a format
        return "-"
    return str(_missing(_printed(agreement), text))


def _mammoth(file: Path) -> str:
    if file.suffix != ".docx":
        raise ValueError(file.suffix)
    import mammoth

    with file.open("rb") as opened:
        return str(mammoth.convert_to_markdown(opened).value)


def _markitdown(file: Path) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert(str(file)).text_content)


if __name__ == "__main__":
    main()
