"""The templates as code: compiled once, then loaded from the bytecode cache in `.cache/templates/`."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from kyoyaku import output, render

FOLDER = Path(".cache/templates")


class TemplateCache(BytecodeCache):
    """A Jinja bytecode cache with one file per template: a SHA-256 in hexadecimal, a line end, the code.

    The digest is that of `key` and the code. A file with another digest is ignored and written again, so a
    damaged or outdated file costs time and nothing else. Jinja itself checks that the source is the same.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._folder, self._key = folder, key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is a valid file for it."""
        with suppress(OSError):
            digest, _, code = (self._folder / bucket.key).read_bytes().partition(b"\n")
            if digest == self._digest(code):
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template that was compiled. Raises OSError."""
        code = bucket.bytecode_to_string()
        output.put({bucket.key: b"%b\n%b" % (self._digest(code), code)}, self._folder)

    def _digest(self, code: bytes) -> bytes:
        return sha256(self._key.encode() + code).hexdigest().encode()


@cache
def template_cache(root: Path) -> TemplateCache:
    """The cache of a project. Compiled code holds what our filters made of constants, so the key is of both
    Jinja's version and our programs."""
    programs = sorted(Path(render.__file__).parent.rglob("*.py"))
    digest = sha256(b"".join(file.read_bytes() for file in programs)).hexdigest()
    return TemplateCache(root / FOLDER, f"{version('jinja2')} {digest}")


class SiteTheme(Theme):
    """The theme of mkdocs.yml, whose templates are compiled once for all runs of mkdocs with it.

    While `copies_files` is off, a run does not look for the ten thousand files of the theme.
    """

    def __init__(self, theme: Theme, cache: BytecodeCache) -> None:
        given = {name: value for name, value in theme.items() if name not in ("name", "locale")}
        super().__init__(theme.name, custom_dir=theme.custom_dir, locale=str(theme.locale), **given)
        self.copies_files = True
        self._made = super().get_env()
        self._made.loader = _Loader(self)
        self._made.bytecode_cache = cache
        # Pages hold no blanks of the templates, and Japanese as it is in their JSON.
        self._made.trim_blocks = self._made.lstrip_blocks = True
        self._made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}

    def get_env(self) -> Environment:
        """The same environment for each run."""
        return self._made


class _Loader(FileSystemLoader):
    """Loads the templates of a theme, and lists its files without hidden folders: its icons are in one."""

    def __init__(self, theme: SiteTheme) -> None:
        super().__init__(theme.dirs)
        self._theme = theme

    def list_templates(self) -> list[str]:
        if not self._theme.copies_files:
            return []
        tops = (top for place in self.searchpath for top in Path(place).iterdir() if top.name[0] != ".")
        files = (file for top in tops for file in ([top] if top.is_file() else top.rglob("*")))
        return sorted({self._name(file) for file in files if file.is_file()})

    def _name(self, file: Path) -> str:
        place = next(place for place in self.searchpath if file.is_relative_to(place))
        return file.relative_to(place).as_posix()
