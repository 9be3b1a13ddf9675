"""The settings for mkdocs: those of the project, and what they leave out from `templates/mkdocs.yml`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from kyoyaku import program
from kyoyaku.reading.settings import SETTINGS


class _Loader(yaml.SafeLoader):
    """YAML with `!ENV [SITE_URL, ""]`, a value of the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def merged(root: Path) -> dict[str, Any]:
    """The settings of a project. What it has as a mapping is joined, and all else replaced.

    Raises yaml.YAMLError.
    """
    own: Any = None
    with suppress(FileNotFoundError):
        own = _read(root / SETTINGS)
    inherited: dict[str, Any] = _read(program.TEMPLATES / SETTINGS)
    return _joined(inherited, {name: value for name, value in (own or {}).items() if name != "INHERIT"})


def _read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), _Loader)


def _joined(inherited: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    made = {**inherited, **own}
    for name in inherited.keys() & own.keys():
        if isinstance(inherited[name], dict) and isinstance(own[name], dict):
            made[name] = _joined(inherited[name], own[name])
    return made


class SettingsFile(BytesIO):
    """The same as a file for mkdocs, with the places of the program's files.

    mkdocs goes to its beginning before each build of a preview: so the settings are read anew.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.name = str(root / SETTINGS)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Read the settings anew. Raises yaml.YAMLError."""
        made = merged(Path(self.name).parent)
        made["theme"]["custom_dir"] = str(program.HOME / made["theme"]["custom_dir"])
        for name in ("hooks", "watch"):
            made[name] = [str(program.HOME / one) for one in made[name]]
        self.truncate(0)
        super().seek(0)
        self.write(json.dumps(made, default=str).encode())  # JSON is YAML, too
        return super().seek(offset, whence)

    def close(self) -> None:
        """Stay open: mkdocs would open a closed file again by its name, without what it leaves out."""
