"""Build the pages: `content/` to `docs/`, as a command; `hooks.py` is the hook of mkdocs.

    python build.py            write docs/
    python build.py --check    report the problems of content/, or the account of its text; write nothing
    python build.py --json     print the agreements as data, as agreement.json has them; write nothing
    python build.py --site     write docs/ and site/, of which only what has changed is made
    python build.py --only SLUG … --into FOLDER
                               write the part of the site that is of these agreements; without a SLUG, of none

A content error is reported before anything is written.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

if __name__ == "__main__":  # There is nothing to tell of before the program is loaded.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from kyoyaku import output
from kyoyaku.forms.json.agreement import written
from kyoyaku.problems import ContentError
from kyoyaku.publisher import beside as publish
from kyoyaku.publisher import failures
from kyoyaku.publisher.lock import locked
from kyoyaku.reading.collation.report import report
from kyoyaku.reading.load import load
from kyoyaku.render import render

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Exit status 1 with the reasons on standard error if nothing could be written."""
    parser = argparse.ArgumentParser(description="content/の協約からdocs/のページを作る。")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="確かめるだけで、何も書かない")
    what.add_argument("--json", action="store_true", help="協約をJSONで表示するだけで、何も書かない")
    what.add_argument("--site", action="store_true", help="docs/及びsite/を作る")
    what.add_argument("--only", nargs="*", metavar="協約", help="これらの協約の部分だけを作る")
    parser.add_argument("--into", type=Path, metavar="フォルダー", help="--onlyで作る所")
    options = parser.parse_args(arguments)
    if (options.only is None) != (options.into is None):
        parser.error("--onlyと--intoは、一緒に使います")
    try:
        said = (_site if options.site or options.only is not None else _pages)(options)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)}件の誤りがあります。何も書き出していません。", file=sys.stderr)
    except failures.FAILURES as failure:
        print(failures.told(failure), file=sys.stderr)
    else:
        return _say(said)
    return 1


def _say(said: str) -> int:
    """What was done is done, even if it cannot be told."""
    try:
        print(said, end="", flush=True)
    except OSError as failure:
        print(f"結果を表示できませんでした：{failures.reason(failure)}。", file=sys.stderr)
        return 1
    return 0


def _pages(options: argparse.Namespace) -> str:
    agreements = load(ROOT)
    pages = render(agreements, ROOT / "templates")
    if wrong := [problem for one in agreements for problem in publish.differences(one, pages)]:
        raise ContentError(wrong)
    if options.json:
        return written(agreements)
    if not options.check:
        with locked(ROOT):
            output.sync(pages, ROOT / "docs")
    account = "".join(map(report, agreements)) + "\n" if options.check else ""
    initiatives = sum(len(agreement.entries) for agreement in agreements)
    return f"{account}{len(agreements)}件の協約、{initiatives}の取組に誤りはありません。\n"


def _site(options: argparse.Namespace) -> str:
    from kyoyaku.portions import site

    whole = options.site
    done = site.publish(ROOT, ROOT / "site") if whole else site.publish_some(ROOT, options.only, options.into)
    same = done.agreements - done.read
    return f"{done.agreements}件の協約を公開用に作成しました。うち{same}件は、前のままです。\n"


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    status = main()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os._exit(status)  # The system takes back at once what Python would take down value by value.
