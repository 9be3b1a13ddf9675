"""Runs the steps of a job of GitHub here, as GitHub would: with its variables, files and rules for output.

A step with `run:` is run by bash. Of those with `uses:` only an action of a folder is run, which is the
composite one at `.kyoyaku`; others do nothing, or what a test gives for them. Nothing is fetched: `sudo`, pip
and make only note what they are asked for. An expression is evaluated; KeyError says which value is unknown.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from testing.project import surroundings

Step = Mapping[str, Any]
COMMANDS = (
    "error warning notice debug group endgroup add-mask add-matcher set-env set-output stop-commands".split()
)
NOTES = """#!/bin/sh
printf '%s\\n' "$(basename "$0") $*" >> "{notes}"
case "$(basename "$0") $*" in
make*) mkdir "$2/guide-site" && touch "$2/guide-site/index.html"; exit;;
sudo*|*"-m pip "*) exit;;
esac
exec {python} "$@"
"""


@dataclass
class Run:
    """A job of a workflow in a folder that holds what is checked out."""

    workspace: Path
    temp: Path
    values: dict[str, Any]
    """What expressions ask for: {"github.event_name": "push"}."""
    actions: Mapping[str, Callable[[Run, Step], Mapping[str, str]]] = field(default_factory=dict)
    """What an action does, by its name; it returns its outputs, or raises OSError: `actions/checkout`."""
    python: tuple[str, ...] = ()
    """The command of Python, if not this one."""
    commands: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    """The commands that GitHub takes from the output: ("error", {"file": "…", "line": "3"}, "…")."""
    log: str = ""
    used: list[str] = field(default_factory=list)
    failed: bool = False

    def __post_init__(self) -> None:
        self.temp.mkdir(parents=True, exist_ok=True)
        for name in ("sudo", "make", "python", "python3"):
            file = self.temp / name
            python = " ".join(self.python or [sys.executable])
            file.write_text(NOTES.format(notes=self.temp / "notes", python=python), encoding="utf-8")
            file.chmod(0o755)

    @property
    def summary(self) -> str:
        """What the page of the run shows."""
        file = self.temp / "summary.md"
        return file.read_bytes().decode() if file.exists() else ""

    @property
    def notes(self) -> str:
        """The commands that were only noted, and those of Python."""
        return (self.temp / "notes").read_text(encoding="utf-8")

    def steps(self, steps: Iterable[Step], action_path: str = "") -> None:
        """Run the steps of a job, or of a composite action at a place of the workspace."""
        for step in steps:
            condition = str(step.get("if", "success()"))
            if not re.search(r"\b(?:success|cancelled|always|failure)\(", condition):
                condition = f"success() && ({_bare(condition)})"
            outcome = self._step(step, action_path) if self.expression(condition) else "skipped"
            if name := step.get("id"):
                self.values[f"steps.{name}.outcome"] = outcome
            self.failed |= outcome == "failure" and not step.get("continue-on-error")

    def _step(self, step: Step, action_path: str) -> str:
        if "run" in step:
            return "success" if self._bash(step, action_path) == 0 else "failure"
        name = step["uses"].split("@")[0]
        self.used.append(name)
        given = {key: self.text(one) for key, one in step.get("with", {}).items()}
        if name.startswith("./"):
            action = yaml.safe_load((self.workspace / name / "action.yml").read_text(encoding="utf-8"))
            assert given.keys() <= action["inputs"].keys(), name
            inputs = {key: given.get(key, one["default"]) for key, one in action["inputs"].items()}
            outer = {key: one for key, one in self.values.items() if key.startswith("inputs.")}
            self.values |= {f"inputs.{key}": one for key, one in inputs.items()}
            before = self.failed
            self.steps(action["runs"]["steps"], str(self.workspace / name))
            failed, self.failed, self.values = self.failed, before, self.values | outer
            return "failure" if failed else "success"
        try:
            outputs = self.actions[name](self, given) if name in self.actions else {}
        except OSError:
            return "failure"
        self.values |= {f"steps.{step.get('id')}.outputs.{key}": one for key, one in outputs.items()}
        return "success"

    def _bash(self, step: Step, action_path: str) -> int:
        assert bool(action_path) == ("shell" in step), "only an action says which shell, and it must"
        assert step.get("shell", "bash") == "bash"
        flags = ["--noprofile", "--norc", "-e", "-o", "pipefail"] if action_path else ["-e"]
        files = {name: self.temp / name for name in ("output.txt", "summary.md")}
        script = self.temp / "script.sh"
        script.write_text(self.text(step["run"]), encoding="utf-8")
        files["output.txt"].write_text("", encoding="utf-8")
        environment = {
            **{key: self.text(one) for key, one in step.get("env", {}).items()},
            "GITHUB_OUTPUT": str(files["output.txt"]),
            "GITHUB_STEP_SUMMARY": str(files["summary.md"]),
            "GITHUB_ACTION_PATH": action_path,
            "RUNNER_TEMP": str(self.temp),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_SHA": "0" * 40,
            "GITHUB_WORKSPACE": str(self.workspace),
            "PATH": f"{self.temp}:{os.environ['PATH']}",
        }
        done = subprocess.run(
            ["bash", *flags, script], cwd=self.workspace, env=surroundings(environment),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
        )  # fmt: skip
        text = done.stdout.decode("utf-8", "replace")
        self.log += text
        self.commands += taken(text)
        for line in files["output.txt"].read_text(encoding="utf-8").splitlines():
            key, _, one = line.partition("=")
            self.values[f"steps.{step.get('id')}.outputs.{key}"] = one
        return done.returncode

    def text(self, given: object) -> str:
        """A text with its `${{ expressions }}` replaced."""
        return re.sub(r"\$\{\{(.*?)\}\}", lambda one: _shown(self.expression(one[1])), _shown(given))

    def expression(self, text: str) -> Any:
        """The value of an expression. Raises KeyError if it asks for what `values` does not have.

        Outputs of steps are empty until they are set, as at GitHub.
        """

        def python(match: re.Match[str]) -> str:
            word = match[0]
            if word in WORDS or word[0] == "'" or match[1]:
                return WORDS.get(word, word)
            if word not in self.values and not re.fullmatch(r"steps\..*\.(?:outputs\..*|outcome)", word):
                raise KeyError(word)
            return repr(self.values.get(word, ""))

        made = re.sub(r"'[^']*'|!=|==|&&|\|\||!|[\w.-]+(\()?", python, _bare(text))
        functions = {
            "success": lambda: not self.failed,
            "failure": lambda: self.failed,
            "cancelled": lambda: False,
            "always": lambda: True,
            "format": str.format,
        }
        return eval(" ".join(made.split()), {"__builtins__": {}}, functions)


WORDS = {"&&": " and ", "||": " or ", "!": " not ", "true": "True", "false": "False", "==": "==", "!=": "!="}


def _bare(text: str) -> str:
    return text.strip().removeprefix("${{").removesuffix("}}").strip()


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def taken(output: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that GitHub takes from the output of a step: `::error file=a,line=1::text`.

    Blanks may stand before it. In its older form, `##[error]text`, anything may. `::stop-commands::word`
    stops all until `::word::`.
    """
    found, word = [], ""
    for line in re.split(r"\r\n|\r|\n", output):
        new = re.match(r"\s*::(\S+?)(?: (.*?))?::(.*)", line)
        if not new or new[1].lower() not in (*COMMANDS, word):
            new = re.search(r"##\[(\S+?)(?: (.*?))?\](.*)", line)
        if not new or new[1].lower() not in (*COMMANDS, word):
            continue
        name = new[1].lower()
        if word:
            word = "" if name == word else word
        elif name == "stop-commands":
            word = new[3].lower()
        else:
            pairs = (one.partition("=") for one in (new[2] or "").split(","))
            properties = {key: _unescaped(value) for key, _, value in pairs if value}
            found.append((name, properties, _unescaped(new[3])))
    return found


def _unescaped(text: str) -> str:
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def assert_fits(job: Mapping[str, Any], called: Mapping[Any, Any]) -> None:
    """A job that calls a workflow gives what it asks for, the permissions of all its jobs, and no more."""
    inputs = (called[True]["workflow_call"] or {}).get("inputs", {})  # YAML 1.1 reads `on` as true
    assert job.get("with", {}).keys() <= inputs.keys()
    needed: dict[str, str] = {}
    for each in called["jobs"].values():
        for name, level in each["permissions"].items():
            needed[name] = max(level, needed.get(name, ""))  # "write" comes after "read"
    assert job["permissions"] == needed


def holes(*places: Path) -> str:
    """What zizmor, with its strictest rules, says of workflows; what is left out has its reason beside it."""
    program = str(Path(sys.executable).with_name("zizmor"))
    options = "--offline --persona=auditor --strict-collection --color=never".split()
    done = subprocess.run([program, *options, *places], capture_output=True, encoding="utf-8", check=False)
    return "" if done.returncode == 0 and "completed" in done.stderr else done.stdout + done.stderr


def wheel_asked_for(folder: Path) -> str:
    """The address of the wheel that the install script of a folder asks for; nothing is installed."""
    script = 'sudo() { echo "$@"; }; cd() { :; }; . .devcontainer/install.sh'
    told = subprocess.check_output(["/bin/sh", "-euc", script], cwd=folder, env={}, encoding="utf-8")
    (address,) = re.findall(r"kyoyaku\[import,pdf\] @ (\S+)", told)
    return str(address)
