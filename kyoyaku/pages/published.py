"""The permanent addresses: of pages, also by their former slugs, and of downloads.

The PDF is not one of them, because only sites that build with `--pdf` have it.
"""

from __future__ import annotations

from dataclasses import replace

from kyoyaku.analysis.duties import parties_with_duties
from kyoyaku.history.steps import steps
from kyoyaku.model.agreement import Agreement, State, current
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import Article, Initiative
from kyoyaku.pages.addresses import account_path, article_paths, page_path, transcript_path, url
from kyoyaku.pages.citations import tables
from kyoyaku.pages.page_list import Page, agreement_pages

DATA = "agreement.akn.xml agreement.docx agreement.json agreement.md agreement.schema.json SHA256SUMS"
TABLES = "codes.csv dictionary.csv duties.csv emendations.csv initiatives.csv references.csv"
CHANGES = ("changes.csv", "changes.docx")
ROLES = ("roles.csv", "roles.xlsx")
DOWNLOADS = ("feed.xml", *(f"data/{name}" for name in f"{DATA} {TABLES}".split()))


def published(agreement: Agreement) -> set[str]:
    """The addresses under the site: asahikawa-kamikawa/articles/4/. A page brings its twin, index.md."""
    pages = (page.path for page in agreement_pages(agreement))
    changes = (f"{agreement.slug}/changes/{one.after.version}" for one in steps(agreement))
    return {
        *map(url, pages),
        *map(url, moved(agreement)),
        *(f"{agreement.slug}/{name}" for name in DOWNLOADS),
        *(f"{folder}/{name}" for folder in changes for name in CHANGES),
        *(f"{agreement.slug}/{folder}{name}" for folder in role_folders(agreement) for name in ROLES),
        *(transcript_path(one) for one in agreement.published if one.transcript),
        *(f"{one.slug}/{picture.file}" for one in agreement.published for picture in one.pictures),
        *(table.path for one in (*agreement.earlier, agreement) for table in tables(one).values()),
    }


def role_folders(agreement: Agreement) -> dict[str, tuple[Agreement, Party]]:
    """Where the files of the duties of a party stand, and the last version that gives it duties.

    A party that has gone, or has another slug now, keeps them.
    """
    return {
        f"parties/{slug}/": (version, party)
        for version in (*agreement.earlier, agreement)
        for party in parties_with_duties(version)
        for slug in (party.slug, *version.facts.formerly.get(party.slug, ()))
    }


def promised(agreement: Agreement) -> set[str]:
    """The addresses of now, and those that the site gets by itself on the days of coming versions."""
    order, now = agreement.versions, len(agreement.earlier)
    days = (current(order, at, agreement.withdrawn) for at in range(now + 1, len(order)))
    return published(agreement).union(*map(published, days))


def never_published(agreement: Agreement) -> set[str]:
    """The addresses that were promised for coming versions, which were then withdrawn."""
    orders = [[*(v for v in agreement.versions if v.path < one.path), one] for one in agreement.withdrawn]
    days = (current(order, len(order) - 1) for order in orders)
    return set[str]().union(*map(published, days))


def named(agreement: Agreement) -> tuple[Party | Initiative, ...]:
    """What has an address by its slug."""
    return (*agreement.parties, *(entry.initiative for entry in agreement.entries))


def moved(agreement: Agreement) -> dict[str, Page]:
    """{path under docs/: page to redirect to} of former slugs, and of 第3条 in 第2条及び第3条 削除."""
    pages = {page.path: page for page in agreement_pages(agreement)}
    articles = (one.part for one in agreement.standing if isinstance(one.part, Article))
    ranges = {
        path: pages[page_path(agreement, article)]
        for article in articles
        for path in article_paths(agreement, article)[1:]
    }
    # Former slugs count in every version: what was removed since has a page, too (Kind.GONE).
    slugs = {
        page_path(version, replace(one, slug=old)): pages[page_path(version, one)]
        for version in (*agreement.earlier, agreement)
        for one in named(version)
        for old in version.facts.formerly.get(one.slug, ())
        if page_path(version, one) in pages
    }
    # Before it began, a version had an account of its own: versions/2025-04-01/text/.
    before = replace(agreement, state=State.COMING) if agreement.earlier else agreement
    slugs[account_path(before)] = pages[account_path(agreement)]
    return {path: page for path, page in (ranges | slugs).items() if path not in pages}
