"""What stops a build though the content is right, and how that is told."""

from __future__ import annotations

import errno
from concurrent.futures import BrokenExecutor

from kyoyaku.publisher.lock import BusyError


class PublisherError(Exception):
    """What mkdocs has warned of, a line each."""


class UnknownAgreementError(Exception):
    """Agreements that are named and are not there."""


class ChangedError(Exception):
    """What a site is made of was edited while it was made."""


FAILURES = (
    BusyError,
    PublisherError,
    UnknownAgreementError,
    ChangedError,
    BrokenExecutor,
    OSError,
    KeyboardInterrupt,
)
REASONS = {
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "使えるディスクの量を超えました",
    errno.EFBIG: "ファイルの大きさの上限を超えました",
    errno.EACCES: "読み書きする権限がありません",
    errno.EPERM: "読み書きする権限がありません",
    errno.EROFS: "読取り専用の場所です",
    errno.ENOTEMPTY: "空ではありません",
}
SAFE = "site/は前のままです。"


def told(failure: BaseException) -> str:
    """What to tell of one of `FAILURES`: what happened, and that nothing published was harmed."""
    match failure:
        case BusyError():
            return f"別の作成が進行中です。終わってから、もう一度実行してください。{SAFE}"
        case PublisherError():
            return f"{failure}\nページを公開用に変換できませんでした。{SAFE}"
        case UnknownAgreementError():
            return f"content/にない協約です：{failure}。{SAFE}"
        case ChangedError():
            return f"作成中に、原稿又はプログラムが変更されました。もう一度実行してください。{SAFE}"
        case BrokenExecutor():
            return f"作成中のプロセスが外から止められました。メモリーの不足が考えられます。{SAFE}"
        case OSError():
            place = f"（{failure.filename}）" if failure.filename else ""
            return f"ファイルを読み書きできませんでした：{reason(failure)}{place}。{SAFE}"
    return "中断しました。site/に作りかけのものはありません。"


def reason(failure: OSError) -> str:
    """Why the system could not do something."""
    return REASONS.get(failure.errno or 0, failure.strerror or str(failure))
