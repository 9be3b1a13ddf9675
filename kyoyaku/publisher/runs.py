"""Several runs of mkdocs in one process, each on a part of the site.

The runs share the settings and the compiled templates.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from kyoyaku import render
from kyoyaku.publisher import SETTINGS, events, log
from kyoyaku.publisher.failures import PublisherError
from kyoyaku.publisher.templates import SiteTheme, template_cache
from kyoyaku.publisher.work import Work


def run(
    work: Work, root: Path, docs: Path, site: Path, *, pages: tuple[str, ...], files: bool
) -> tuple[str, ...]:
    """Publish the pages under `docs` in `site`; returns the paths of `extra_javascript` in the settings.

    `pages` are the pages that the theme makes by itself, such as sitemap.xml; `files` says whether the files
    of the theme are copied. Raises PublisherError if mkdocs warns of anything.
    """
    config = settings(root)
    theme = config.theme
    assert isinstance(theme, SiteTheme)
    config.docs_dir, config.site_dir = str(docs), str(site)
    theme.static_templates, theme.copies_files = set(pages), files
    with log.recorded_warnings() as warnings, events.working(work):
        try:
            build(config)
        except Abort as error:
            raise PublisherError("\n".join(warnings) or str(error)) from None
    return tuple(map(str, config.extra_javascript))


@cache
def settings(root: Path) -> MkDocsConfig:
    """The settings of the site, by which a warning fails a run. Raises PublisherError if they are wrong."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    log.LOG.setLevel("WARNING")
    (root / "docs").mkdir(exist_ok=True)  # `load_config` asks for it, though each run has its own
    with log.recorded_warnings() as warnings:
        try:
            config = load_config(str(root / SETTINGS), strict=True)
        except (Abort, ConfigurationError) as error:
            raise PublisherError("\n".join(warnings) or str(error)) from None
    config.theme = SiteTheme(config.theme, template_cache(root))
    return config


def prepare(root: Path) -> None:
    """Load what all runs share, before processes are forked."""
    settings(root)
    render.environment(root / "templates").bytecode_cache = template_cache(root)
