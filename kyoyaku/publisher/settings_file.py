"""The settings for mkdocs: those of `templates/mkdocs.yml`, and what a project says in their place."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from kyoyaku import program
from kyoyaku.reading.settings import SETTINGS, own


class _Loader(yaml.SafeLoader):
    """YAML with `!ENV [SITE_URL, ""]`, a value of the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def merged(root: Path) -> dict[str, Any]:
    """The settings of a project, with all that it leaves out."""
    inherited: dict[str, Any] = yaml.load((program.TEMPLATES / SETTINGS).read_bytes(), _Loader)
    return inherited | own(root)


class SettingsFile(BytesIO):
    """The merged settings as a file for mkdocs, with the paths of the program's files.

    mkdocs calls `seek(0)` before each build of a preview, and that reads the settings again.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.name = str(root / SETTINGS)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Read the settings again, then seek as usual."""
        made = merged(Path(self.name).parent)
        made["theme"]["custom_dir"] = str(program.HOME / made["theme"]["custom_dir"])
        for name in ("hooks", "watch"):
            made[name] = [str(program.HOME / one) for one in made[name]]
        self.truncate(0)
        super().seek(0)
        self.write(json.dumps(made).encode())  # JSON is YAML, too
        return super().seek(offset, whence)

    def close(self) -> None:
        """Stay open: mkdocs would open a closed file by its name, and so without the inherited settings."""
