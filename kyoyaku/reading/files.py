"""What stands in a folder of content/: plain files and folders; nothing else is opened or followed.

A link could bring into the site what lies outside of content/, a pipe would make the build wait for ever.
"""

from __future__ import annotations

from pathlib import Path

from kyoyaku.language.characters import invisible
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.source_text import MAX_BYTES


def listed(folder: Path, root: Path, problems: Problems) -> list[Path]:
    """The files and folders in a folder, by name; a problem for each thing that may not be there.

    Hidden ones are left out: systems and editors put them there.
    """
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.add(place(folder, root), _unreadable(error), "unreadable")
        return []
    return [path for path in found if _may_stand(path, root, problems)]


def is_plain(path: Path) -> bool:
    """Whether a file stands there itself, and no link, pipe or folder."""
    return path.is_file() and not path.is_symlink()


def place(path: Path, root: Path) -> Place:
    """A file or folder as problems name it; signs that cannot be shown are written as codes."""
    name = path.relative_to(root).as_posix()
    unseen = set(invisible(name))
    return Place("".join(f"\\u{ord(sign):04x}" if sign in unseen else sign for sign in name), 1)


def read(file: Path, root: Path, problems: Problems) -> bytes | None:
    """The bytes of a file; of one that is too large, enough to tell so; None if it cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        problems.add(place(file, root), _unreadable(error), "unreadable")
        return None


def _may_stand(path: Path, root: Path, problems: Problems) -> bool:
    here = place(path, root)
    if invisible(path.name):
        message = "名に、目に見えない文字又はUTF-8として読めない文字があります。名を付け直してください"
        problems.add(here, message, "file-name")
    elif path.is_symlink():
        message = "シンボリックリンクは使えません。リンク先のファイルそのものを置いてください"
        problems.add(here, message, "symlink")
    elif not (path.is_file() or path.is_dir()):
        message = "通常のファイルではない（パイプ、ソケットなど）ので、読めません。消してください"
        problems.add(here, message, "unreadable")
    else:
        return True
    return False


def _unreadable(error: OSError) -> str:
    return f"読めません（{error.strerror}）。読取りの権限を確かめてください"
