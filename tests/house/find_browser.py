"""Brings a Chromium for the tests: `python -m tests.house.find_browser` says which is there, or installs one.

That is Debian's package where it may be, and else Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from kyoyaku.pdf.browser import find_browser

DEBIAN = ("chromium", "fonts-noto-cjk")


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
