"""What stops a build although neither the content nor the program is wrong, and the message for it."""

from __future__ import annotations

import errno

from kyoyaku.output import StoppedError


class PublisherError(Exception):
    """mkdocs has warned of something; the message has a line for each warning."""


SAFE = "site/は前のままです。"
MESSAGES: dict[type[BaseException], str] = {
    PublisherError: f"{{}}\nページを公開用に変換できませんでした。{SAFE}",
    StoppedError: f"{{}}。{SAFE}",
    OSError: f"ファイルを読み書きできませんでした：{{}}。{SAFE}",
    MemoryError: f"メモリーが足りません。{SAFE}",
    KeyboardInterrupt: "中断しました。site/に作りかけのものはありません。",
}
KILLED = "作成中のプロセスが外から止められました。メモリーの不足が考えられます"
NO_PROCESS = "プロセスをこれ以上始められません。数又はメモリーの上限が考えられます"
FAILURES = tuple(MESSAGES)
REASONS = {
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EDQUOT: "使えるディスクの量を超えました",
    errno.EFBIG: "ファイルの大きさの上限を超えました",
    errno.EACCES: "読み書きする権限がありません",
    errno.EPERM: "読み書きする権限がありません",
    errno.EROFS: "読取り専用の場所です",
    errno.ENOTEMPTY: "空ではありません",
    errno.EIO: "ディスクを読み書きできません",
    errno.EMFILE: "同時に開くことのできるファイルの数を超えました",
    errno.EBUSY: "他のプログラムが使っているか、マウントされた場所（コンテナのボリュームなど）です",
    errno.ENOMEM: "メモリーが足りません",
}
"""Errors of the system that always mean a problem of the disk or of permissions, for any file."""
USER_FOLDERS = {"content", "docs", "site", "static", ".cache"}


def is_mistake(failure: BaseException) -> bool:
    """Whether one of `FAILURES` is a mistake of the program, which has to stay a traceback.

    It is no mistake if a file of the user cannot be read or written: content/x.md is gone, the disk is full.
    It is one if a template is missing: jinja2.TemplateNotFound is an OSError without an error number.
    """
    if not isinstance(failure, OSError) or failure.errno in REASONS:
        return False
    parts = set(str(failure.filename or "").replace("\\", "/").split("/"))
    return not any(part in USER_FOLDERS or part.startswith(".site") for part in parts)


def message(failure: BaseException) -> str:
    """The message for one of `FAILURES`: what happened, and that what is published is as before."""
    words = next(words for kind, words in MESSAGES.items() if isinstance(failure, kind))
    if not isinstance(failure, OSError):
        return words.format(failure)
    place = f"（{failure.filename}）" if failure.filename else ""
    return words.format(reason(failure) + place)


def reason(failure: OSError) -> str:
    """Why the system could not do something."""
    return REASONS.get(failure.errno or 0, failure.strerror or str(failure))
