"""Which reader a file needs, by its content and not by its name; and reading it in a process with limits.

A hostile file can fill the memory, run without end, or crash a library in C: only the child process ends.
"""

from __future__ import annotations

import io
import logging
import re
import signal
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar, cast

from kyoyaku import program
from kyoyaku.importing.paper import Paper, RefusedError

BYTES, UNPACKED, MEMBERS = 50_000_000, 300_000_000, 5_000
"""Limits: bytes of a file; unpacked bytes and number of files that the list of a ZIP states."""
SECONDS, MEMORY = 300, 2_000_000_000
"""Limits for reading one file: seconds, bytes of memory; a PDF of a hundred pages takes 20 seconds."""
Result = TypeVar("Result")
Progress = Callable[[int, int], object]
"""Called with the number of pages that are read, and of all."""
KINDS = {
    "word": ("read_word", "Word文書", (".docx",)),
    "sheet": ("read_sheet", "Excelブック", (".xlsx",)),
    "pdf": ("read_pdf", "PDF", (".pdf",)),
    "web": ("read_html", "HTML", (".html", ".htm", ".xhtml")),
    "plain": ("read_plain", "テキスト", (".txt", ".md")),
}
"""By module of this folder: the function that reads, the kind of file for people, its suffixes."""
WAY = "Word文書（.docx）又はExcelブック（.xlsx）として保存し直してください"
UNKNOWN = "知らない形式です（読めるのは、.docx、.xlsx、文字の情報のあるPDF、HTML及びテキスト（.txt）です）"
OCR = "画像ですので、文字認識（OCR）のソフトウェアで文字にし、.txtとして保存したものを取り込んでください"
PASSWORD = "パスワードで保護されていますので、パスワードを外して保存し直してください"
BROKEN = "ファイルが壊れているか途中までしかありませんので、作ったソフトウェアで開いて保存し直してください"
TOO_MUCH = "読むのに時間又はメモリーがかかり過ぎますので、ページを分けるか、保存し直してください"
NO_EXTRA = f"読むためのソフトウェアがありませんので、{program.with_extra('import')}"
EXTRA = ("pdfplumber", "pypdfium2", "openpyxl")
REFUSED_BYTES = {
    # The container of Office before 2007, of 一太郎, and of what has a password; its names are UTF-16.
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.*E\0n\0c\0r\0y\0p\0t\0e\0d\0P": PASSWORD,
    rb"\xd0\xcf\x11\xe0": f"古い形式（.doc、.xls）又は一太郎ですので、作ったソフトウェアで開き、{WAY}",
    rb"\{\\rtf": f"リッチテキスト（.rtf）ですので、Wordで開き、{WAY}",
    rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1)": OCR,
    rb"(?:From|Subject|MIME-Version): ": "MHTMLですので、ブラウザーで「HTMLのみ」として保存し直してください",
}
IN_ZIP = {
    "word/": "word",
    "xl/": "sheet",
    "ppt/": f"PowerPointの文書ですので、{WAY}",
    "content.xml": f"OpenDocument（.odt、.ods）ですので、{WAY}",
}
CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
WEB = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
PACKAGE = str(Path(__file__).parents[2])


def open_file(path: Path, progress: Progress) -> Paper:
    """The paper in a file. Raises RefusedError, whose sentence does not name the file."""
    if path.is_symlink() or not path.is_file():
        raise RefusedError("通常のファイルがありません（フォルダー及びリンクは、取り込めません）")
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
    except OSError as error:
        raise RefusedError(f"読めませんでした（{error.strerror}）") from None
    if len(data) > BYTES:
        raise RefusedError(f"大き過ぎます（上限{BYTES // 10**6}メガバイト）")
    if not data.strip():
        raise RefusedError("中身がありません")
    return limited(partial(read, kind_of(data, path.suffix.lower()), data), progress)


def kind_of(data: bytes, suffix: str) -> str:
    """The name of the reader for a content, one of KINDS, which the suffix must confirm."""
    kind = next(filter(None, _kinds(data, suffix)))
    if kind not in KINDS:
        raise RefusedError(kind)
    _, name, suffixes = KINDS[kind]
    if suffix not in suffixes:
        said = f"拡張子は{suffix}ですが" if suffix else "拡張子がありませんが"
        raise RefusedError(f"{said}、中身は{name}です（それでよければ、{suffixes[0]}に直してください）")
    return kind


def _kinds(data: bytes, suffix: str) -> Iterator[str]:
    """The name of a reader, or why there is none; the first that is not empty counts."""
    yield "pdf" if b"%PDF-" in data[:1024] else ""
    yield _in_zip(data) if data.startswith(b"PK") else ""
    yield from (why for start, why in REFUSED_BYTES.items() if re.match(start, data, re.DOTALL))
    text = text_of(data)
    yield UNKNOWN if CONTROL.search(text) else ""
    yield f"CSVですので、表計算ソフトウェアで開き、{WAY}" if suffix == ".csv" else ""
    yield "web" if text.lstrip().startswith("<") and WEB.search(text, 0, 4_000) else ""
    yield "web" if suffix in KINDS["web"][2] and re.search("<[a-zA-Z]", text) else "plain"


def _in_zip(data: bytes) -> str:
    """The reader for a ZIP, or why there is none, by the names in it; a hostile ZIP can have too many."""
    try:
        is_much = data.count(b"PK\x01\x02") > MEMBERS
        members = [] if is_much else zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return BROKEN
    if is_much or sum(one.file_size for one in members) > UNPACKED:
        return "開くと異常に大きくなりますので、読みません"
    if any(one.flag_bits & 1 for one in members):
        return PASSWORD
    if any(one.filename.lower().endswith("vbaproject.bin") for one in members):
        return f"マクロがありますので、マクロのない{WAY}"
    kinds = (kind for start, kind in IN_ZIP.items() for one in members if one.filename.startswith(start))
    return next(kinds, f"圧縮ファイル（ZIP）ですので、中のファイルを取り出してください。{UNKNOWN}")


def text_of(data: bytes) -> str:
    """A text in the encoding in which it has the most hiragana: EUC-JP can be read as Shift_JIS, too."""
    texts = list[str]()
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp932", "euc_jp", "iso2022_jp"):
        with suppress(UnicodeDecodeError):
            texts.append(data.decode(encoding))
    if not texts:
        raise RefusedError(UNKNOWN)
    best = max(texts, key=lambda text: len(re.findall("[ぁ-ん]", text[:100_000])))
    return best.replace("\r\n", "\n").replace("\r", "\n")


def read(kind: str, data: bytes, progress: Progress) -> Paper:
    """The paper in `data`. An error of a library becomes RefusedError (BROKEN); our own mistakes do not."""
    try:
        module = import_module(f"kyoyaku.importing.sources.{kind}")
        reader: Callable[..., Paper] = getattr(module, KINDS[kind][0])
        return reader(data, progress) if kind == "pdf" else reader(text_of(data) if kind == "plain" else data)
    except (RefusedError, MemoryError, RecursionError):
        raise
    except Exception as error:
        if isinstance(error, ImportError) and error.name in EXTRA:
            raise RefusedError(NO_EXTRA) from None
        if traceback.extract_tb(error.__traceback__)[-1].filename.startswith(PACKAGE):
            raise
        raise RefusedError(BROKEN) from error


def limited(call: Callable[[Progress], Result], progress: Progress) -> Result:
    """The result of a call in a process of its own. Raises RefusedError above SECONDS or MEMORY."""
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    child = get_context("spawn").Process(target=_child, args=(theirs, call), daemon=True)
    child.start()
    theirs.close()
    end = time.monotonic() + SECONDS
    try:
        while ours.poll(max(0, end - time.monotonic())):
            is_done, result = ours.recv()
            if isinstance(result, Exception):
                raise result
            if is_done:
                return cast(Result, result)
            progress(*result)
        raise EOFError
    except EOFError:  # the system has ended the process, or its time is over
        raise RefusedError(TOO_MUCH) from None
    finally:
        child.kill()
        child.join()


def _child(pipe: Connection, call: Callable[[Progress], object]) -> None:
    """In the child: send the result of a call, within limits where the system has them (Windows has not)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    logging.disable()
    warnings.simplefilter("ignore")
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer = call(lambda done, of: pipe.send((False, (done, of))))
    except RefusedError as error:
        answer = error.with_traceback(None)
    except (MemoryError, RecursionError):
        answer = RefusedError(TOO_MUCH)
    except Exception:
        answer = RuntimeError(f"a mistake in the process that reads:\n{traceback.format_exc()}")
    pipe.send((True, answer))
