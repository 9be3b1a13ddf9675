"""The whole site in one run of mkdocs: what `mkdocs build` and `mkdocs serve` publish."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from kyoyaku import output
from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.output import BusyError
from kyoyaku.pages import navigation
from kyoyaku.problems import ContentError
from kyoyaku.publisher import extras, failures, fingerprint, log, preview
from kyoyaku.publisher.archive import archive
from kyoyaku.publisher.assets.minify import minify
from kyoyaku.publisher.fingerprint import Fingerprints
from kyoyaku.publisher.templates import SiteTheme, template_cache
from kyoyaku.publisher.work import Work
from kyoyaku.reading.load import load
from kyoyaku.render import environment, render
from kyoyaku.search.index import search_index
from kyoyaku.search.part import index_part

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(slots=True)
class Whole(Work):
    """All pages of the site, made in a folder beside `site`, whose place they take when all is well."""

    is_staged: bool = False
    """Whether they are made beside `site`; a dirty build of mkdocs writes into it."""
    agreements: tuple[Agreement, ...] = ()
    """The last ones without a problem; under `mkdocs serve`, content/ may have another state by then."""
    docs: output.Files = field(default_factory=dict)
    """The files under docs/ that these have."""
    site: Path = Path()
    warnings: list[str] = field(default_factory=list)
    problems: str = ""
    """Of the content, which `mkdocs serve` shows on the pages."""
    fingerprints: Fingerprints = field(default_factory=dict)
    opened: ExitStack = field(default_factory=ExitStack)
    """Keeps, while it builds, the folder beside `site`, and the lock: another build writes there, too."""

    def begin(self, config: MkDocsConfig) -> None:
        """Read content/ and write docs/, before mkdocs looks for pages.

        A problem of the content stops `mkdocs build` (PluginError), and nothing is published. `mkdocs serve`
        logs it and shows it on the last good pages.
        """
        root = Path(config.config_file_path).parent
        self._take_lock(root)
        self.warnings = self.opened.enter_context(log.recorded_warnings())
        self.site = Path(config.site_dir).resolve()
        if self.is_staged:
            config.site_dir = str(self.opened.enter_context(output.staging(self.site)) / "site")
        if self.is_staged and not self.is_serving:
            self.fingerprints = fingerprint.fingerprints(root)
        config.theme = SiteTheme(config.theme, template_cache(root))
        self.problems = ""
        try:
            self._read(root, Path(config.docs_dir))
        except ContentError as error:
            if not self.is_serving:
                raise PluginError(str(error)) from None
            self.problems = str(error)
            log.OURS.error(self.problems)
        super(Whole, self).begin(config)

    def _take_lock(self, root: Path) -> None:
        """`mkdocs serve` waits for another build, `mkdocs build` fails."""
        try:
            self.opened.enter_context(output.locked(root))
        except BusyError as failure:
            if not self.is_serving:
                raise PluginError(failures.message(failure)) from None
            log.OURS.warning("別の作成が終わるのを待っています。")
            self.opened.enter_context(output.locked(root, waits=True))
        except OSError as failure:
            raise PluginError(failures.message(failure)) from None

    def _read(self, root: Path, docs: Path) -> None:
        agreements = load(root)
        environment(root / "templates").bytecode_cache = template_cache(root)
        files = render(agreements, root / "templates")
        self.agreements, self.docs = agreements, files
        self.listings, self.nav = tuple(map(listing, agreements)), navigation.navigation(agreements)
        output.sync(files, docs)

    def end(self, config: MkDocsConfig) -> None:
        """Add what mkdocs does not make, and publish. mkdocs fails a strict run with warnings after this."""
        site, root = Path(config.site_dir), Path(config.config_file_path).parent
        contents: dict[str, dict[str, str]] = {}
        for path, html in self.contents.items():
            contents.setdefault(path.rpartition("/")[0].partition("/")[0], {})[path] = html
        for agreement in self.agreements:
            output.put(extras.of_agreement(agreement, self.docs, contents[agreement.slug]), site)
        output.put(extras.of_site(self.listings, contents.get("", {})), site)
        several = len(self.agreements) > 1
        parts = [index_part(one, several) for one in self.agreements]
        output.put(search_index(parts, config.extra["search_index_limit"]), site / "search")
        output.put(minify(output.take(site), root / "templates", map(str, config.extra_javascript)), site)
        if config.extra["zip"]:
            output.put({extras.ZIP: archive(output.take(site))}, site)
        output.put(extras.build_json(root), site)
        if self.is_staged and not self.is_serving:
            is_edited = fingerprint.fingerprints(root) != self.fingerprints
            for slug, own in self.fingerprints.items():
                fingerprint.write_record(site, Path(config.docs_dir), slug, "" if is_edited else own)
        if self.problems:
            preview.show(self.problems, site)
        if self.is_staged and not (config.strict and self.warnings):
            output.publish(site, self.site, self.files)
        if self.is_serving:
            self.opened.close()

    def drop(self) -> None:
        """Remove what was made beside `site`, after an error or a warning or when mkdocs ends."""
        self.site = Path()
        self.opened.close()
