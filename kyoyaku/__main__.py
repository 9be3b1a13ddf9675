"""The command line: `kyoyaku new | build | check | serve | json | import`, in the folder of a project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kyoyaku import __version__, program

try:
    from kyoyaku import commands, output
except ModuleNotFoundError as missing:
    if missing.name != "fcntl":  # which Windows lacks
        raise
    sys.exit(
        "kyoyakuは、Windowsの上では、そのままでは動きません。WSL（Windows Subsystem for Linux）の中で使うか、"
        "GitHubの画面又はCodespacesで原稿を直してください。"
    )

STATUS = (
    "終了コード：0 終わりました。1 原稿の誤りその他の理由で、できませんでした。2 コマンドの書き方が違います。"
)
OF_IMPORT = (
    "終了コード：0 下書きができました。1 下書きができ、決めることが残っています。"
    "2 読めないファイル又は上書きできないファイルがあり、何も書いていません。"
)
OF_NEW = (
    "書かないものは、端末では尋ね、そのほかでは仮の文とする。終了コード：0 作りました。2 何も作っていません。"
)
OPTIONS_OF_NEW = (
    ("title", "題名", "協約の題名"),
    ("date", "日付", "締結の日。2024-03-28、令和6年3月28日、unknown（分からないとき）"),
    ("slug", "識別名", "協約のフォルダーの名。アドレスになる"),
    ("publisher", "団体", "サイトを公開する団体の名"),
    ("program", "所有者/名", "このプログラムのリポジトリ"),
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name; returns the exit status (0, 1; argparse exits with 2)."""
    output.show_any_text()
    options = _parser().parse_args(arguments)
    return commands.run(lambda: options.command(Path.cwd(), options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        program.COMMAND, description="content/の協約から、公開用のサイトを作る。", epilog=STATUS
    )
    version = f"kyoyaku {__version__}"
    parser.add_argument("--version", action="version", version=version, help="版の番号を表示する")
    words = parser.add_subparsers(required=True, metavar="コマンド")
    build = words.add_parser("build", help="docs/及びsite/を作る", epilog=STATUS)
    build.set_defaults(command=_build)
    which = build.add_mutually_exclusive_group()
    which.add_argument("--pages", action="store_true", help="docs/だけを作る（別のソフトウェアで公開する）")
    which.add_argument("--pdf", action="store_true", help="全文のPDFも作る（Chromiumが必要）")
    check = words.add_parser("check", help="原稿を確かめ、底本との照合を示す。何も書かない", epilog=STATUS)
    check.set_defaults(command=_check)
    check_what = check.add_mutually_exclusive_group()
    accept = "新しいページ及びファイルのアドレスを、content/<協約>/addresses.txtに加える"
    check_what.add_argument("--accept-addresses", action="store_true", help=accept)
    coming = "これから効力を生じる版及びこの1週間に効力を生じた版を、ファイルの名だけを見て示す"
    check_what.add_argument("--coming", action="store_true", help=coming)
    serve = words.add_parser("serve", help="サイトを手元で見る。原稿を直すと、すぐに変わる", epilog=STATUS)
    serve.set_defaults(command=lambda root, options: commands.serve(root, options.port))
    serve.add_argument("--port", type=int, default=8000, metavar="番号", help="ポートの番号（普通は8000）")
    as_json = words.add_parser("json", help="協約をJSONで表示する。何も書かない", epilog=STATUS)
    as_json.set_defaults(command=lambda root, _: commands.as_json(root))
    draft = words.add_parser("import", help="WordやPDFの協約から、原稿の下書きを作る", epilog=OF_IMPORT)
    draft.set_defaults(command=_import)
    kinds = "取り込むファイル（.docx、.pdf、.html、.xlsx、.txt）。幾つかあれば、文の順に並べる"
    draft.add_argument("files", nargs="+", type=Path, metavar="ファイル", help=kinds)
    into = "書き込むフォルダー（content/識別名）。人の書き直したファイルは、上書きしない"
    draft.add_argument("--into", required=True, type=Path, metavar="フォルダー", help=into)
    accept = "取組及び当事者の識別名を、案のとおりとする"
    draft.add_argument("--accept-slugs", action="store_true", help=accept)
    _add_new(words)
    return parser


def _add_new(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    make = words.add_parser("new", help="新しいサイトのフォルダーを、協約の見本とともに作る", epilog=OF_NEW)
    make.set_defaults(command=commands.new)
    make.add_argument("folder", metavar="フォルダー", help="作るフォルダー。既にあるものは、上書きしない")
    party = "当事者。幾つも書ける。例：--party 山田市、--party 山田市=yamada=コード=甲"
    make.add_argument("--party", action="append", metavar="名[=識別名[=コード[=呼び方]]]", help=party)
    for name, what, example in OPTIONS_OF_NEW:
        make.add_argument(f"--{name}", metavar=what, help=example)


def _build(root: Path, options: argparse.Namespace) -> str:
    return commands.build_pages(root) if options.pages else commands.build(root, with_pdf=options.pdf)


def _check(root: Path, options: argparse.Namespace) -> str:
    return commands.coming(root) if options.coming else commands.check(root, options.accept_addresses)


def _import(root: Path, options: argparse.Namespace) -> tuple[str, int]:
    return commands.import_files(root, options.files, options.into, options.accept_slugs)


if __name__ == "__main__":
    sys.exit(main())
