"""The bytecode cache of the templates, `.cache/templates/`: each template is compiled once."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from glob import glob
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from kyoyaku import output, program, render

FOLDER = Path(".cache/templates")


class TemplateCache(BytecodeCache):
    """A Jinja bytecode cache with one file per template: a SHA-256 of `key` and the code, then the code.

    A file with another digest is ignored and written again, so a damaged or outdated file costs only time.
    Jinja itself checks that the source is the same, but not that the code is undamaged. Nothing depends on
    paths: a project that is copied or moved with its `.cache` keeps it.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file in the cache, by the template's name and not by its path."""
        return super().get_cache_key(name)

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The cached code of a template, if any; its tracebacks have the path that the template has now."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename:
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is a valid file for it."""
        with suppress(OSError):
            data = (self._folder / bucket.key).read_bytes()
            if data[:32] == sha256(self._key + data[32:]).digest():
                bucket.bytecode_from_string(data[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template that was compiled. Raises OSError."""
        code = bucket.bytecode_to_string()
        output.put({bucket.key: sha256(self._key + code).digest() + code}, self._folder)


@cache
def _template_cache(root: Path, kind: str) -> TemplateCache:
    """The cache of a project for the templates of the theme or of the pages, which may have the same names.

    Compiled code holds what our filters made of constants, so the key is of both Jinja's version and our
    programs.
    """
    programs = sorted(Path(render.__file__).parent.rglob("*.py"))
    key = b"".join([version("jinja2").encode(), *(file.read_bytes() for file in programs)])
    return TemplateCache(root / FOLDER / kind, sha256(key).digest())


def share_templates(config: MkDocsConfig) -> None:
    """Let all templates, of the theme and of the pages, be compiled once for all runs of mkdocs."""
    root = Path(config.config_file_path).parent
    config.theme = SiteTheme(config.theme, _template_cache(root, "theme"))
    render.environment(program.TEMPLATES).bytecode_cache = _template_cache(root, "pages")


class SiteTheme(Theme):
    """The theme of mkdocs.yml; while `copies_files` is off, a run does not look for the theme's files."""

    def __init__(self, theme: Theme, cache: BytecodeCache) -> None:
        given = {name: value for name, value in theme.items() if name not in ("name", "locale")}
        super().__init__(theme.name, custom_dir=theme.custom_dir, locale=str(theme.locale), **given)
        self.copies_files = True
        self._made = super().get_env()
        self._made.loader = _Loader(self)
        self._made.bytecode_cache = cache
        # Remove the indentation of templates, and do not escape Japanese in JSON.
        self._made.trim_blocks = self._made.lstrip_blocks = True
        self._made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}

    def get_env(self) -> Environment:
        """The same environment for each run."""
        return self._made


class _Loader(FileSystemLoader):
    def __init__(self, theme: SiteTheme) -> None:
        super().__init__(theme.dirs)
        self._theme = theme

    def list_templates(self) -> list[str]:
        """The files of the theme without those in hidden folders: ten thousand icons are in `.icons`."""
        if not self._theme.copies_files:
            return []
        return sorted(
            {name for place in self.searchpath for name in glob("**/*.*", root_dir=place, recursive=True)}
        )
