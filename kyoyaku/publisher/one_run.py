"""The whole site in one run of mkdocs: what `mkdocs build` and `mkdocs serve` publish."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from logging import LogRecord
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from kyoyaku import output, program
from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.output import StoppedError
from kyoyaku.pages import navigation
from kyoyaku.problems import ContentError
from kyoyaku.publisher import NO_ADDRESS, extras, failures, fingerprint, log
from kyoyaku.publisher.fingerprint import Fingerprints
from kyoyaku.publisher.templates import share_templates
from kyoyaku.publisher.work import Work
from kyoyaku.reading.load import load
from kyoyaku.render import render
from kyoyaku.search.documents import index_part

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


@dataclass(slots=True)
class Whole(Work):
    """All pages of the site, made in a folder beside `site`, whose place they take when all is well."""

    agreements: tuple[Agreement, ...] = ()
    docs: output.Files = field(default_factory=dict)
    """The files under docs/ of these agreements."""
    site: Path = Path()
    warnings: list[LogRecord] = field(default_factory=list)
    fingerprints: Fingerprints = field(default_factory=dict)
    is_deploying: bool = False
    """Whether `mkdocs gh-deploy` puts the site on a server at once."""
    trouble: str = ""
    """The problems with which a preview has begun; it has no agreements until they are mended."""
    opened: ExitStack = field(default_factory=ExitStack)
    """Holds the temporary folder and the lock during a build, so that no other build writes there."""

    def begin(self, config: MkDocsConfig) -> None:
        """Read content/ and write docs/, before mkdocs looks for pages.

        Raises PluginError if content/ has a problem or another build is at work; `mkdocs serve` waits for it.
        """
        root = Path(config.config_file_path).parent
        if not config.site_url:
            (log.OURS.warning if self.is_deploying else log.OURS.info)(NO_ADDRESS)
        waiting = partial(log.OURS.warning, "別の作成が終わるのを待っています。")
        try:
            self.opened.enter_context(output.locked(root, waiting if self.is_serving else None))
        except (StoppedError, OSError) as failure:
            raise PluginError(failures.message(failure)) from None
        self.warnings = self.opened.enter_context(log.recorded_warnings())
        self.site = Path(config.site_dir).resolve()
        config.site_dir = str(self.opened.enter_context(output.staging(self.site)) / "site")
        if not self.is_serving:
            self.fingerprints = fingerprint.fingerprints(root)
        share_templates(config)
        try:
            self.agreements, self.trouble = load(root), ""
        except ContentError as error:
            if self.docs or not self.is_serving:
                raise PluginError(str(error)) from None
            log.OURS.error(error)
            self.trouble = str(error)
        self.docs = render(self.agreements, program.TEMPLATES)
        output.sync(self.docs, Path(config.docs_dir))
        self.listings = tuple(map(listing, self.agreements))
        self.nav = navigation.navigation(self.agreements)
        super(Whole, self).begin(config)

    def end(self, config: MkDocsConfig) -> None:
        """Add what mkdocs does not make, and publish. mkdocs fails a strict run with warnings after this."""
        site = Path(config.site_dir)
        for agreement in self.agreements:
            output.put(extras.of_agreement(agreement, self.docs, self.contents, config.site_url), site)
        parts = [index_part(one, len(self.agreements) > 1) for one in self.agreements]
        for summary in zip(self.listings, parts, strict=True) if parts[1:] else ():
            output.put(fingerprint.summary_file(*summary), site)
        output.put(extras.of_rest(config, self.listings, parts, self.contents), site)
        if config.extra["zip"]:
            extras.add_archive(site)
        if not self.is_serving:
            is_edited = fingerprint.fingerprints(Path(config.config_file_path).parent) != self.fingerprints
            for slug, own in self.fingerprints.items():
                fingerprint.write_record(site, Path(config.docs_dir), slug, "" if is_edited else own)
        if not (config.strict and self.warnings):
            output.publish(site, self.site, self.files)
            config.site_dir = str(self.site)  # which `mkdocs gh-deploy` takes
        self.drop()

    def drop(self) -> None:
        """Remove what was made beside `site`, and give back the lock."""
        self.opened.close()
