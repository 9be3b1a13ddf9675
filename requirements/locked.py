"""What a wheel of kyoyaku needs: exactly the packages that `*.txt` lock, so that it makes the same bytes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

EXTRAS = ("import", "pdf")


class LockedHook(MetadataHookInterface):
    """Called by hatchling (`[tool.hatch.metadata.hooks.custom]` in pyproject.toml)."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the dependencies of a wheel and, in a workflow of GitHub, the repository that it is made of."""
        metadata["dependencies"] = _locked("site")
        metadata["optional-dependencies"] = {name: _locked(name) for name in EXTRAS}
        if os.environ.get("GITHUB_ACTIONS") == "true":
            address = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}"
            metadata["urls"] = {"Repository": address}


def _locked(name: str) -> list[str]:
    """The requirements of a lock without their hashes: `colorama==0.4.6 ; sys_platform == 'win32'`."""
    lock = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    return re.findall(r"^(\w.*?) +\\$", lock, re.MULTILINE)
