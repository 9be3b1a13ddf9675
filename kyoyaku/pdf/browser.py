"""A Chromium for PDFs and tests. `python -m kyoyaku.pdf.browser` says where it is, or installs one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN = ("chromium", "fonts-noto-cjk")


def find_browser() -> str | None:
    """The path of a Chromium or Chrome that is installed, or downloaded by Playwright; else None."""
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def install_browser() -> str | None:
    """Install Debian's packages where apt-get may, else Playwright's download; the path of the browser."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN)
    if not find_browser():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find_browser()


def _run(*command: str) -> None:
    """A step of the installation. When it fails, its last output is printed, and the next step is tried."""
    print(f"   {' '.join(command)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"   {(done.stderr or done.stdout).strip()[-300:]}", flush=True)


if __name__ == "__main__":
    path = find_browser() or install_browser()
    if not path:
        sys.exit("No browser. Install Chromium or Chrome: sudo apt-get install chromium fonts-noto-cjk")
    print(f"   {path}")
