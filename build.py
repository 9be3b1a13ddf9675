"""The build script: `content/` to `docs/` and `site/`, by the commands of `kyoyaku/commands.py`.

python build.py            write docs/
python build.py --check    report the problems of content/, or the account of its text; write nothing
python build.py --json     print the agreements as JSON; write nothing
python build.py --site     write docs/ and site/
python build.py --only SLUG … --into FOLDER
                           write the part of the site that is about these agreements, or none
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kyoyaku import commands, output

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit status: 1, with the reasons on standard error, if nothing could be written."""
    output.show_any_text()
    parser = argparse.ArgumentParser(description="content/の協約からdocs/のページを作る。")
    what = parser.add_mutually_exclusive_group()
    for name, command, words in (
        ("--check", commands.check, "確かめるだけで、何も書かない"),
        ("--json", commands.as_json, "協約をJSONで表示するだけで、何も書かない"),
        ("--site", commands.build, "docs/及びsite/を作る"),
    ):
        what.add_argument(name, dest="command", action="store_const", const=command, help=words)
    what.add_argument("--only", nargs="*", metavar="協約", help="これらの協約の部分だけを作る")
    parser.add_argument("--into", type=Path, metavar="フォルダー", help="--onlyで作る所")
    parser.set_defaults(command=commands.build_pages)
    options = parser.parse_args(arguments)
    if (options.only is None) != (options.into is None):
        parser.error("--onlyと--intoは、一緒に使います")
    if options.only is not None:
        return commands.run(lambda: commands.build_part(ROOT, options.only, options.into))
    return commands.run(lambda: options.command(ROOT))


if __name__ == "__main__":
    sys.exit(main())
