"""Several runs of mkdocs in one process, each on a part of the site.

The runs share the settings and the compiled templates.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from kyoyaku import program, render
from kyoyaku.publisher import NO_DAY, events, log
from kyoyaku.publisher.failures import PublisherError
from kyoyaku.publisher.settings_file import SettingsFile
from kyoyaku.publisher.templates import SiteTheme, share_templates
from kyoyaku.publisher.work import Work
from kyoyaku.reading.settings import SETTINGS

Settings = MkDocsConfig


def run(work: Work, root: Path, docs: Path, site: Path, *, with_theme: bool) -> Settings:
    """Publish the pages under `docs` in `site`; returns the settings of the run.

    `with_theme` says whether the files of the theme are copied, and the pages made that it makes by itself.
    Raises PublisherError if mkdocs warns of anything.
    """
    config = settings(root)
    theme = config.theme
    assert isinstance(theme, SiteTheme)
    config.docs_dir, config.site_dir = str(docs), str(site)
    theme.static_templates = {"404.html", "sitemap.xml"} if with_theme else set()
    theme.copies_files = with_theme
    events.publish(work)
    with _reported():
        build(config)
    return config


@cache
def settings(root: Path) -> Settings:
    """The settings of the site, in strict mode. Raises PublisherError if they are wrong.

    Call it before processes are forked, so that all share the settings and the templates.
    """
    os.environ["SOURCE_DATE_EPOCH"] = NO_DAY
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    log.LOG.setLevel("WARNING")
    (root / "docs").mkdir(exist_ok=True)  # `load_config` asks for it, though each run has its own
    with _reported():
        config = load_config(SettingsFile(root), config_file_path=str(root / SETTINGS), strict=True)
    share_templates(config)
    # Templates do not change during a build, so no use of one has to look at the time of its file.
    config.theme.get_env().auto_reload = render.environment(program.TEMPLATES).auto_reload = False
    return config


@contextmanager
def _reported() -> Iterator[None]:
    """Turn an error of mkdocs into PublisherError with all its warnings."""
    with log.recorded_warnings() as warnings:
        try:
            yield
        except (Abort, ConfigurationError) as error:
            raise PublisherError("\n".join(one.getMessage() for one in warnings) or str(error)) from None
