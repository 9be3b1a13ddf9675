"""The commands: each does its work on a project's folder and returns the message for standard output.

What a command needs is imported when it runs: a check does not wait for the publisher to load.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kyoyaku import output, program
from kyoyaku.problems import ContentError

if TYPE_CHECKING:
    from kyoyaku.model.agreement import Agreement

HOST = "127.0.0.1"


def run(command: Callable[[], str | bytes | tuple[str, int]]) -> int:
    """Run a command and print the message or the bytes that it returns; returns the exit status.

    A command can return a status with its message, which goes to standard error if the status is 2.

    0: done. 1: the content has problems, or the disk, another build or the publisher was in the way; the
    reasons are on standard error, and what is published is as before. Any other exception is a mistake of
    the program and stays a traceback.
    """
    from kyoyaku.publisher import failures

    gc.set_threshold(100_000)  # there are few cycles, and the collector took a tenth of a build
    try:
        message = command()
    except ContentError as error:
        reason = f"{error}\n{len(error.problems)}件の誤りがあります。何も書き出していません。"
    except failures.FAILURES as failure:
        if failures.is_mistake(failure):
            raise
        reason = failures.message(failure)
    else:
        try:
            if isinstance(message, bytes):
                sys.stdout.buffer.write(message)
            text, status = message if isinstance(message, tuple) else (message, 0)
            stream = sys.stderr if status == 2 else sys.stdout
            print(text if isinstance(text, str) else "", end="", flush=True, file=stream)
            return status
        except OSError as failure:
            reason = f"結果を表示できませんでした：{failures.reason(failure)}。"
    print(reason, file=sys.stderr)
    return 1


def check(root: Path, accepts_addresses: bool = False) -> str:
    """Read and check content/; returns the account of each text. Raises ContentError.

    Names the addresses that addresses.txt lacks, or adds them to it, after which they can never be removed.
    """
    from kyoyaku.reading.collation.collate import report
    from kyoyaku.reading.load import load
    from kyoyaku.reading.versions.checks import report_steps

    agreements = load(root)
    addresses = "".join(_addresses(root, agreement, accepts_addresses) for agreement in agreements)
    # An earlier version is accounted for, too, if it has a transcript.
    accounts = "".join(
        "".join(report(each) for each in one.published if each is one or each.account) + report_steps(one)
        for one in agreements
    )
    return accounts + f"\n{_no_problem(agreements)}{addresses}"


def coming(root: Path) -> str:
    """The files of versions that begin today or later, or began in the last 7 days, as a run may fail."""
    from kyoyaku.problems import Problems
    from kyoyaku.reading.versions import versions

    since = versions.today(Problems()) - timedelta(days=7)
    return "".join(f"{one}\n" for one in versions.coming(root, since))


def as_json(root: Path) -> bytes:
    """The agreements as JSON, as agreement.json has them, in a list, in UTF-8. Raises ContentError."""
    from kyoyaku.forms.json.agreement import write_json_list
    from kyoyaku.reading.load import load

    return write_json_list(load(root)).encode()


def import_files(root: Path, files: Sequence[Path], into: Path, accepts_slugs: bool) -> tuple[str, int]:
    """Make a draft from files; returns message and status, 1 if questions are open, 2 if one is refused."""
    from kyoyaku.importing import command

    return command.import_files(root, files, into, accepts_slugs=accepts_slugs)


def new(root: Path, options: Namespace) -> tuple[str, int]:
    """Make the folder of a site; asks on a terminal. Returns message and status: 2 if nothing is made."""
    from kyoyaku.new import new

    return new(root, options, _ask if sys.stdin.isatty() else None)


def build_pages(root: Path) -> str:
    """Make docs/ from content/. Raises ContentError; StoppedError; or OSError, with docs/ partly new."""
    from kyoyaku.reading.load import load
    from kyoyaku.render import render

    agreements = load(root)
    pages = render(agreements, program.TEMPLATES)
    with output.locked(root):
        output.sync(pages, root / "docs")
    return _no_problem(agreements)


def build(root: Path, *, with_pdf: bool = False) -> str:
    """Make docs/ and site/ from content/. Raises what `portions.site.publish` raises; site/ then stays."""
    from kyoyaku.portions import site

    if with_pdf:
        try:
            from kyoyaku.pdf.printing import print_all
        except ModuleNotFoundError as missing:
            if missing.name not in ("playwright", "pypdf"):
                raise
            message = f"PDFを作るためのソフトウェアがありません。{program.with_extra('pdf')}"
            raise output.StoppedError(message) from None
        return site.publish(root, print_all)
    return site.publish(root)


def build_part(root: Path, slugs: Collection[str], folder: Path) -> str:
    """Make the part of the site that is about these agreements, or about none, in a folder of its own."""
    from kyoyaku.portions import site

    return site.publish_some(root, slugs, folder)


def serve(root: Path, port: int) -> str:
    """Show the site at a port of this machine and make it again after each edit, until Ctrl-C.

    Raises StoppedError if another program has the port.
    """
    import socket

    try:
        if port not in range(2**16):
            raise OSError
        socket.create_server((HOST, port)).close()
    except OSError:
        message = f"ポート{port}は使えません。別の番号としてください（--port 8001、makeではPORT=8001）"
        raise output.StoppedError(message) from None
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from kyoyaku.publisher.preview import preview

    preview(root, f"{HOST}:{port}")
    return ""


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:  # Ctrl-D
        raise KeyboardInterrupt from None


def _no_problem(agreements: Sequence[Agreement]) -> str:
    initiatives = sum(len(agreement.entries) for agreement in agreements)
    of_them = f"、{initiatives}の取組" if initiatives else ""
    return f"{len(agreements)}件の原稿{of_them}に誤りはありません。\n"


def _addresses(root: Path, agreement: Agreement, accepts: bool) -> str:
    from kyoyaku.pages.published import promised

    file = f"content/{agreement.slug}/addresses.txt"
    known = {one.address for one in agreement.addresses}
    new = sorted(promised(agreement) - known) if known or accepts else []
    if not new:
        return ""
    if accepts:
        output.put({file: "".join(f"{one}\n" for one in sorted({*known, *new}))}, root)
        return f"{file}に{len(new)}件のアドレスを加えました。これらは、この後なくすことができません。\n"
    command = f"{program.COMMAND} check --accept-addresses"
    listed = "".join(f"    {one}\n" for one in new)
    return f"{file}に、新しいアドレスを加えてから公開してください（{command}）。\n{listed}"
