"""A Chromium and a Japanese font, for PDFs and tests. `python -m kyoyaku.pdf.browser` installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
BROWSER, FONT = "chromium-headless-shell", "fonts-noto-cjk"
"""The packages of Debian. Without a window Chromium takes a third less time to show or print a page."""


def find_browser() -> str | None:
    """The path of a Chromium or Chrome that is installed, or downloaded by Playwright; else None."""
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def has_font() -> bool:
    """Whether there is a Japanese font; where fontconfig does not say (macOS), the system has one."""
    if not (command := shutil.which("fc-list")):
        return True
    return bool(subprocess.run([command, ":lang=ja"], capture_output=True, check=False).stdout)


def install() -> None:
    """Install what is missing: Debian's packages where apt-get may, else the browser of Playwright."""
    missing = [*([] if find_browser() else [BROWSER]), *([] if has_font() else [FONT])]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        for package in missing:  # Ubuntu has the font, but not the browser
            _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    if not find_browser():
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> None:
    """A step of the installation. When it fails, its last output is printed, and the next step is tried."""
    print(f"   {' '.join(command)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"   {(done.stderr or done.stdout).strip()[-300:]}", flush=True)


if __name__ == "__main__":
    install()
    path = find_browser()
    if not path:
        sys.exit(f"No browser. Install Chromium or Chrome; on Debian: sudo apt-get install {BROWSER} {FONT}")
    if not has_font():
        sys.exit(f"No Japanese font, so that text would be boxes. On Debian: sudo apt-get install {FONT}")
    print(f"   {path}")
