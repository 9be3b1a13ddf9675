"""The files and folders of content/ and static/; only regular ones are opened.

A link could publish a file from outside content/; a pipe would make the build wait for ever.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from os.path import lexists
from pathlib import Path

from kyoyaku import limits
from kyoyaku.language.characters import slips, visible
from kyoyaku.model.slugs import OF_WINDOWS, RESERVED
from kyoyaku.problems import Place, Problems

# What systems and editors leave: desktop.ini (which Explorer hides), x~, 4913 (Vim), ~$x.docx.
LEFT = r".*~|~\$.*|#.*#|4913|.*:Zone\.Identifier|(?:eh)?thumbs\.db|desktop\.ini"
LEFT_BEHIND = re.compile(rf"(?is)\..*|{LEFT}")
# In static/ hidden files can be meant: .well-known/, .htaccess.
JUNK = re.compile(rf"(?is)\.DS_Store|\.gitkeep|\._.*|\..*\.sw[a-z]|{LEFT}")
SITE = "index.html index.md 404.html sitemap.xml sitemap.xml.gz llms.txt build.json site.zip"
OWN = RESERVED | set(SITE.split())
"""Names at the top of the site that are not for the files of static/."""
UNSTORABLE = re.compile(rf"(?i:.*[<>:\"\\|?*].*|.*[. ]|(?:{OF_WINDOWS.pattern})(?:\..*)?)")
"""File names that Windows cannot store, so that nobody could clone the repository there."""


def list_folder(folder: Path, root: Path, problems: Problems) -> list[Path]:
    """The files and folders in a folder, sorted by name; a problem for each one that is not allowed.

    Files that the system and editors leave there are ignored.
    """
    try:
        found = sorted(path for path in folder.iterdir() if not LEFT_BEHIND.fullmatch(path.name))
    except OSError as error:
        problems.add(place_of(folder, root), _unreadable(error), "unreadable")
        return []
    return [path for path in found if is_allowed(path, root, problems)]


def is_plain(path: Path) -> bool:
    """Whether the path is a regular file and not a link, pipe or folder."""
    return path.is_file() and not path.is_symlink()


def place_of(path: Path, root: Path) -> Place:
    """The place of a file or folder in a problem; the slips of its name are written as \\u001b."""
    name = path.relative_to(root).as_posix()
    odd = {sign for slip in slips(name) for sign in slip}
    return Place(visible("".join(f"\\u{ord(sign):04x}" if sign in odd else sign for sign in name)), 1)


def read_bytes(file: Path, root: Path, problems: Problems, limit: int = 0) -> bytes | None:
    """The first `limit` + 1 bytes of a file (default limits.FILE); None, with a problem, if unreadable."""
    try:
        with file.open("rb") as opened:
            return opened.read((limit or limits.FILE) + 1)
    except OSError as error:
        problems.add(place_of(file, root), _unreadable(error), "unreadable")
        return None


def is_allowed(path: Path, root: Path, problems: Problems) -> bool:
    """Whether the path is a plain file or folder with a readable name; else a problem says why not."""
    message = ""
    here = place_of(path, root)
    if slips(path.name) or visible(path.name) != path.name:
        odd = "目に見えない文字、見た目の似た別の文字又はUTF-8として読めない文字"
        message = f"名に、{odd}があります。名を付け直してください"
        problems.add(here, message, "file-name")
    elif path.is_symlink():
        message = "シンボリックリンクは使えません。リンク先のファイルそのものを置いてください"
        problems.add(here, message, "symlink")
    elif not (path.is_file() or path.is_dir()):
        message = "通常のファイルではない（パイプ、ソケットなど）ので、読めません。消してください"
        problems.add(here, message, "unreadable")
    return not message


def _unreadable(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "フォルダーです。この名のフォルダーを消し、ファイルを置いてください"
    return f"読めません（{error.strerror}）。読取りの権限を確かめてください"


def check_static(root: Path, slugs: Collection[str], problems: Problems) -> None:
    """A problem for each link, and each name that the site or an agreement has, or Windows cannot store."""
    for name, file in static_files(root, problems).items():
        first = name.partition("/")[0]
        if name == ".":
            message = "公開するファイルを置くフォルダーの名です。このファイルは、ほかの名にしてください"
            problems.add(place_of(file, root), message, "static-name")
            continue
        if first.casefold() in OWN or first.casefold() in slugs:
            message = f"「{first}」は、サイトが使う名です。ほかの名にしてください"
            problems.add(place_of(file, root), message, "static-name")
        for part in filter(UNSTORABLE.fullmatch, name.split("/")):
            message = f"「{part}」は、Windowsでファイルの名にできないので使えません"
            problems.add(place_of(file, root), message, "static-name")


def static_files(root: Path, problems: Problems) -> dict[str, Path]:
    """The files under root/static by their paths there; a problem for each one that is not a plain file.

    They are published as they are at the top of the site: CNAME, robots.txt, .well-known/…
    """
    top = root / "static"
    places = [top, *sorted(top.rglob("*"))] if lexists(top) else []
    found = [one for one in places if not JUNK.fullmatch(one.name) and is_allowed(one, root, problems)]
    return {one.relative_to(top).as_posix(): one for one in found if one.is_file()}
