"""What several tests share: the sample, the sites built from it and from content/, a browser."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, ViewportSize

from kyoyaku.model.agreement import Agreement
from kyoyaku.reading.load import load
from testing.browsing import Tabs, chromium, serve
from testing.project import RICH, ROOT, SAMPLE, build_site, read_content, sample_of, two_agreements
from tests import effort

# Under nohup the tests begin with Ctrl-C ignored, and so would the builds that they interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
# A slow machine is no fault of the program. Each run draws the same examples; `make soak` draws new ones.
is_soak = bool(os.environ.get(effort.SOAK))
settings.register_profile("kyoyaku", deadline=None, derandomize=not is_soak, max_examples=50)
settings.load_profile("kyoyaku")
# Each model is many small objects, among which looking for rubbish so often takes a tenth of the time.
gc.set_threshold(100_000, 50, 50)
# The day decides which version of an agreement is current, and so what every test looks at.
os.environ["KYOYAKU_AS_OF"] = "2026-11-27"

REPOSITORY = "https://github.com/example/agreements"
SITE_URL = "https://example.org/agreements/"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="accept the pages as they are now")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (one for kind in terminalreporter.stats.values() for one in kind)
    if lines := effort.summary(one for one in reports if isinstance(one, pytest.TestReport)):
        terminalreporter.section("tried")
        terminalreporter.write("".join(f"{line}\n" for line in lines))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser is together and first: else each process would start one, and keep it."""
    items.sort(key=lambda one: one.get_closest_marker("browser") is None)


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: nobody looks among them for rubbish."""
    gc.freeze()


@pytest.fixture
def counts(request: pytest.FixtureRequest) -> Iterator[effort.Counts]:
    """What a test of endurance has tried and found; printed at the end, whether it passes or not."""
    counted: effort.Counts = effort.Counts()
    yield counted
    request.node.user_properties.append(effort.kept(counted))


@pytest.fixture(scope="session")
def sample() -> tuple[Agreement, ...]:
    """Invented agreements that hold every structure between them: tests/sample/README.md."""
    return load(SAMPLE)


@pytest.fixture(scope="session")
def published() -> tuple[Agreement, ...]:
    """Whatever content/ holds: in this repository the real agreement, in a fork another."""
    return load(ROOT)


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds a site that all tests of a run share and none changes: one process builds, the others wait."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent

    def build(name: str, files: Mapping[str, str], *command: Sequence[str], **settings: str) -> Path:
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            site = folder / name / "project" / "site"
            return site if site.exists() else build_site(folder / name, files, *command, **settings)

    return build


@pytest.fixture(scope="session")
def sample_site(build_once: Callable[..., Path]) -> Path:
    """The sample, published."""
    return build_once("sample", read_content(SAMPLE))


@pytest.fixture(scope="session")
def linked_site(build_once: Callable[..., Path]) -> Path:
    """The sample, published with its own address and with links to its repository."""
    return build_once("linked", read_content(SAMPLE), SITE_URL=SITE_URL, REPO_URL=REPOSITORY)


@pytest.fixture(scope="session")
def sole_site(build_once: Callable[..., Path]) -> Path:
    """One agreement of the sample, published: where there are several, there is no site.zip."""
    return build_once("sole", sample_of(RICH))


@pytest.fixture(scope="session")
def two_site(build_once: Callable[..., Path]) -> Path:
    """Two agreements of the sample, published, for what is built anew."""
    return build_once("two", two_agreements())


@pytest.fixture(scope="session")
def printed_site(build_once: Callable[..., Path]) -> Path:
    """The same with its PDF."""
    return build_once("printed", sample_of(RICH), ("-m", "kyoyaku", "build", "--pdf"))


@pytest.fixture(scope="session")
def published_site(build_once: Callable[..., Path]) -> Path:
    """content/, published."""
    return build_once("published", read_content(ROOT))


@pytest.fixture(params=["sample", "published"])
def which(request: pytest.FixtureRequest) -> str:
    """A test that asks for `site` or `agreements` runs for the sample and for content/."""
    return str(request.param)


@pytest.fixture
def site(which: str, request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(f"{which}_site")
    return folder


@pytest.fixture
def agreements(which: str, request: pytest.FixtureRequest) -> tuple[Agreement, ...]:
    found: tuple[Agreement, ...] = request.getfixturevalue(which)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def tab(tabs: Tabs) -> Iterator[Callable[..., Page]]:
    """Opens a tab of a width and colour scheme, as good as new."""
    with ExitStack() as opened:

        def open_tab(viewport: ViewportSize, **more: Any) -> Page:
            return opened.enter_context(tabs.open(viewport, **more))

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
