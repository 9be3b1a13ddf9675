"""One run of mkdocs after another in one process, each on a portion of the site.

What the runs share is made once: the settings, and the theme's templates as compiled. A run that publishes
pages does not look for the files of the theme, ten thousand icons among them.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.theme import Theme

from . import events
from .work import Work

SETTINGS = "mkdocs.yml"


class PublisherError(Exception):
    """What mkdocs has warned of, a line each."""


def run(work: Work, root: Path, docs: Path, site: Path, *, pages: tuple[str, ...], files: bool) -> None:
    """Publish `docs` in `site`. PublisherError if mkdocs warns of anything.

    `pages` are those of the theme itself (sitemap.xml); `files` says whether its files are copied.
    """
    config = settings(root)
    config.docs_dir, config.site_dir = str(docs), str(site)
    config.theme = _Kept(_theme(root), pages, files)
    with _heard(), events.working(work):
        build(config)


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


@cache
def _theme(root: Path) -> Theme:
    return settings(root).theme


class _Kept(Theme):
    """A theme whose templates stay compiled from run to run."""

    _made: ClassVar[dict[bool, Environment]] = {}

    def __init__(self, theme: Theme, pages: tuple[str, ...], files: bool) -> None:
        self.__dict__.update(vars(theme))
        self.static_templates = set(pages)
        self._files = files

    def get_env(self) -> Environment:
        if self._files not in self._made:
            made = self._made[self._files] = super().get_env()
            made.loader = made.loader if self._files else _Unlisted(self.dirs)
        return self._made[self._files]


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
