"""The settings of a project, what they leave out, and what of them stands in pages; the policy of a page."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort

from kyoyaku import limits
from kyoyaku.model.facts import Publisher
from kyoyaku.problems import Place, Problems
from kyoyaku.program import HOME, TEMPLATES
from kyoyaku.publisher.settings_file import SettingsFile, merged
from kyoyaku.publisher.work import POLICY
from kyoyaku.reading.load import folders
from kyoyaku.reading.settings import publisher

OWN = """INHERIT: templates/mkdocs.yml
site_name: 2024
repo_url: https://example.org/山田
hooks: [own.py]
"""


def test_what_a_project_leaves_out_is_the_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is what it may not say."""
    monkeypatch.setenv("SITE_URL", "https://example.org/a/")
    program = merged(tmp_path)
    assert program["hooks"] == ["hooks.py"]
    assert program["site_url"] == "https://example.org/a/"
    (tmp_path / "mkdocs.yml").write_text(OWN, encoding="utf-8")
    assert merged(tmp_path) == program | {"site_name": "2024"}
    (tmp_path / "mkdocs.yml").write_text("site_url: https://example.org/b/\n", encoding="utf-8")
    assert merged(tmp_path) == program | {"site_url": "https://example.org/b/"}


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL", "PROGRAM_URL"])
@pytest.mark.parametrize("value", ["1", "[x]", "null", "example.org", "https:////", "https://x/?a=1"])
def test_an_address_of_the_environment_that_is_none_is_told(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each value is a text, also who owns the repository: 123."""
    monkeypatch.setenv("SITE_AUTHOR", "123")
    SettingsFile(tmp_path).seek(0)
    assert merged(tmp_path)["site_author"] == "123"
    monkeypatch.setenv(name, value)
    with pytest.raises(Abort, match=f"^{name.lower()}は.*アドレスですが「{re.escape(value)}」とあります$"):
        SettingsFile(tmp_path).seek(0)


BOMB = "a: &a [x]\n" + "".join(f"{two}: &{two} [*{one}, *{one}]\n" for one, two in pairwise("abcdefghijklm"))
UNKNOWN = """\
hooks: [own.py]
plugins: [none]
theme: {custom_dir: x}
docs_dir: /
site_dir: ..
<<: {}
extra: {search_index_limit: -1}
extra: {generator: 1}
extra: {publisher: {x: 1}}
[x]: x""".splitlines()
NO_MAPPING = ("x", "- site_name: x", "extra:", "extra: []", "extra: {publisher: x}")
NO_LINE = ("[x]", "{x: x}", "", "''", "|\n  a\n  b", "'a  b'", "' a'")
NO_ADDRESS = """\
javascript:alert(1)
javascript://x/%0aalert(1)
data:,x
//x
https://x/">
https://x/ y
https:////
https://:/
https://user:word@x/
https://x/?a=1
https://x/#a
ftp://x/
7""".splitlines()
NO_YAML = ("x: [", "\tx: 1", "x: y: z", 'x: "\\UFFFFFFFF"', "a: 1\n---\nb: 2", "%YAML 9.9\n---\nx")
TAGGED = ("a: !!python/object/apply:os.system [x]", "a: !ENV", "a: !ENV [X, x]", "!x {}")
WRONG: dict[str | bytes, str] = {
    **dict.fromkeys(UNKNOWN, "1: .*使えない項目「"),
    **dict.fromkeys(NO_MAPPING, "1: .*「項目: 値」の形で書きます"),
    **{f"site_author: {one}": "1: 項目「site_author」に" for one in NO_LINE},
    **{f"repo_url: {one}": "1: 項目「repo_url」は.*アドレスです" for one in NO_ADDRESS},
    **dict.fromkeys(NO_YAML, r"\d: YAMLとして読めません"),
    **dict.fromkeys(TAGGED, "1: 「!」（タグ）は使えません"),
    BOMB: "1: 「&」や「\\*」（アンカー、エイリアス）は使えません",
    "x: " + "[" * 9 + "]" * 9: "1: 入れ子が深すぎます",
    "\nINHERIT: /etc/passwd": "2: 項目「INHERIT」はtemplates/mkdocs.yml",
    "site_name: a\nsite_name: b": "2: .*重複しています",
    "site_name: a\u200bb": "1: 目に見えない文字",
    'site_name: "a\\0b"': "1: ",
    "site_name: ⻑": "1: 「⻑」は、見た目の似た別の文字です",
    "#" * limits.FILE + "\n": "1: 大きすぎます",
    "# nothing": "1: 中身がありません",
    "": "1: 中身がありません",
    "site_name: 市".encode("utf-16"): "1: UTF-8として読めません",
    b"a: 1\rb: 1": "1: 改行",
}


@pytest.mark.parametrize("settings", WRONG, ids=[*map(str, range(len(WRONG)))])
def test_what_may_not_stand_there_is_told_with_its_line(settings: str | bytes, tmp_path: Path) -> None:
    """And changes nothing that mkdocs does."""
    (tmp_path / "mkdocs.yml").write_bytes(settings.encode() if isinstance(settings, str) else settings)
    folders(tmp_path, problems := Problems())
    assert [one for one in map(str, problems.found) if re.match(f"mkdocs.yml:{WRONG[settings]}", one)]
    names = {"site_name": "", "site_author": ""}
    assert merged(tmp_path) | names == merged(tmp_path / "nowhere") | names


@pytest.mark.parametrize("kind", ["link", "link to nothing", "folder", "pipe"])
def test_settings_that_are_no_file_are_told(kind: str, tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text("site_name: x\n", encoding="utf-8")
    if kind == "folder":
        (tmp_path / "mkdocs.yml").mkdir()
    elif kind == "pipe":
        os.mkfifo(tmp_path / "mkdocs.yml")
    else:
        (tmp_path / "mkdocs.yml").symlink_to("other.yml" if kind == "link" else "nowhere.yml")
    folders(tmp_path, problems := Problems())
    (told,) = problems.found
    assert (told.place, told.rule in ("symlink", "unreadable")) == (Place("mkdocs.yml", 1), True)
    assert merged(tmp_path) == merged(tmp_path / "nowhere")


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_editor_can_write_them(start: str, end: str, tmp_path: Path) -> None:
    address = "http://127.0.0.1:8000/a-b/c.d"
    text = f"{start}site_name: 市{end}site_url: {address}{end}extra:{end}  colour: green{end}"
    (tmp_path / "mkdocs.yml").write_bytes(text.encode())
    assert publisher(tmp_path, problems := Problems()) == Publisher(site_name="市", colour="green")
    settings = merged(tmp_path)
    assert (problems.found, settings["site_name"], settings["site_url"]) == ([], "市", address)


def test_mkdocs_reads_the_settings_anew_for_each_build_of_a_preview(tmp_path: Path) -> None:
    """As mkdocs does: it goes to the beginning, reads, and closes the file."""
    file = SettingsFile(tmp_path)
    for name in ("山田市の協約", "川"):
        (tmp_path / "mkdocs.yml").write_text(f"site_name: {name}\n", encoding="utf-8")
        file.seek(0)
        settings = yaml.safe_load(file)
        file.close()
        assert settings["site_name"] == name
        assert settings["theme"]["custom_dir"] == str(TEMPLATES / "theme")
        assert settings["hooks"] == [str(HOME / "hooks.py")]
        assert not file.closed


def test_nothing_is_excepted_from_the_policy() -> None:
    directives = dict(one.split(" ", 1) for one in POLICY.split("; "))
    assert directives["script-src"] == "'self'"
    # All that a page may be made to hold, but for what a policy in a page cannot forbid.
    forbidden = {one for one, sources in directives.items() if sources == "'none'"}
    assert forbidden == {"default-src", "base-uri", "form-action"}
    assert set(" ".join(directives.values()).split()) == {"'none'", "'self'", "data:"}
