"""The command line: `python -m kyoyaku build | check | serve | json`, in the folder of a project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kyoyaku import commands

STATUS = (
    "終了コード：0 終わりました。1 原稿の誤りその他の理由で、できませんでした。2 コマンドの書き方が違います。"
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name; returns the exit status (0, 1; argparse exits with 2)."""
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    match options.command:
        case "build":
            return commands.run(lambda: (commands.build_pages if options.pages else commands.build)(root))
        case "check":
            return commands.run(lambda: commands.check(root))
        case "json":
            return commands.run(lambda: commands.as_json(root))
        case _:
            return commands.run(lambda: commands.serve(root, f"127.0.0.1:{options.port}"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m kyoyaku", description="content/の協約から、公開用のサイトを作る。", epilog=STATUS
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="コマンド")
    build = commands.add_parser("build", help="docs/及びsite/を作る", epilog=STATUS)
    build.add_argument("--pages", action="store_true", help="docs/だけを作る（他の公開の道具のため）")
    commands.add_parser("check", help="原稿を確かめ、底本との照合を示す。何も書かない", epilog=STATUS)
    serve = commands.add_parser("serve", help="サイトを手元で見る。原稿を直すと、すぐに変わる", epilog=STATUS)
    serve.add_argument("--port", type=int, default=8000, metavar="番号", help="ポートの番号（普通は8000）")
    commands.add_parser("json", help="協約をJSONで表示する。何も書かない", epilog=STATUS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
