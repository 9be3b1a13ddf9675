"""The workflows of GitHub, the action, and the workflow that the guide offers: what they do, and when.

The steps of the action and of publish.yml are run here (testing/actions.py).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from kyoyaku import output
from testing.actions import Run, Step, assert_fits, holes
from testing.project import PLAIN, ROOT, run, sample_of, with_compiled, write_content
from tests.conftest import REPOSITORY

FILES = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / "action.yml"]
EXAMPLE = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "guide/publisher.md").read_text("utf-8"), re.M | re.S)
TEXTS = {**{file.stem: file.read_text(encoding="utf-8") for file in FILES}, "guide": "".join(EXAMPLE)}
WORKFLOWS: dict[str, dict[Any, Any]] = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
ACTION = WORKFLOWS.pop("action")
PUBLISH = WORKFLOWS["publish"]
ALL = [
    (f"{name}: {key}", job) for name, workflow in WORKFLOWS.items() for key, job in workflow["jobs"].items()
]
JOBS = [pytest.param(job, id=name) for name, job in (*ALL, ("action", ACTION["runs"])) if "steps" in job]
CALLS = [pytest.param(job, id=name) for name, job in ALL if "uses" in job]
Job = dict[str, Any]


def _steps(job: Job, used: str) -> list[dict[str, Any]]:
    """The steps that use an action, or whose command holds a word."""
    return [one for one in job["steps"] if used in f"{one.get('uses')} {one.get('run')}"]


OWN = "$/.github/workflows/"
"""A workflow of this repository, of the same commit."""


def test_each_action_is_pinned_to_the_commit_of_one_release() -> None:
    used = {re.sub(r"\s+", " ", one) for text in TEXTS.values() for one in re.findall(r"uses: (.*)", text)}
    others = [one for one in used if not one.startswith((OWN, "./.kyoyaku "))]
    assert [one for one in others if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []
    names = [one.split("@")[0] for one in others]
    assert len(names) == len(set(names)) > 5


@pytest.mark.parametrize("job", CALLS)
def test_a_call_gives_what_is_asked_for_and_no_more(job: Job) -> None:
    assert job["uses"] == f"{OWN}publish.yml"
    assert_fits(job, PUBLISH)


@pytest.mark.parametrize("job", JOBS)
def test_only_the_main_branch_is_published_and_no_pull_request(job: Job) -> None:
    may_publish = job.get("permissions", {}).get("pages") == "write"
    assert may_publish == bool(_steps(job, "actions/deploy-pages@"))
    if may_publish:
        conditions = re.split(r" &&\s", job["if"])
        assert "github.event_name != 'pull_request'" in conditions
        assert "github.ref == 'refs/heads/main'" in conditions


@pytest.mark.parametrize("job", JOBS)
def test_a_step_that_may_fail_is_not_forgotten(job: Job) -> None:
    """A later step fails, or warns where a variable of the repository says so."""
    for step in job["steps"]:
        if step.get("continue-on-error"):
            failed = f"steps.{step['id']}.outcome == 'failure'"
            (told,) = (one for one in job["steps"] if failed in one.get("if", ""))
            assert "exit 1" in told["run"]
            assert "GITHUB_STEP_SUMMARY" in told["run"]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_that_opens_a_browser_has_a_japanese_font(job: Job) -> None:
    commands = [one.get("run", "") for one in job["steps"]]
    opens = [at for at, one in enumerate(commands) if re.search(r"make (?:pdf|test)\b|--pdf", one)]
    assert not opens or any("fonts-noto-cjk" in one for one in commands[: opens[0]])


@pytest.mark.parametrize("job", JOBS)
def test_a_job_keeps_no_credentials_and_all_files(job: Job) -> None:
    for step in _steps(job, "actions/checkout@"):
        assert step["with"]["persist-credentials"] is False
    for used in ("actions/upload-artifact@", "actions/upload-pages-artifact@"):
        for step in _steps(job, used):
            assert step["with"]["include-hidden-files"], "static/ may hold .well-known/"


def test_content_alone_runs_no_tests_of_the_code_and_a_fork_nothing_weekly() -> None:
    assert not [job for job in PUBLISH["jobs"].values() if _steps(job, "make test")]
    triggers = WORKFLOWS["tests"][True]  # YAML 1.1 reads `on` as true
    for event in ("push", "pull_request"):
        assert triggers[event]["paths-ignore"] == ["content/**", "static/**"]
    for name, workflow in WORKFLOWS.items():
        if "schedule" in workflow.get(True, {}) and name != "pages":
            for job in workflow["jobs"].values():
                assert job["if"].startswith("github.event_name != 'schedule' || vars.")


def test_every_day_a_site_is_built_if_a_version_is_coming_and_published_if_another_is_current() -> None:
    jobs = PUBLISH["jobs"]
    assert WORKFLOWS["pages"][True]["schedule"] == [{"cron": "7 15 * * *"}]  # 00:07 in Japan
    assert jobs["coming"]["if"] == "github.event_name == 'schedule'"
    assert jobs["build"]["needs"] == "coming"
    for name, asked in (("build", "needs.coming.outputs.versions != ''"), ("deploy", CHANGED)):
        # Without a function of the status, what needs a job that was skipped is skipped, too.
        assert f"(github.event_name != 'schedule' || {asked})" in jobs[name]["if"]
        assert "!cancelled()" in jobs[name]["if"]
    assert "needs.build.result == 'success'" in jobs["deploy"]["if"]


CHANGED = "needs.build.outputs.changed == 'true'"


@pytest.mark.parametrize(
    ("published", "is_changed"),
    [({"a": "1", "b": "1"}, False), ({"a": "1", "b": "2"}, True), ({"a": "1"}, True), ({}, True)],
)
def test_what_is_published_is_compared_with_what_was_built(
    published: dict[str, str], is_changed: bool, tmp_path: Path
) -> None:
    """By the steps of the two jobs, of which the first has a Python without packages."""
    made = {f"content/{name}/{day}.md": "" for name in "ab" for day in ("2020-01-01", "2099-04-01")}
    made |= {"site/a/build.json": "1", "site/b/build.json": "1"}
    made["kyoyaku/__init__.py"] = "raise OSError"  # it is not the program
    output.put(made | {f"published/{name}/build.json": text for name, text in published.items()}, tmp_path)
    job = _job(tmp_path, {"github.event_name": "schedule"}, sys.executable, "-S")
    job.steps(PUBLISH["jobs"]["coming"]["steps"])
    coming = job.values["steps.names.outputs.versions"]
    assert coming == "a/2099-04-01.md b/2099-04-01.md"
    job.values["needs.coming.outputs.versions"] = coming
    job.values["steps.pages.outputs.base_url"] = f"file://{tmp_path}/published"
    job.steps([one for one in PUBLISH["jobs"]["build"]["steps"] if one.get("id") == "current"])
    assert not job.failed
    assert job.values.get("steps.current.outputs.changed") == ("true" if is_changed else None)


def _job(workspace: Path, values: Mapping[str, Any], *python: str) -> Run:
    """A job of publish.yml in the repository of a municipality."""
    known = {
        "github.event_name": "push",
        "github.server_url": "https://github.com",
        "github.ref": "refs/heads/main",
        "github.repository": "example/agreements",
        "github.repository_owner": "example",
        "job.workflow_repository": "example/kyoyaku",
        "job.workflow_sha": "0" * 40,
        "inputs.pdf": False,
        "inputs.guide": False,
        "vars.KYOYAKU_PAGES": "",
        **values,
    }
    actions = {
        "actions/checkout": _checked_out,
        "actions/configure-pages": _pages,
        "actions/upload-pages-artifact": _uploaded,
    }
    return Run(workspace, workspace.with_name(f"{workspace.name}-temp"), known, actions, python)


def _checked_out(job: Run, given: Step) -> dict[str, str]:
    """The content is there already; the program comes, of the commit of publish.yml."""
    if "repository" in given:
        assert (given["repository"], given["ref"]) == ("example/kyoyaku", "0" * 40)
        for name in ("action.yml", "hooks.py", "kyoyaku", "requirements", "templates"):
            place = job.workspace / given["path"] / name
            place.parent.mkdir(exist_ok=True)
            if not place.exists():
                place.symlink_to(ROOT / name)
    return {}


def _pages(_: Run, given: Step) -> dict[str, str]:
    return {"base_url": "https://example.github.io/agreements"}


def _uploaded(job: Run, given: Step) -> dict[str, str]:
    assert (job.workspace / given["path"] / "index.html").is_file()
    return {}


def _commit(folder: Path) -> None:
    who = ("-c", "user.name=example", "-c", "user.email=example@example.org")
    for command in (("init", "-q"), ("add", "content"), (*who, "commit", "-q", "-m", "content")):
        subprocess.run(["git", *command], cwd=folder, check=True)


def _build(job: Run) -> Run:
    job.steps(PUBLISH["jobs"]["build"]["steps"])
    return job


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The repository of a municipality: content/ and nothing else."""
    write_content(tmp_path / "folder", sample_of(PLAIN))
    return with_compiled(tmp_path / "folder")


def _annotated(problems: Iterable[str]) -> list[tuple[str, dict[str, str], str]]:
    places = [re.fullmatch(r"(.+?):(\d+): (.*)", one) for one in problems]
    return [("error", {"file": one[1], "line": one[2]}, one[3]) for one in places if one]


@pytest.mark.browser
def test_a_right_folder_becomes_a_site(folder: Path) -> None:
    _commit(folder)
    job = _build(_job(folder, {"inputs.guide": True, "inputs.pdf": True}))
    assert not job.failed, job.log
    assert job.commands == []
    account = run(folder, "-m", "kyoyaku", "check", settings={"PYTHONPATH": str(ROOT)}).stdout
    shown = "".join(f"    {one}".rstrip(" ") for one in account.splitlines(keepends=True))
    assert job.summary.startswith(f"## 原稿の確認の結果\n\n{shown}")
    assert job.used[-1] == "actions/upload-pages-artifact"
    assert (folder / "site/guide/index.html").is_file()
    lock = folder / "./.kyoyaku/requirements/site.txt"
    assert re.search(rf"python -P -m pip install .*--require-hashes -r {lock} -r .*/pdf.txt\n", job.notes)
    program = "https://github.com/example/kyoyaku"
    assert _places(folder / "site") == [program, f"{program}/blob/HEAD/guide/start.md", REPOSITORY]
    assert (ROOT / "guide/start.md").is_file()
    sitemap = (folder / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.github.io/agreements/about/</loc>" in sitemap
    assert "sudo apt-get install -y" in job.notes
    assert (folder / f"site/{PLAIN}/data/{PLAIN}.pdf").is_file()


def _places(site: Path) -> list[str]:
    """Where the program, its guide and the content stand, on the page about making such a site."""
    page = BeautifulSoup((site / "adopt/index.html").read_text(encoding="utf-8"), "lxml")
    return [str(one["href"]) for one in page.select("section:has(#repository) a")]


@pytest.mark.site
def test_a_site_does_not_take_its_content_for_the_program(linked_site: Path) -> None:
    assert _places(linked_site) == [REPOSITORY]


@pytest.mark.site
def test_what_is_wrong_is_shown_at_its_lines(folder: Path) -> None:
    source = folder / f"content/{PLAIN}/2021-10-01.md"
    text = source.read_text(encoding="utf-8").replace("第二条", "第三条")
    source.write_text(text.replace("status: unknown", "status: 100%"), encoding="utf-8")
    output.put({f"content/{PLAIN}/a,b.md": ""}, folder)
    problems = run(folder, "-m", "kyoyaku", "check", settings={"PYTHONPATH": str(ROOT)}).stderr.splitlines()
    _commit(folder)
    job = _build(_job(folder, {}))
    assert job.failed
    assert job.commands == _annotated(problems)
    assert len(job.commands) > 2
    assert all(f"    {one}\n" in job.summary for one in problems)
    assert "kyoyaku build" not in job.notes
    assert "actions/upload-pages-artifact" not in job.used


HOSTILE = """\
::add-mask::協約
 \t::error file=a,line=1::x
x ##[error]x
::stop-commands::x
##[stop-commands]x
content/a.md:1: ::error::x\r::error::x (rule)
::endgroup::
```
</code></pre>
content/x: y:1: z
content/a,line=9,title=x.md:1: x%0A::error::x (rule)
content/::error::.md:2: ##[error]x"""


def _pretending(folder: Path, says: str, status: int) -> Run:
    """A job whose program says something; what stands beside the content is not taken for a module of it."""
    beside = {"kyoyaku/__init__.py": "raise OSError", "secrets.py": "raise OSError", "content/.gitkeep": ""}
    speaks = f"import sys\nprint({says!r}, end='')\nsys.exit({status})\n"
    output.put({**beside, ".kyoyaku/kyoyaku/__main__.py": speaks}, folder)
    _commit(folder)
    return _job(folder, {"github.event_name": "pull_request"})


@pytest.mark.parametrize("status", [0, 1])
def test_no_text_of_the_content_is_a_command(status: int, tmp_path: Path) -> None:
    """Whatever the program prints. Only lines that begin like a problem become commands, which are ours."""
    job = _build(_pretending(tmp_path / "folder", HOSTILE, status))
    assert job.failed == bool(status)
    assert job.commands == status * [
        ("error", {"file": "content/a.md", "line": "1"}, "::error::x ::error::x (rule)"),
        ("error", {"file": "content/a,line=9,title=x.md", "line": "1"}, "x%0A::error::x (rule)"),
        ("error", {"file": "content/::error::.md", "line": "2"}, "##[error]x"),
    ]
    shown = job.summary.replace("\r", "\n").split("\n")
    assert [one for one in shown if one and not one.startswith("    ")] == shown[:1]
    assert shown[0].startswith("## ")
    assert shown[1] == ""


@pytest.mark.site
def test_new_addresses_are_asked_for_before_they_are_published(folder: Path) -> None:
    """The lines of the summary, copied to the end of the file, are enough."""
    name = f"content/{PLAIN}/addresses.txt"
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    taken = {lines[0], lines[3], lines[-1]}
    (folder / name).write_text(
        "\r\n".join(one for one in lines if one not in taken) + "\r\n", encoding="utf-8"
    )
    _commit(folder)
    job = _build(_job(folder, {"github.event_name": "pull_request"}))
    assert job.failed
    assert job.used[-1] == "actions/upload-artifact"  # whoever reviews it sees the site all the same
    ((level, place, message),) = job.commands
    assert (level, place) == ("error", {"file": name, "line": "1"})
    assert f"{name}の終わりに加えて" in message
    listed = job.summary.partition("## 新しいアドレスを加えてください\n\n")[2]
    assert f"{name}の終わりに加えて" in listed
    added = [one.strip() for one in listed.splitlines() if one.startswith("    ")]
    assert set(added) == taken
    subprocess.run(["git", "checkout", "-q", "--", name], cwd=folder, check=True)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("".join(f"{one}\r\n" for one in added))
    _commit(folder)
    again = _job(folder, {})
    again.steps(ACTION["runs"]["steps"][-1:], str(folder / ".kyoyaku"))
    assert not again.failed, again.log


@pytest.mark.parametrize("variable", ["", "off"])
def test_a_run_that_publishes_nothing_says_what_to_do(variable: str, tmp_path: Path) -> None:
    def off(_: Run, given: Step) -> dict[str, str]:
        raise OSError

    job = _pretending(tmp_path / "folder", "", 0)
    job.values |= {"github.event_name": "push", "vars.KYOYAKU_PAGES": variable}
    job.actions = {**job.actions, "actions/configure-pages": off}
    _build(job)
    assert job.failed == (not variable)
    ((level, _, message),) = job.commands
    assert level == ("warning" if variable else "error")
    assert message in job.summary
    assert job.used[-1] == "actions/setup-python"  # nothing is uploaded


def test_the_workflows_have_no_known_hole() -> None:
    assert holes(ROOT / ".github", ROOT / "action.yml") == ""
