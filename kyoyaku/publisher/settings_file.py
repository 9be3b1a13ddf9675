"""The settings for mkdocs: those of `templates/mkdocs.yml`, and what a project says in their place."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import Abort

from kyoyaku import program
from kyoyaku.publisher import log
from kyoyaku.reading.settings import SETTINGS, address_fault, own


class _Loader(yaml.SafeLoader):
    """YAML with `!ENV [SITE_URL, ""]`, a value of the environment."""


def _of_environment(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> str:
    """The value as it is written: who owns a repository may be called 123, and that is no number."""
    name, without = loader.construct_sequence(node)
    return os.environ.get(name, str(without))


_Loader.add_constructor("!ENV", _of_environment)


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
        """Read the settings again, then seek as usual. Raises Abort if an address is none."""
        made = merged(Path(self.name).parent)
        if fault := address_fault(made):  # mkdocs would tell it in English
            log.LOG.error(fault)
            raise Abort(fault)
        made["theme"]["custom_dir"] = str(program.HOME / made["theme"]["custom_dir"])
        for name in ("hooks", "watch"):
            made[name] = [str(program.HOME / one) for one in made[name]]
        self.truncate(0)
        super().seek(0)
        self.write(json.dumps(made).encode())  # JSON is YAML, too
        return super().seek(offset, whence)

    def close(self) -> None:
        """Stay open: mkdocs would open a closed file by its name, and so without the inherited settings."""
