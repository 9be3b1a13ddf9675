"""The workflows of GitHub, and the one that the guide offers: what they may do, and when."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kyoyaku import output
from testing.project import ROOT, surroundings

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXAMPLE = re.findall(r"^```yaml\n(.*?)^```", (ROOT / "guide/publisher.md").read_text("utf-8"), re.M | re.S)
TEXTS = {**{file.stem: file.read_text(encoding="utf-8") for file in FILES}, "guide": "".join(EXAMPLE)}
WORKFLOWS: dict[str, dict[Any, Any]] = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = [
    pytest.param(job, id=f"{name}: {key}")
    for name, workflow in WORKFLOWS.items()
    for key, job in workflow["jobs"].items()
]
Job = dict[str, Any]


def _steps(job: Job, used: str) -> list[dict[str, Any]]:
    """The steps that use an action, or whose command holds a word."""
    return [one for one in job["steps"] if used in f"{one.get('uses')} {one.get('run')}"]


@pytest.mark.parametrize("name", TEXTS)
def test_actions_are_pinned_to_a_commit_beside_its_release(name: str) -> None:
    used = re.findall(r"uses: (.*)", TEXTS[name])
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


@pytest.mark.parametrize("job", JOBS)
def test_only_the_main_branch_is_published_and_no_pull_request(job: Job) -> None:
    may_publish = "write" in job.get("permissions", {}).values()
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
    opens = [at for at, one in enumerate(commands) if re.search(r"make (?:pdf|test)\b", one)]
    assert not opens or any("fonts-noto-cjk" in one for one in commands[: opens[0]])


@pytest.mark.parametrize("job", JOBS)
def test_a_job_keeps_no_credentials_and_all_files(job: Job) -> None:
    for step in _steps(job, "actions/checkout@"):
        assert step["with"]["persist-credentials"] is False
    for used in ("actions/upload-artifact@", "actions/upload-pages-artifact@"):
        for step in _steps(job, used):
            assert step["with"]["include-hidden-files"], "static/ may hold .well-known/"


def test_content_alone_runs_no_tests_of_the_code_and_a_fork_nothing_weekly() -> None:
    assert not [job for job in WORKFLOWS["pages"]["jobs"].values() if _steps(job, "make test")]
    triggers = WORKFLOWS["tests"][True]  # YAML 1.1 reads `on` as true
    for event in ("push", "pull_request"):
        assert triggers[event]["paths-ignore"] == ["content/**", "static/**"]
    for name, workflow in WORKFLOWS.items():
        if "schedule" in workflow.get(True, {}) and name != "pages":
            for job in workflow["jobs"].values():
                assert job["if"].startswith("github.event_name != 'schedule' || vars.")


def test_every_day_a_site_is_built_if_a_version_is_coming_and_published_if_another_is_current() -> None:
    jobs = WORKFLOWS["pages"]["jobs"]
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
    """By the scripts of the workflow, as GitHub runs them."""
    steps = {one.get("id"): one for job in WORKFLOWS["pages"]["jobs"].values() for one in job["steps"]}
    made = {f"content/{name}/{day}.md": "" for name in "ab" for day in ("2020-01-01", "2099-04-01")}
    made |= {f"site/{name}/build.json": "1" for name in "ab"}
    output.put(made | {f"published/{name}/build.json": text for name, text in published.items()}, tmp_path)
    bare = tmp_path / "python3"  # without packages
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n', encoding="utf-8")
    bare.chmod(0o755)
    outputs = tmp_path / "outputs"
    settings = {"GITHUB_OUTPUT": str(outputs), "SITE_URL": f"file://{tmp_path}/published/"}
    settings["PATH"] = f"{tmp_path}:{os.environ['PATH']}"
    for name in ("names", "current"):
        command = ["bash", "-e", "-o", "pipefail", "-c", steps[name]["run"]]
        environment = surroundings({**settings, "PYTHONPATH": str(ROOT)})
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        settings["VERSIONS"] = outputs.read_text(encoding="utf-8").partition("=")[2].strip()
    assert settings["VERSIONS"].startswith("a/2099-04-01.md b/2099-04-01.md")
    assert ("changed=true" in settings["VERSIONS"]) == is_changed


def test_one_release_of_each_action_is_used() -> None:
    used = {re.sub(r"\s+", " ", one) for text in TEXTS.values() for one in re.findall(r"uses: (.*)", text)}
    names = [one.split("@")[0] for one in used]
    assert len(names) == len(set(names)) > 5
