"""Which reader a file gets, and that a hostile one ends in a sentence, in bounded time and memory."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kyoyaku.importing.paper import Paper, RefusedError
from kyoyaku.importing.sources import opening
from kyoyaku.importing.sources.opening import kind_of, limited, open_file, read, text_of
from tests.effort import Counts, times
from tests.importing import calls
from tests.importing.archives import zipped

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEXT = "潮見市及び霧原町は、次のとおり連携協約を締結する。\n"


def _zip(*names: str) -> bytes:
    return zipped(dict.fromkeys(names, "x"))


def _bomb() -> bytes:
    """A workbook that says it has 4 GB."""
    data = bytearray(_zip("xl/workbook.xml"))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = b"\xf0\xf0\xf0\xf0"
    return bytes(data)


def _stream(name: str) -> bytes:
    return OLD + name.encode("utf-16-le")


def _locked() -> bytes:
    """A ZIP whose members are said to be encrypted."""
    data = bytearray(_zip("word/document.xml"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@cache
def _word() -> bytes:
    file, made = io.BytesIO(), Document()
    made.add_paragraph(TEXT.strip())
    made.add_table(2, 2).cell(0, 0).text = "取組"
    made.save(file)
    return file.getvalue()


@cache
def _sheet() -> bytes:
    file, made = io.BytesIO(), Workbook()
    for row in (["取組", "内容", "甲の役割"], ["救急医療", "体制を整える。", "支援する。"]):
        made.active.append(row)
    made.save(file)
    return file.getvalue()


def _ids(value: object) -> str:
    return value if isinstance(value, str) else ""


WEB = f"<html><body><h1>連携協約</h1><p>{TEXT}</p></body></html>".encode()
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
BT /F 12 Tf 20 100 Td (1 kyoyaku 2024) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"", "中身がありません"),
        ("a.txt", b" \r\n\t", "中身がありません"),
        ("a.docx", PDF, "拡張子は.docxですが、中身はPDFです"),
        ("a.pdf", _word(), "拡張子は.pdfですが、中身はWord文書です"),
        ("a.docx", _sheet(), "中身はExcelブックです"),
        ("a.doc", WEB, "拡張子は.docですが、中身はHTMLです"),
        ("a.docx", TEXT.encode(), "中身はテキストです"),
        ("a", PDF, "拡張子がありませんが、中身はPDFです"),
        ("a.doc", _stream("WordDocument"), "古い形式"),
        ("a.xls", _stream("Workbook"), "古い形式"),
        ("a.jtd", _stream("DocumentText"), "一太郎"),
        ("a.docx", _stream("EncryptedPackage"), "パスワード"),
        ("a.docx", _locked(), "パスワード"),
        ("a.rtf", rb"{\rtf1\ansi}", "（.rtf）"),
        ("a.odt", _zip("mimetype", "content.xml"), "OpenDocument"),
        ("a.pptx", _zip("ppt/presentation.xml"), "PowerPoint"),
        ("a.zip", _zip("a.docx"), "ZIP"),
        ("a.csv", TEXT.encode("cp932"), "CSV"),
        ("a.mht", b"MIME-Version: 1.0", "MHTML"),
        *((f"a.{name}", data + bytes(20), "OCR") for name, data in {
            "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff\xe0", "tif": b"II*\0", "gif": b"GIF89a",
            "bmp": b"BM1234", "webp": b"RIFF1234WEBP", "heic": b"\0\0\0\x18ftypheic",
        }.items()),
        ("a.txt", b"\0\1\2", "知らない形式"),
        ("a.txt", b"\x81\x20\xff\xff", "知らない形式"),
        ("a.docx", _word()[:-100], "壊れている"),
        ("a.docm", zipped({"word/vbaProject.bin": b"x"}, _word()), "マクロ"),
        ("a.docx", _zip("word/document.xml", *map(str, range(6_000))), "異常に大きく"),
        ("a.xlsx", _bomb(), "異常に大きく"),
    ],
    ids=_ids,
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_way_to_go(
    name: str, data: bytes, says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RefusedError, match=says) as refused:
        open_file(tmp_path / name, print)
    assert "\n" not in str(refused.value)
    assert not str(refused.value).endswith("。")


def test_only_a_plain_file_of_a_sensible_size_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("", "link.txt", "none.txt", "pipe.txt"):
        with pytest.raises(RefusedError, match="通常のファイルがありません"):
            open_file(tmp_path / name, print)
    monkeypatch.setattr(opening, "BYTES", 10)
    with pytest.raises(RefusedError, match="大き過ぎます"):
        open_file(tmp_path / "a.txt", print)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", _word(), "word"),
        ("A.DOCX".lower(), _word(), "word"),
        ("a.xlsx", _sheet(), "sheet"),
        ("a.pdf", b"\n" + PDF, "pdf"),
        ("a.html", WEB, "web"),
        ("a.htm", b"\xef\xbb\xbf<!-- x --><!DOCTYPE html><p>x", "web"),
        ("a.html", "<div>協約</div>".encode("cp932"), "web"),
        ("a.xhtml", b'<?xml version="1.0"?>\n<html>', "web"),
        ("a.txt", TEXT.encode("utf-16"), "plain"),
        ("a.md", TEXT.encode(), "plain"),
    ],
    ids=_ids,
)
def test_the_content_says_which_reader_a_file_needs(name: str, data: bytes, kind: str) -> None:
    assert kind_of(data, Path(name).suffix) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_a_text_is_read_in_the_encoding_that_it_has(encoding: str) -> None:
    assert text_of(f"{TEXT}①\r\n".replace("①", "甲").encode(encoding)) == f"{TEXT}甲\n"


@pytest.mark.site
@pytest.mark.parametrize(
    ("call", "raises", "says"),
    [
        (calls.refuses, RefusedError, "^読みません$"),
        (calls.endless, RefusedError, "時間又はメモリー"),
        (calls.greedy, RefusedError, "時間又はメモリー"),
        (calls.deep, RefusedError, "時間又はメモリー"),
        (calls.dies, RefusedError, "時間又はメモリー"),
        (calls.mistaken, RuntimeError, "ZeroDivisionError: ours"),
    ],
)
def test_only_a_mistake_of_ours_is_a_traceback(
    call: Callable[..., None], raises: type[Exception], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if call is calls.endless:
        monkeypatch.setattr(opening, "SECONDS", 0.5)
    with pytest.raises(raises, match=says):
        limited(call, print)


@pytest.mark.site
def test_a_process_says_how_far_it_has_come() -> None:
    told = list[tuple[int, int]]()
    assert limited(calls.tells, lambda *done: told.append(done)) == "read"
    assert told == [(1, 2)]


def test_without_what_is_installed_besides_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError(name="pdfplumber")

    monkeypatch.setattr(opening, "import_module", missing)
    with pytest.raises(RefusedError, match=r"pip install -r requirements/import\.txt"):
        read("pdf", PDF, print)


SAMPLES = {"word": _word(), "sheet": _sheet(), "pdf": PDF, "web": WEB, "plain": TEXT.encode()}
GOOD = {kind: data for kind, data in SAMPLES.items() if find_spec(f"kyoyaku.importing.sources.{kind}")}


@pytest.mark.soak
@pytest.mark.parametrize("kind", GOOD)
def test_a_file_that_was_damaged_at_random_ends_in_a_sentence(kind: str, counts: Counts) -> None:
    data = GOOD[kind]

    @settings(max_examples=times(15, 2_000), deadline=None)
    @given(
        st.integers(1, len(data)), st.lists(st.tuples(st.integers(0, len(data) - 1), st.binary(max_size=3)))
    )
    def damaged(end: int, changes: list[tuple[int, bytes]]) -> None:
        made = bytearray(data)
        for at, new in changes:
            made[at : at + len(new)] = new
        counts["read"] += 1
        with suppress(RefusedError):
            assert isinstance(read(kind, bytes(made if changes else made[:end]), print), Paper)

    damaged()
