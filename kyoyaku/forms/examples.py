"""Example programs on the page about the data. A test runs them as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Example:
    """What a program does, its language (python or shell), and its text; run where the files are."""

    sentence: str
    language: str
    program: str

    @property
    def html(self) -> Markup:
        """The program on one line of HTML, so that no Markdown finds a paragraph in it."""
        code = escape(self.program.strip()).replace("\n", Markup("&#10;"))
        attributes = f'class="ky-example" data-language="{self.language}"'
        return Markup(f'<pre {attributes}><code tabindex="0">{code}</code></pre>')


EXAMPLES = (
    Example(
        "取組の一覧を表示します（Python）。",
        "python",
        """
import csv

with open("initiatives.csv", encoding="utf-8-sig", newline="") as file:
    for row in csv.DictReader(file):
        print(row["place"], row["name"])
""",
    ),
    Example(
        "条の見出し及び項を表示します（Python）。",
        "python",
        """
import json

with open("agreement.json", encoding="utf-8") as file:
    agreement = json.load(file)
for part in agreement["parts"]:
    if part["type"] == "article":
        print(part["text"])
        for paragraph in part["body"]:
            print(" ", paragraph["text"])
""",
    ),
    Example(
        "Akoma Ntosoの文書から、取組の識別子を表示します（Python）。",
        "python",
        """
import xml.etree.ElementTree as ElementTree

akn = {"akn": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
root = ElementTree.parse("agreement.akn.xml").getroot()
for one in root.iterfind(".//akn:hcontainer[@name='initiative']", akn):
    print(one.get("eId"))
""",
    ),
    Example(
        "当事者ごとに役割の段落を数えます（pandas）。",
        "python",
        """
import pandas

duties = pandas.read_csv("duties.csv", encoding="utf-8-sig")
print(duties.groupby("party_name").size())
""",
    ),
    Example(
        "地方公共団体のコードを、先頭の0を残して読みます（pandas）。",
        "python",
        """
import pandas

codes = {"party_code": str, "party_area_code": str}
duties = pandas.read_csv("duties.csv", encoding="utf-8-sig", dtype=codes)
print(duties[["party_code", "party_name"]].drop_duplicates())
""",
    ),
    Example("ファイルが壊れていないことを確かめます（シェル）。", "shell", "sha256sum --check SHA256SUMS"),
)
