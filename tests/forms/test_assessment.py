"""The self-assessment on the page about the data: each verdict 「機械」 is proved on the CSV files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kyoyaku.forms.tables.assessment import lapses
from kyoyaku.forms.tables.csv_file import BOM
from kyoyaku.forms.tables.tables import tables
from kyoyaku.model.agreement import Agreement
from testing.project import rendered
from tests.forms.read_back import files_of, read_csv


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV file; of its columns, by name, the type and what an empty cell means, by dictionary.csv."""

    raw: str
    rows: list[tuple[str, ...]]
    types: dict[str, str]
    empties: dict[str, str]

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

    def has_no_gap(self, *types: str) -> bool:
        return all(cell or self.empties.get(name) for name, cell in self.cells(*types))

    def is_common(self) -> bool:
        return self.raw.removeprefix(BOM).encode("shift_jis", "replace").count(b"?") == self.raw.count("?")


RULES: dict[str, Callable[[Sheet], bool]] = {
    "L1-02": lambda s: len(set(map(len, s.rows))) == 1,
    "L1-03": lambda s: all(map(any, s.rows)) and all(s.header),
    "L1-05": lambda s: set(s.header) == set(s.types),
    "L1-06": lambda s: not any(re.search(r"[\n\r\t]|  |　　", cell) for _, cell in s.cells()),
    "L1-08": lambda s: s.is_common(),
    "L1-09": lambda s: s.has_no_gap("integer"),
    "L1-14": lambda s: s.raw.count("\r\n") == len(s.rows) == s.raw.count("\n"),
    "L1-15": lambda s: {len(s.types)} == set(map(len, s.rows)),
    "L2-01": lambda s: s.all_match(r"[0-9]+", "integer"),
    "L2-02": lambda s: s.has_no_gap(),
    "L2-03": lambda s: len(set(s.header)) == len(s.header),
    "L2-04": lambda s: s.all_match("true|false", "boolean"),
    "L3-01": lambda s: s.header == tuple(s.types),
    "L3-03": lambda s: s.all_match(r"[0-9]+", "integer"),
    "L3-05": lambda s: s.all_match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "date"),
    "L3-06": lambda s: s.all_match(r"[0-9]{5}[0-9]?", "code"),
    "L3-08": lambda s: s.raw.startswith(BOM) and all(re.fullmatch(r"[a-z0-9_]+", n) for n in s.header),
}
VERDICT = re.compile(r'<tr><th scope="row">(L\d-\d\d)</th><td>.*?</td><td>(.*?)</td><td>(..)')


def broken_rules(files: dict[str, str]) -> set[str]:
    header, *records = read_csv(files["dictionary.csv"])
    fields = [dict(zip(header, row, strict=True)) for row in records]
    found = set()
    for name, text in files.items():
        own = [field for field in fields if field["file"] == name]
        types, empties = ({one["field"]: one[key] for one in own} for key in ("type", "empty"))
        sheet = Sheet(text, read_csv(text) if name.endswith(".csv") else [], types, empties)
        found |= {rule for rule, is_kept in RULES.items() if sheet.rows and not is_kept(sheet)}
    return found


def test_the_page_says_what_a_machine_finds(agreements: tuple[Agreement, ...]) -> None:
    pages = rendered(agreements)
    for agreement in agreements:
        page = pages[f"{agreement.slug}/data/index.md"]
        verdicts = {rule: (result, basis) for rule, result, basis in VERDICT.findall(page)}
        assert len(verdicts) == 30
        assert {rule for rule, (_, basis) in verdicts.items() if basis == "機械"} == RULES.keys()
        broken = set() if agreement.concluded and agreement.concluded.exact else {"L3-05"}
        assert broken_rules(files_of(agreement)) == lapses(tables(agreement)).keys() == broken
        assert {rule for rule, (result, _) in verdicts.items() if result not in ("適合", "対象外")} == broken


def test_a_lapse_is_named(sample: tuple[Agreement, ...]) -> None:
    """What content can break: rare characters, blanks for layout, a text that is empty."""
    duties = next(one for one in tables(sample[1]) if one.name == "duties.csv")
    columns = list(duties.header)
    for column, cell, rules in (
        ("text", "𠮷", {"L1-08"}),
        ("text", "甲　　乙", {"L1-06"}),
        ("text", "", {"L2-02"}),
        ("order", "", {"L1-09", "L2-02"}),
        ("label", "", set()),
    ):
        record = list(duties.records[0])
        record[columns.index(column)] = cell
        found = lapses((replace(duties, records=(tuple(record), *duties.records[1:])),))
        assert found == dict.fromkeys(rules, "duties.csv")


def test_the_rules_see_what_is_wrong(sample: tuple[Agreement, ...]) -> None:
    """A line break in a cell, a header twice, a date of an era, a missing name: each fails its rule."""
    good = files_of(sample[1])
    for rule, old, new in (
        ("L1-14", "診療所を運営する。", '"診療所を\n運営する。"'),
        ("L2-03", "initiative_name", "initiative"),
        ("L3-05", "2020-04-01", "令和2年4月1日"),
        ("L2-02", ",診療所を運営する。", ","),
        ("L2-01", ",1,0,,", ",一,0,,"),
        ("L3-08", BOM, ""),
    ):
        bad = {**good, "duties.csv": good["duties.csv"].replace(old, new)}
        assert bad != good, rule
        assert rule in broken_rules(bad)
