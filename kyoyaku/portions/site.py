"""The site, made in parallel, an agreement a task; the folders of unchanged agreements are taken over.

Every build makes a new site beside `site`, which then takes its place. There is no store: a folder is taken
over from the site that is replaced if its fingerprint and its digest agree (`publisher/fingerprint.py`).
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kyoyaku import output
from kyoyaku.output import StoppedError
from kyoyaku.portions import tasks, workers
from kyoyaku.portions.tasks import Build, Printer
from kyoyaku.problems import Problems
from kyoyaku.publisher import NO_ADDRESS, extras, fingerprint
from kyoyaku.reading import load


def publish(root: Path, printer: Printer | None = None) -> str:
    """Make root/site and root/docs from root/content; with a printer, also the PDFs.

    Returns a message: how many agreements were published, and how many of these were taken over.
    Raises ContentError with the problems of all agreements, PublisherError, StoppedError, OSError, or
    what the printer raises; root/site is then as it was.
    """
    with _build(root, root / "site", printer=printer) as build:
        return _publish(build, with_rest=True, target=build.published, docs=root / "docs")


def publish_some(root: Path, slugs: Collection[str], folder: Path) -> str:
    """Make in `folder` the part of the site that is about these agreements; without any, the part about none.

    All parts copied into one folder are the whole site. If content/ has one agreement only, each part is the
    whole site. `folder` must be new or empty, else OSError. Raises what `publish` raises, and StoppedError
    for an agreement that is not in content/.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(folder))
    with _build(root, folder, slugs) as build:
        if unknown := [slug for slug in slugs if slug not in build.fingerprints]:
            raise StoppedError(f"content/にないフォルダーです：{'、'.join(unknown)}")
        return _publish(build, with_rest=build.is_sole or not slugs, target=folder)


@contextmanager
def _build(
    root: Path, site: Path, slugs: Collection[str] | None = None, printer: Printer | None = None
) -> Iterator[Build]:
    """A build of the next `site`, or its part; no other build of the project runs until it ends."""
    with output.locked(root), output.staging(site) as folder:
        problems = Problems()
        if not load.folders(root, problems) or problems.found:
            load.load(root)  # raises ContentError
        fingerprints = fingerprint.fingerprints(root, has_pdf=printer is not None)
        wanted = fingerprints if slugs is None or len(fingerprints) == 1 else slugs
        asked = [slug for slug in fingerprints if slug in wanted]
        yield Build(root, folder, fingerprints, asked, printer)


def _publish(build: Build, *, with_rest: bool, target: Path, docs: Path | None = None) -> str:
    """Publish the agreements, and the rest: what is about no agreement, or about all of them."""
    named = [slug for slug in build.fingerprints if with_rest or slug in build.asked]
    readings = workers.results([partial(tasks.read, build, slug) for slug in named])
    changed = [one for one in readings if one.slug in build.asked and not one.is_same]
    from kyoyaku.publisher.runs import settings  # loads mkdocs, which a text with problems does not need

    config = settings(build.root)
    # The rest takes longest on a large site, because of the search index, so it comes first.
    rest = [partial(tasks.make_rest, build, readings)] if with_rest else []
    agreements = [partial(tasks.make_agreement, build, one) for one in changed]
    files = set[str]().union(*workers.results([*rest, *agreements]))
    if build.printer:
        files.update(build.printer(build.site, [one.listing for one in readings]))
    if with_rest and build.is_sole:
        extras.add_archive(build.site)
    if fingerprint.fingerprints(build.root, has_pdf=build.has_pdf) != build.fingerprints:
        raise StoppedError("作成中に、原稿又はプログラムが変更されました。もう一度実行してください")
    if docs:
        output.sync(output.read_files(build.run("") / "docs"), docs, others=build.fingerprints)
        for one in changed:
            made = build.run(one.slug) / "docs" / one.slug
            output.link_unchanged(docs / one.slug, made)
            shutil.rmtree(docs / one.slug, ignore_errors=True)
            shutil.move(made, docs / one.slug)
    output.publish(build.site, target, files)
    count, same = len(build.asked), len(build.asked) - len(changed)
    message = f"{count}件を公開用に作成しました。うち{same}件は、前のままです。\n"
    return message if config.site_url else f"{message}{NO_ADDRESS}\n"
