"""One run of mkdocs after another in one process, each on a portion of the site.

What the runs share is made once: the settings, and the templates as compiled, if need be by an earlier
build. A run that publishes pages does not look for the files of the theme, ten thousand icons among them.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.theme import Theme

from kyoyaku import render
from kyoyaku.publisher import SETTINGS, events
from kyoyaku.publisher.failures import PublisherError
from kyoyaku.publisher.work import Work


def run(
    work: Work, root: Path, docs: Path, site: Path, *, pages: tuple[str, ...], files: bool
) -> tuple[str, ...]:
    """Publish `docs` in `site`; returns the scripts that the settings name.

    `pages` are those of the theme itself (sitemap.xml); `files` says whether its files are copied.
    PublisherError if mkdocs warns of anything.
    """
    config = settings(root)
    config.docs_dir, config.site_dir = str(docs), str(site)
    config.theme = _Kept(root, pages, files)
    with _heard(), events.working(work):
        build(config)
    return tuple(map(str, config.extra_javascript))


@cache
def settings(root: Path) -> MkDocsConfig:
    """The settings of the site, by which a warning is a failure. PublisherError if they are wrong."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    # It must be there, though no run has its pages from it.
    (root / "docs").mkdir(exist_ok=True)
    with _heard():
        return load_config(str(root / SETTINGS), strict=True)


def prepare(root: Path, compiled: BytecodeCache) -> None:
    """Make what all runs share. Templates are taken from `compiled`, and not looked at again when loaded."""
    theirs = (_templates(root, files) for files in (True, False))
    for one in (render.environment(root / "templates"), *theirs):
        one.bytecode_cache, one.auto_reload = compiled, False


@cache
def _theme(root: Path) -> Theme:
    return settings(root).theme


@cache
def _templates(root: Path, files: bool) -> Environment:
    made = _theme(root).get_env()
    if not files:
        made.loader = _Unlisted(_theme(root).dirs)
    return made


class _Kept(Theme):
    """A theme whose templates stay compiled from run to run."""

    def __init__(self, root: Path, pages: tuple[str, ...], files: bool) -> None:
        self.__dict__.update(vars(_theme(root)))
        self.static_templates = set(pages)
        self._templates = _templates(root, files)

    def get_env(self) -> Environment:
        return self._templates


class _Unlisted(FileSystemLoader):
    def list_templates(self) -> list[str]:
        return []


@contextmanager
def _heard() -> Iterator[None]:
    """Where mkdocs gives up, PublisherError with what it has warned of."""
    heard, logger = _Warnings(), logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        yield
    except (Abort, ConfigurationError) as error:
        raise PublisherError("\n".join(heard.messages) or str(error)) from None
    finally:
        logger.removeHandler(heard)


class _Warnings(logging.Handler):
    """Keeps what mkdocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
