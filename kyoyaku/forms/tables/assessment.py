"""The tables against 行政データにおける機械可読性に関するルール (31 March 2026), rule by rule.

What a program can see is read from the CSV files as they are published; the rest is our judgement and
says so. Ids are those of the rule's list; the words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kyoyaku.forms.tables.csv_file import BOM, read

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
LAYOUT = re.compile(r"[\n\r\t]|  |　　")
"""Signs that only make a cell look well."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule and how the tables keep it: `result` is 適合, 不適合 or 対象外, `basis` 機械 or 判断."""

    rule: str
    words: str
    result: str
    basis: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file that was read: `records` by column, each column with what the dictionary says of it."""

    raw: str
    rows: tuple[tuple[str, ...], ...]
    types: Mapping[str, str]
    empties: Mapping[str, str]

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0]

    def cells(self, *types: str) -> list[tuple[str, str]]:
        """(column, cell) of every record, of columns of these types or of all."""
        columns = [(at, n) for at, n in enumerate(self.header) if not types or self.types.get(n) in types]
        return [(n, row[at]) for row in self.rows[1:] for at, n in columns if at < len(row)]

    def all_match(self, pattern: str, *types: str) -> bool:
        """Whether every cell of these types that is not empty has the form."""
        return all(re.fullmatch(pattern, cell) for _, cell in self.cells(*types) if cell)


Test = Callable[[Sheet], bool]
COMPUTED: tuple[tuple[str, str, Test], ...] = (
    ("L1-02", "1ファイルに一つの表だけがある。", lambda s: len(set(map(len, s.rows))) == 1),
    ("L1-03", "空の行及び名のない列がない。", lambda s: all(map(any, s.rows)) and all(s.header)),
    ("L1-05", "すべての列が項目の定義にある。", lambda s: set(s.header) == set(s.types)),
    (
        "L1-06",
        "改行、タブ及び連続する空白がない。",
        lambda s: not _is_laid_out(s),
    ),
    ("L1-08", "JIS X 0208にない文字がない。", lambda s: _is_common(s.raw.removeprefix(BOM))),
    ("L1-09", "数の空欄は、意味の定められた列だけにある。", lambda s: _no_gap(s, "integer")),
    ("L1-14", "1件の記録が1行である。", lambda s: s.raw.count("\r\n") == len(s.rows) == s.raw.count("\n")),
    (
        "L1-15",
        "コンマ（,）のある値を引用符で囲んでいる。",
        lambda s: {len(s.types)} == set(map(len, s.rows)),
    ),
    ("L2-01", "数の列に数字だけがある。", lambda s: s.all_match(r"[0-9]+", "integer")),
    ("L2-02", "同じ値を省略していない。", lambda s: _no_gap(s)),
    ("L2-03", "項目名が重複していない。", lambda s: len(set(s.header)) == len(s.header)),
    ("L2-04", "真偽の列の値が統一されている。", lambda s: s.all_match("true|false", "boolean")),
    ("L3-01", "1行目が項目名で、2行目から記録である。", lambda s: s.header == tuple(s.types)),
    ("L3-03", "数の列に特別な記号がない。", lambda s: s.all_match(r"[0-9]+", "integer")),
    ("L3-05", "日付が西暦（YYYY-MM-DD）である。", lambda s: s.all_match(DAY, "date")),
    ("L3-06", "地域のコードが5桁又は6桁である。", lambda s: s.all_match(r"[0-9]{5}[0-9]?", "code")),
    ("L3-08", "項目名が英数字で、BOM付きのUTF-8である。", lambda s: _is_declared(s)),
)
JUDGED: tuple[tuple[str, str, str, str], ...] = (
    ("L1-01", "機械で読み取れる形式である。", "適合", "CSV、JSON及びXMLで提供している。"),
    ("L1-04", "データと無関係な情報がない。", "適合", "出所及び注意も列としている。"),
    ("L1-07", "1セルに一つのデータを入れている。", "適合", "複数あるものは、番号を付けた列に分けている。"),
    ("L1-10", "図形等を使っていない。", "対象外", "Excelのファイルについての項目"),
    ("L1-11", "書式で意味を表していない。", "対象外", "Excelのファイルについての項目"),
    ("L1-12", "セルを結合していない。", "対象外", "Excelのファイルについての項目"),
    ("L1-13", "非表示の行及び列がない。", "対象外", "Excelのファイルについての項目"),
    ("L2-05", "「その他」の詳細を分けている。", "対象外", "その他という選択肢がない。"),
    ("L2-06", "数式が残っていない。", "対象外", "Excelのファイルについての項目"),
    ("L3-02", "コードの表がある。", "適合", "codes.csvに掲載している。"),
    ("L3-04", "単位を記載している。", "適合", "dictionary.csvの意味の欄に記載している。"),
    ("L3-07", "年による形式の変更がない。", "適合", "形式の版を定め、変更を記録する。"),
    ("L3-09", "縦持ちの形式である。", "適合", "役割は、段落及び当事者ごとに1行としている。"),
)


def assess(files: Mapping[str, str]) -> tuple[Verdict, ...]:
    """The verdicts on CSV files by name, in the order of the rule's list; dictionary.csv is among them."""
    sheets = {name: _sheet(name, text, files["dictionary.csv"]) for name, text in files.items()}
    computed = [_verdict(rule, words, test, sheets) for rule, words, test in COMPUTED]
    judged = [Verdict(rule, words, result, "判断", note) for rule, words, result, note in JUDGED]
    return tuple(sorted([*computed, *judged], key=lambda verdict: verdict.rule))


def _verdict(rule: str, words: str, test: Test, sheets: Mapping[str, Sheet]) -> Verdict:
    failed = [name for name, sheet in sheets.items() if not test(sheet)]
    return Verdict(rule, words, "不適合" if failed else "適合", "機械", "、".join(failed))


def _sheet(name: str, text: str, dictionary: str) -> Sheet:
    header, *records = read(dictionary)
    fields = [dict(zip(header, row, strict=True)) for row in records]
    own = [field for field in fields if field["file"] == name]
    types = {field["field"]: field["type"] for field in own}
    empties = {field["field"]: field["empty"] for field in own}
    return Sheet(text, read(text), types, empties)


def _is_laid_out(sheet: Sheet) -> bool:
    return any(LAYOUT.search(cell) for _, cell in sheet.cells())


def _no_gap(sheet: Sheet, *types: str) -> bool:
    return all(cell or sheet.empties.get(name) for name, cell in sheet.cells(*types))


def _is_common(text: str) -> bool:
    """Whether every character is of JIS X 0201 or 0208, which Python's shift_jis holds and no more."""
    try:
        text.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def _is_declared(sheet: Sheet) -> bool:
    return sheet.raw.startswith(BOM) and all(re.fullmatch(r"[a-z0-9_]+", name) for name in sheet.header)
