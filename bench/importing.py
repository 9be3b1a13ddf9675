"""What `import` gets right, asks and costs, by layout, beside what two converters lose of the same file.

    make bench-import

An invented agreement is written as the files that town halls have (paper_files.py). Its draft is compared
with it: articles and initiatives with all below their headings, lines. Of mammoth and markitdown the printed
paragraphs that their Markdown does not have are counted, numbers included.
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
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, groupby
from pathlib import Path
from time import perf_counter

from bench import paper_files
from kyoyaku.importing.paper import Paper, Paragraph
from testing.agreements import agreements
from testing.papers import Printer, bare
from testing.project import ROOT

CLOSING = """
## 締結

この連携協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自その1通を保有する。

2014年1月1日

甲 {0}長

乙 {1}長
"""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
HEAD = (
    "layout                     articles initiatives lines    lost invented questions seconds  MB"
    "  mammoth markitdown"
)


def main() -> None:
    """Print a line for each layout."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    source = next(iter(agreements(1)))[1]
    closing = CLOSING.format(*re.findall(r"name: (\w+),", source))
    source = source.replace("\n## 別表", f"{closing}\n## 別表")
    print(f"Python {sys.version.split()[0]}; {source.count('{#')} initiatives\n{HEAD}")
    with tempfile.TemporaryDirectory() as place:
        for name, paper, files in _layouts(source, Path(place)):
            print(_line(name, files, paper, source, Path(place)), flush=True)


def _layouts(source: str, folder: Path) -> Iterator[tuple[str, Paper, list[Path]]]:
    across = Printer(source).paper()
    left = Printer(source, sections="left").paper()
    rows = Printer(source, annex="rows", sections="between").paper()
    texts = Paper(left.kind, tuple(one for one in left.blocks if isinstance(one, Paragraph)))
    made: dict[str, tuple[Paper, dict[str, bytes]]] = {
        "Word, labels in the head": (across, {"a.docx": paper_files.as_word(across)}),
        "Word, labels in rows": (rows, {"b.docx": paper_files.as_word(rows, has_numbers=True)}),
        "HTML": (across, {"c.html": paper_files.as_html(across)}),
        "Word and Excel": (
            left,
            {"d.docx": paper_files.as_word(texts), "d.xlsx": paper_files.as_sheet(left)},
        ),
        "PDF": (across, {"e.pdf": paper_files.as_pdf(across, folder)}),
        "OCR": (rows, {"f.txt": paper_files.as_recognised(rows)}),
    }
    for name, (paper, files) in made.items():
        for file, data in files.items():
            (folder / file).write_bytes(data)
        yield name, paper, [folder / file for file in files]


def _line(name: str, files: list[Path], paper: Paper, source: str, folder: Path) -> str:
    into = folder / "content" / name.lower().replace(" ", "-").replace(",", "")
    command = [sys.executable, "-m", "kyoyaku", "import", *map(str, files), "--into", f"content/{into.name}"]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 1, "questions are open"
    report = json.loads((into / "import-report.json").read_text(encoding="utf-8"))
    wanted = bare(source)
    version = next(into.glob("[0-9u]*.md")).read_text(encoding="utf-8")
    found = bare(version)
    right = [_share(_parts(found, sign), _parts(wanted, sign)) for sign in ("##第", "####")]
    right.append(_share(found, wanted))
    printed = [one.text for one in paper.paragraphs()]
    lost, invented = _missing(printed, version), _missing(found, "".join(wanted))
    peers = [_lost_by(convert, files, printed) for convert in (_mammoth, _markitdown)]
    numbers = f"{lost:>7} {invented:>8} {len(report['questions']):>9} {seconds:>7.2f}"
    shares = f"{right[0]:>8} {right[1]:>11} {right[2]:>7}"
    return f"{name:<26} {shares} {numbers} {usage.ru_maxrss // 1024:>3}  {peers[0]:>7} {peers[1]:>10}"


def _parts(lines: list[str], sign: str) -> list[list[str]]:
    """The parts below headings that begin so."""
    numbered = zip(accumulate(line.startswith("#") for line in lines), lines, strict=True)
    groups = ([line for _, line in group] for _, group in groupby(numbered, lambda one: one[0]))
    return [group for group in groups if group[0].startswith(sign)]


def _share(found: list[object] | list[str] | list[list[str]], wanted: list[str] | list[list[str]]) -> str:
    return f"{sum(one in found for one in wanted)}/{len(wanted)}"


def _folded(text: str) -> str:
    return re.sub(r"[\s#*|\\（）()-]", "", unicodedata.normalize("NFKC", text)).replace(",", "、")


def _missing(printed: Iterable[str], text: str) -> int:
    """How many paragraphs have a part that is not in the text; the number and caption of 条 are parts."""
    text = _folded(text)
    return sum(any(_folded(part) not in text for part in re.split(r"[\s（）()]+", one)) for one in printed)


def _lost_by(convert: Callable[[Path], str], files: list[Path], printed: list[str]) -> str:
    try:
        return str(_missing(printed, "".join(map(convert, files))))
    except Exception:  # a peer may not know a format
        return "-"


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
