"""The preview (`mkdocs serve`): errors of a build are shown at the top of the last good pages."""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Callable
from html import escape
from pathlib import Path

from mkdocs.exceptions import Abort

from kyoyaku import program
from kyoyaku.publisher import log
from kyoyaku.publisher.settings_file import SettingsFile

STYLE = "margin:0;padding:1em;font-size:.7rem;line-height:1.6;white-space:pre-wrap;color:#fff;background:#a11"
HEAD = "サイトを作り直すことができません。次の箇所を直すと、この表示は消えます。"
BOX = f'<pre id="ky-problems" role="alert" style="{STYLE}">{{}}</pre>'
SHOWN = re.compile(BOX.format("[^<]*"))
BEFORE = '<div class="md-container"'
"""The box stands before this, below the head of the page."""


def preview(root: Path, address: str) -> None:
    """Show the site of a project at an address such as 127.0.0.1:8000, until Ctrl-C."""
    from mkdocs.commands.serve import serve  # a build would wait for its web server

    logging.basicConfig(format="%(levelname)-8s-  %(message)s")
    log.LOG.setLevel(logging.INFO)
    (root / "docs").mkdir(exist_ok=True)  # mkdocs asks for it before we write it
    file = SettingsFile(root)
    serve(file, config_file_path=file.name, dev_addr=address)  # type: ignore[arg-type]


def guarded(build: Callable[..., None], site: Path) -> Callable[..., None]:
    """A `build` that raises nothing: when it fails, the pages in `site` stay and show the error at their top.

    The traceback of a mistake in a template or in the program is printed, too.
    """

    def guarded_build(*arguments: object) -> None:
        try:
            build(*arguments)
        except Exception as error:
            if not isinstance(error, Abort):  # else mkdocs has logged why
                traceback.print_exc()
            show(reason(error), site)

    return guarded_build


def show(message: str, site: Path) -> None:
    """Put a message at the top of every page under a folder, in the place of an earlier one."""
    box = BOX.format(escape(f"{HEAD}\n{message}"))
    for page in site.rglob("*.html"):
        html = SHOWN.sub("", page.read_text(encoding="utf-8"))
        page.write_text(html.replace(BEFORE, box + BEFORE, 1), encoding="utf-8")


def reason(error: BaseException) -> str:
    """The message; for a mistake of ours it begins with the line of the template or the program.

    Such as `templates/text/article.md.j2:12: UndefinedError: 'agrement' is undefined`.
    """
    if isinstance(error, Abort):
        return str(error.__context__ or error)
    frames = traceback.extract_tb(error.__traceback__)
    template = [frame for frame in frames if Path(frame.filename).is_relative_to(program.TEMPLATES)]
    place = (template or frames)[-1]
    return f"{os.path.relpath(place.filename, program.HOME)}:{place.lineno}: {type(error).__name__}: {error}"
