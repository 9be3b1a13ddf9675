"""The whole site in one run of mkdocs: what `mkdocs build` and `mkdocs serve` publish."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from kyoyaku import output
from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages import navigation
from kyoyaku.problems import ContentError
from kyoyaku.publisher import extras, failures
from kyoyaku.publisher.archive import archive
from kyoyaku.publisher.assets.minify import minify
from kyoyaku.publisher.lock import BusyError, locked
from kyoyaku.publisher.work import Work
from kyoyaku.reading.load import load
from kyoyaku.render import render
from kyoyaku.search.index import search_index
from kyoyaku.search.part import index_part

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.hooks.kyoyaku")


@dataclass(slots=True)
class Whole(Work):
    """All pages; beside site/, which is replaced when all is well, unless mkdocs serves them."""

    is_staged: bool = False
    agreements: tuple[Agreement, ...] = ()
    """Those that were shown last."""
    docs: Mapping[str, str] = field(default_factory=dict)
    site: Path = Path()
    lock: ExitStack = field(default_factory=ExitStack)
    """Held while it builds: another build writes into the same folders."""
    warnings: CountHandler = field(default_factory=lambda: CountHandler(level=logging.WARNING))

    def begin(self, config: MkDocsConfig) -> None:
        """A content error stops `mkdocs build` before it cleans site/; under `mkdocs serve` it is logged
        and the last good pages stay."""
        root = Path(config.config_file_path).parent
        self._take_lock(root)
        self.site = Path(config.site_dir).resolve()  # and what is beside it: ours only now
        if self.is_staged:
            shutil.rmtree(self._staged, ignore_errors=True)
            config.site_dir = str(self._staged)
            logging.getLogger("mkdocs").addHandler(self.warnings)
        try:
            self._read(root, Path(config.docs_dir))
        except ContentError as error:
            if not self.is_serving:
                raise PluginError(str(error)) from None
            for problem in error.problems:
                log.error(str(problem))
        super(Whole, self).begin(config)

    def _take_lock(self, root: Path) -> None:
        """The preview waits for another build, `mkdocs build` does not."""
        try:
            self.lock.enter_context(locked(root))
        except BusyError as failure:
            if not self.is_serving:
                raise PluginError(failures.message(failure)) from None
            log.warning("別の作成が終わるのを待っています。")
            self.lock.enter_context(locked(root, waits=True))
        except OSError as failure:
            raise PluginError(failures.message(failure)) from None

    def _read(self, root: Path, docs: Path) -> None:
        agreements = load(root)
        files = render(agreements, root / "templates")
        if wrong := [problem for one in agreements for problem in extras.differences(one, files)]:
            raise ContentError(wrong)
        self.agreements, self.docs = agreements, files
        self.listings, self.nav = tuple(map(listing, agreements)), navigation.navigation(agreements)
        output.sync(files, docs)

    def end(self, config: MkDocsConfig) -> None:
        """What is not mkdocs' joins the pages; a strict run that has warned is going to fail after this."""
        site, root = Path(config.site_dir), Path(config.config_file_path).parent
        try:
            for agreement in self.agreements:
                output.put(extras.of_agreement(agreement, self.docs, self._contents(agreement.slug)), site)
        except ContentError as error:
            raise PluginError(str(error)) from None
        commit = extras.commit_of(root)
        output.put(extras.of_site(self.listings, self._contents(""), commit), site)
        several = len(self.agreements) > 1
        parts = [index_part(one, several) for one in self.agreements]
        output.put(search_index(parts, config.extra["search_index_limit"]), site / "search")
        output.put(minify(output.take(site), root / "templates", map(str, config.extra_javascript)), site)
        if config.extra["zip"]:
            output.put({extras.ZIP: archive(output.take(site))}, site)
        if self.is_staged and not (config.strict and self.warnings.get_counts()):
            output.swap(site, self.site)
        if self.is_serving:
            self.lock.close()

    def _contents(self, slug: str) -> dict[str, str]:
        """The pages of an agreement, or those about none."""
        own = {path: path.split("/")[0] if "/" in path else "" for path in self.contents}
        return {path: html for path, html in self.contents.items() if own[path] == slug}

    def drop(self) -> None:
        """What was built beside site/ is of no use after an error or a warning."""
        if self.is_staged and self.site.name:
            shutil.rmtree(self._staged, ignore_errors=True)
        self.site = Path()
        self.lock.close()

    @property
    def _staged(self) -> Path:
        return self.site.with_name(f".{self.site.name}.next")
