"""What several tests share: the sample, the sites built from it and from content/, a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, ViewportSize

from kyoyaku.model.agreement import Agreement
from kyoyaku.reading.load import load
from testing.browsing import chromium, serve
from testing.project import ROOT, SAMPLE, copy_project, read_content, run, snapshot, write_content
from tests import effort
from tests.portions import builds
from tests.portions.builds import Project

# A slow machine is no fault of the program.
settings.register_profile("kyoyaku", deadline=None)
settings.load_profile("kyoyaku")

OTHER = "aobano-kazemachi/"
"""One of its two agreements, which is left out where there should be only one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept the pages as they are now")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (one for kind in terminalreporter.stats.values() for one in kind)
    if lines := effort.summary(one for one in reports if isinstance(one, pytest.TestReport)):
        terminalreporter.section("tried")
        terminalreporter.write("".join(f"{line}\n" for line in lines))


@pytest.fixture
def counts(request: pytest.FixtureRequest) -> Iterator[effort.Counts]:
    """What a test of endurance has tried and found; printed at the end, whether it passes or not."""
    counted: effort.Counts = effort.Counts()
    yield counted
    request.node.user_properties.append(effort.kept(counted))


@pytest.fixture(scope="session")
def sample() -> tuple[Agreement, ...]:
    """Two invented agreements that hold every construct between them."""
    return load(SAMPLE)


@pytest.fixture(scope="session")
def published() -> tuple[Agreement, ...]:
    """Whatever content/ holds: in this repository the real agreement, in a fork another."""
    return load(ROOT)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, published."""
    return build(tmp_path_factory.mktemp("sample"), SAMPLE)


@pytest.fixture(scope="session")
def sole_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One agreement of the sample, published: where there are several, there is no site.zip."""
    folder = tmp_path_factory.mktemp("sole")
    own = {path: text for path, text in read_content(SAMPLE).items() if not path.startswith(OTHER)}
    write_content(folder, own)
    return build(folder / "built", folder)


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """content/, published."""
    return build(tmp_path_factory.mktemp("published"), ROOT)


def build(folder: Path, content_of: Path, repository: str = "") -> Path:
    """The site/ that is made of a project's content, in a copy of this project."""
    project = copy_project(folder / "project", read_content(content_of))
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert settings.count("!ENV [REPO_URL") == 1
    settings = settings.replace('!ENV [REPO_URL, ""]', f'"{repository}"')
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = run(project, "build.py", "--site")
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a tab of a width and colour scheme; all are closed after the test."""
    with ExitStack() as opened:

        def open_tab(viewport: ViewportSize, **more: Any) -> Page:
            return opened.enter_context(browser.new_context(viewport=viewport, **more)).new_page()

        yield open_tab


@pytest.fixture(scope="session")
def address(published_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """content/, published under a sub-path as on GitHub Pages."""
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(published_site, root / "repository")
    with serve(root) as origin:
        yield f"{origin}/repository/"


@pytest.fixture(scope="session")
def sample_address(sample_site: Path) -> Iterator[str]:
    with serve(sample_site) as origin:
        yield f"{origin}/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose builds a test may disturb."""
    return builds.project(tmp_path_factory.mktemp("built"))


@pytest.fixture
def disturbed(built: Project) -> Project:
    """The same, built before its text became another."""
    if snapshot(built.site) != built.sites[built.text]:
        built.assert_next_build_works()
    built.turn()
    return built
