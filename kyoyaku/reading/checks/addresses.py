"""The rules about addresses: a published one is never lost, and a former slug leads to the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.slugs import slug_fault
from kyoyaku.pages.published import named, never_published, promised, published
from kyoyaku.problems import Problem

NAMED = re.compile(r"[^/]+/(initiatives|parties)/([^/]+)/")
"""The address of a page that has its name from a slug: asahikawa-kamikawa/initiatives/libraries/."""


def formerly(agreement: Agreement) -> Iterator[Problem]:
    """A former slug leads to one initiative or party that is there, and nothing else has this slug now."""
    current, seen = {one.slug for one in named(agreement)}, set[str]()
    faults: list[str] = []
    for slug, former in agreement.facts.formerly.items():
        if slug not in current:
            right = "「今の識別名: [元の識別名, もう一つ前の識別名]」と書きます"
            faults.append(f"formerlyの「{slug}」という識別名の取組も当事者もありません。{right}")
        for old in former:
            if fault := slug_fault(old):
                faults.append(f"元の識別名「{old}」は{fault}")
            elif old in current:
                faults.append(f"「{old}」は今も使われているので、「{slug}」の元の識別名にはできません")
            elif old in seen:
                faults.append(f"元の識別名「{old}」は、前にも書かれています")
            seen.add(old)
    yield from (Problem(agreement.facts.places["formerly"], one, "formerly") for one in faults)


def address_lost(agreement: Agreement) -> Iterator[Problem]:
    """Every address in addresses.txt is that of a page or a download; a former slug is enough for a page."""
    if not agreement.addresses:
        return
    now, known, never = published(agreement), {one.address for one in agreement.addresses}, set[str]()
    if known - now:
        now, never = promised(agreement), never_published(agreement)  # which can be slow
    for one in agreement.addresses:
        folder = one.address.split("/")[0]
        if one.address in now | never:
            continue
        if folder == one.address or slug_fault(folder):
            message = (
                f"「{one.address}」はアドレスではありません。「{agreement.slug}/articles/1/」のように書きます"
            )
            yield Problem(one.place, message, "address-lost")
            continue
        if folder != agreement.slug:
            message = f"フォルダーの名は、公開した後は変えられません。content/{folder}に戻してください"
            message += "。ほかのフォルダーのアドレスであれば、この行を消してください"
            yield Problem(one.place, message, "address-lost")
            return
        message = f"公開したアドレス「{one.address}」がなくなります。{_way_out(one.address, now - known)}"
        yield Problem(one.place, message, "address-lost")


def _way_out(lost: str, new: set[str]) -> str:
    """The advice on how to keep an address: declare the former slug, or restore the page."""
    never = "一度も公開していないアドレスであれば、この行を消してください"
    if not (match := NAMED.fullmatch(lost)):
        return f"そのページ又はファイルを元に戻してください。{never}"
    successors = [found[2] for one in sorted(new) if (found := NAMED.fullmatch(one)) and found[1] == match[1]]
    slug = successors[0] if len(successors) == 1 else "新しい識別名"
    return f"識別名を変えたときは、基本情報に「formerly: {{{slug}: [{match[2]}]}}」と書いてください。{never}"


RULES = (formerly, address_lost)
