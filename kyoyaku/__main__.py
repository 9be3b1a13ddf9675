"""The command line: `python -m kyoyaku build | check | serve | json`, in the folder of a project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kyoyaku import commands, output

STATUS = (
    "終了コード：0 終わりました。1 原稿の誤りその他の理由で、できませんでした。2 コマンドの書き方が違います。"
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name; returns the exit status (0, 1; argparse exits with 2)."""
    output.show_any_text()
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    match options.command:
        case "build":
            if options.pages:
                return commands.run(lambda: commands.build_pages(root))
            return commands.run(lambda: commands.build(root, with_pdf=options.pdf))
        case "check":
            return commands.run(lambda: commands.check(root, accepts_addresses=options.accept_addresses))
        case "json":
            return commands.run(lambda: commands.as_json(root))
        case _:
            return commands.run(lambda: commands.serve(root, options.port))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m kyoyaku", description="content/の協約から、公開用のサイトを作る。", epilog=STATUS
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="コマンド")
    build = commands.add_parser("build", help="docs/及びsite/を作る", epilog=STATUS)
    which = build.add_mutually_exclusive_group()
    which.add_argument("--pages", action="store_true", help="docs/だけを作る（他の公開の道具のため）")
    which.add_argument("--pdf", action="store_true", help="全文のPDFも作る（Chromiumが必要）")
    check = commands.add_parser("check", help="原稿を確かめ、底本との照合を示す。何も書かない", epilog=STATUS)
    accept = "新しいページ及びファイルのアドレスを、content/<協約>/addresses.txtに加える"
    check.add_argument("--accept-addresses", action="store_true", help=accept)
    serve = commands.add_parser("serve", help="サイトを手元で見る。原稿を直すと、すぐに変わる", epilog=STATUS)
    serve.add_argument("--port", type=int, default=8000, metavar="番号", help="ポートの番号（普通は8000）")
    commands.add_parser("json", help="協約をJSONで表示する。何も書かない", epilog=STATUS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
