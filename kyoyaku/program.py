"""The program's own files: beside `kyoyaku/` in the repository, and inside it in a wheel (pyproject.toml)."""

from __future__ import annotations

from pathlib import Path

from kyoyaku import __version__

PACKAGE = Path(__file__).absolute().parent
IS_WHEEL = (PACKAGE / "templates").is_dir()
HOME = PACKAGE if IS_WHEEL else PACKAGE.parent
TEMPLATES = HOME / "templates"
LOCK = HOME / "requirements" / "site.txt"
"""The lock file of the packages that make a site, indirect dependencies included."""
SCHEMAS = HOME / "schemas"
"""JSON Schemas of the YAML files, for software that editors write with; no page depends on them."""
COMMAND = "python -m kyoyaku" if Path.cwd() == HOME else "kyoyaku"
"""How an officer calls the program in this folder, for messages that name a command."""
DATA = ("hooks.py", "templates")
"""What a wheel has inside the package; together with the code it makes a site."""


def with_extra(name: str) -> str:
    """How to install an optional dependency group (`import`, `pdf`), as a clause of a message."""
    wheel = f'"./kyoyaku-{__version__}-py3-none-any.whl[{name}]"'
    given = f"{wheel}を、そのファイルのあるフォルダーで" if IS_WHEEL else f"-r requirements/{name}.txtを"
    return f"pip install {given}実行してください"


def files() -> dict[str, Path]:
    """{path in the repository: file} of all that makes a site, with the same paths for a wheel.

    Without hidden files and compiled Python.
    """
    data = {path: str(path.relative_to(HOME)) for name in DATA for path in _inside(HOME / name)}
    apart = {LOCK.parent, SCHEMAS}
    own = (path for path in _inside(PACKAGE) if apart.isdisjoint(path.parents))
    code = {path: f"kyoyaku/{path.relative_to(PACKAGE)}" for path in own}
    return {name: path for path, name in (code | data).items()}


def _inside(place: Path) -> list[Path]:
    found = [place] if place.is_file() else [one for one in place.rglob("*") if one.is_file()]
    return [one for one in found if one.name[0] != "." and one.parent.name != "__pycache__"]
