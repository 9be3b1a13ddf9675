"""Finds a Chromium for the tests: an installed one, Debian's package, Playwright's download.

`python -m tests.browser` installs one when none is there, and says which it took.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
DEBIAN = ("chromium", "fonts-noto-cjk")


def find_browser() -> str | None:
    """The path of a Chromium or Chrome that is installed; None when there is none."""
    named = [shutil.which(name) for name in NAMES]
    there = [str(path) for path in APPLICATIONS if path.exists()]
    return next((path for path in (*named, *there) if path), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def install() -> str:
    """Install a browser, from Debian where that is allowed, else by Playwright; its path."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"   installing Debian's packages: {' '.join(DEBIAN)}", flush=True)
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN)
    if not find_browser():
        print("   downloading Playwright's Chromium", flush=True)
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find_browser() or sys.exit(
        "No browser for the tests. Install Chromium or Chrome (for example: "
        "sudo apt-get install chromium fonts-noto-cjk) and run make test again."
    )


def _run(*command: str) -> None:
    """A step of an installation; one that fails leaves it to the next."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"   {' '.join(command)}: {(done.stderr or done.stdout).strip()[-300:]}", flush=True)


if __name__ == "__main__":
    print(f"   {find_browser() or install()}")
