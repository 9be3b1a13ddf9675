"""Hostile YAML, layers and transcripts: files beside a text, each with as much as may be and with more."""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.limits import ENTRIES, LINE, PARTIES, QUOTATIONS, REFS, WORDS
from testing.adversarial_texts import (
    ARTICLE,
    BODY,
    HEAD,
    INITIATIVE,
    SIZE,
    VERSION,
    Case,
    Files,
    counted,
    full,
    parts,
    random,
    text,
)

HALF = SIZE // 2
PARTY = '  - {{key: 丙{0}, name: 丙{0}市, slug: hei{0}, code: "000001"}}\n'
LAYERS = {
    "names": "- {{name: {}, reading: あ, kind: facility}}\n",
    "vocabulary": "- [{}, 乙]\n",
    "duties": "- {{key: a, name: 甲, phrases: [{}]}}\n",
    "laws": "- {{name: {}, id: 322AC0000000067, as_of: 2026-04-01}}\n",
    "life": "- {{key: a, name: 甲, initiatives: [{}]}}\n",
    "debris": '- {{at: "1", kind: stray, text: {}, reason: 甲}}\n',
}


MEMBERS = "".join(f"  - 契約{n}\n" for n in range(ENTRIES))


def front_matter() -> Iterator[Case]:
    """The front matter: long, deep, and with what YAML has and we do not want."""
    for name, more in _yaml().items():
        yield f"front matter: {name}", {VERSION: f"{HEAD}{more}{BODY}甲\n\n{ARTICLE}\n"}
        yield f"front matter, in lines: {name}", {VERSION: f"{HEAD}{_broken(more)}{BODY}甲\n\n{ARTICLE}\n"}
    yield from _as_many_as_may_be()


def _yaml() -> dict[str, str]:
    """More lines of a front matter, by what is the matter with them."""
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    return {
        "parties": counted(PARTY, 190_000),
        "summary": "summary:\n" + full("  - 甲乙\n"),
        "a long value": "contact: " + full("甲"),
        "descriptions": "descriptions:\n" + counted("  a{}: 甲\n", 190_000),
        "other instruments": f"other_instruments:\n{MEMBERS}",
        "unknown fields": counted("a{}: 甲\n", 190_000),
        "the same field": full("status: unknown\n", 190_000),
        "aliases": "a0: &a0 [1]\n" + bomb,
        "a ring of aliases": "a: &a [*a, *a]\n",
        "many aliases": "a: &a 1\nb: [" + full("*a, ", 190_000) + "]\n",
        "tags": "a: [" + full("!!python/object:os.system x, ", 190_000) + "]\n",
        "deep lists": "a: " + "[" * 190_000,
        "deep maps": "a: " + "{a: " * 40_000,
        "deep blocks": "a:\n" + "- " * 90_000,
        "deep stairs": "".join(" " * n + "a:\n" for n in range(1, 600)),
        "brackets": "a: [" + "x," * 90_000 + "]\n",
        "quotes": "a: '" + full("''", 190_000),
        "escapes": 'a: "' + full("\\u200b", 190_000) + '"\n',
        "remarks": full("# 甲\n", 190_000),
        "documents": full("--- a\n", 190_000),
        "directives": full("%YAML 1.1\n", 190_000),
        "question marks": full("? ", 190_000),
        "colons": "a: " + full(": ", 190_000),
        "blank": full(" ", 190_000),
    }


def _as_many_as_may_be() -> Iterator[Case]:
    """Facts that are all right, each of which is looked for in as much text as may be."""
    many = "".join(PARTY.format(n) for n in range(PARTIES - 2))
    initiatives = counted(INITIATIVE, SIZE // 2)
    yield (
        "as many parties as may be",
        {VERSION: f"{HEAD}{many}{BODY}甲\n\n{ARTICLE}\n\n## 別表\n\n{initiatives}"},
    )
    text_of_others = full(f"{'契約9第1条、' * 1000}\n\n", 800_000)
    yield (
        "references to other instruments",
        {VERSION: f"{HEAD}other_instruments:\n{MEMBERS}{BODY}{text_of_others}{ARTICLE}\n"},
    )


def _broken(more: str) -> str:
    """The same with no line longer than may be, where YAML lets it be broken."""
    return "\n ".join(more[at : at + LINE - 9] for at in range(0, len(more), LINE - 9))


def layers() -> Iterator[Case]:
    """The files beside a version, against as much text as may be."""
    hard = text(full(f"{'あ' * (LINE - 1)}\n\n", 800_000))[VERSION]
    plain = parts("## 別表\n\n" + counted(INITIATIVE, 600_000))[VERSION]
    for name, form in LAYERS.items():
        slow = (f"{'あ' * (n % 49)}い{'あ' * 49}" for n in range(WORDS - 1))
        yield f"{name}.yml: words that nearly stand", {VERSION: hard, f"{name}.yml": _cut(form, slow)}
        every = (f"{'あ' * (n % 99 + 1)}" for n in range(WORDS - 1))
        yield f"{name}.yml: words that stand everywhere", {VERSION: hard, f"{name}.yml": _cut(form, every)}
        yield f"{name}.yml: many", {VERSION: plain, f"{name}.yml": _cut(form, map(str, range(6_000)))}
    words = ", ".join(f"甲{k}" for k in range(WORDS // 2))
    for name in ("vocabulary", "duties", "life"):
        one = LAYERS[name].format(words)
        yield f"{name}.yml: many in one", {VERSION: plain, f"{name}.yml": one}
    phrases = ", ".join("あ" * n for n in range(1, 60))
    yield "duties.yml: phrases in each other", {VERSION: hard, "duties.yml": LAYERS["duties"].format(phrases)}


def _cut(form: str, words: Iterator[str]) -> str:
    """An entry for each word, as far as a file may be long."""
    whole = "".join(map(form.format, words))[:190_000]
    return whole[: whole.rindex("\n") + 1]


def transcripts() -> Iterator[Case]:
    """A transcript that has little in common with the text, or far too much with itself."""
    half = SIZE // 6  # characters: both together are the megabyte
    eight = "甲乙丙丁戊己庚辛"
    for name, (ours, theirs) in {
        "wholly different": (random(eight, half), random("子丑寅卯辰巳午未", half)),
        "of two signs": (random("甲乙", half), random("甲乙", half, 2)),
        "of eight signs": (random(eight, half), random(eight, half, 2)),
        "the same sign": ("甲" * half, "甲" * (half - 9)),
        "the same sign, parted": ("甲" * half, ("甲" * 99 + "乙") * (half // 100)),
        "the same sign, parted often": ("甲" * half, ("甲" * 5 + "乙") * (half // 6)),
        "shifted": ("甲乙丙" * (half // 3), "乙丙丁" * (half // 3)),
        "periods of two lengths": ("甲乙" * (half // 2), "甲乙甲" * (half // 3)),
        "reversed": (random("甲乙丙丁", half), random("甲乙丙丁", half)[::-1]),
        "long stretches lacking": _stretches(half),
        "long stretches too much": _stretches(half)[::-1],
        **{f"an error in every {every}": _errors(half, every) for every in (2, 5, 10, 40, 1000)},
    }.items():
        yield f"transcript: {name}", witnessed(_wrapped(ours), _wrapped(theirs, "\n"))
    yield "transcript: blanks", witnessed(_wrapped(full("甲 ", HALF)), _wrapped(full("甲", HALF), "\n"))
    yield "transcript: letters alone", witnessed(full("甲\n\n", HALF), full("乙\n", HALF))
    yield from _places()


def _places() -> Iterator[Case]:
    """Marks that name places of the transcript, and debris."""
    refs = ",".join(["2"] * REFS)
    wanted = "".join(
        f"{{++{'甲' * (n % 90 + 1)}++}}{{>>certain @{refs}: 例<<}}{chr(0x4E00 + n)}\n\n"
        for n in range(QUOTATIONS // REFS)
    )
    cells = "\n".join(["\t".join("甲乙丙" * 33)] * 1500)
    one = f"{{++甲++}}{{>>certain @{refs}: 例<<}}\n\n"
    wrong = "".join(f'- {{at: "{n}", kind: stray, text: 丁{n}, reason: 甲}}\n' for n in range(1, ENTRIES))
    braces = '- {at: "2", kind: displaced, text: "' + "{丙}" * 600 + '", reason: 甲}\n'
    yield "transcript: places in long cells", witnessed(wanted, full(f"{'甲' * (LINE - 1)}\n", HALF))
    yield "transcript: places in rows", witnessed(one * (QUOTATIONS // REFS), cells)
    yield "transcript: cells", witnessed("甲", full("甲\t" * 99 + "\n", 900_000))
    yield "transcript: wrong debris", {**witnessed("甲", full("丙\n", 800_000)), "debris.yml": wrong}
    long = {**witnessed("甲", full(f"{'丙' * (LINE - 1)}\n", 800_000)), "debris.yml": wrong}
    yield "transcript: wrong debris of long lines", long
    taken = witnessed(one.replace("甲", "丙") * 90, "丙" * 600)
    yield "transcript: braces", {**taken, "debris.yml": braces}


def _errors(length: int, every: int) -> tuple[str, str]:
    ours = random("甲乙丙丁戊己庚辛壬癸", length)
    return ours, "".join("誤" if at % every == 0 else sign for at, sign in enumerate(ours))


def _stretches(length: int) -> tuple[str, str]:
    """Every 3000 characters one lacks 2000, with much alike on both sides."""
    rest = [random("子丑寅卯辰巳午未", 1000, at) for at in range(length // 3000)]
    return "".join("甲乙" * 1000 + one for one in rest), "".join("甲乙丙" * 10 + one for one in rest)


def witnessed(body: str, transcript: str) -> Files:
    """An agreement with a transcript."""
    head = HEAD.replace("parties:", "witness: {file: transcript.txt, description: 例}\nparties:")
    version = f"{head}{BODY}{body}\n\n## 第1条（目的）\n\n甲\n"
    return {VERSION: version, "transcript.txt": f"例の連携協約\n{transcript}\n第1条（目的）\n甲\n"}


def _wrapped(words: str, between: str = "\n\n") -> str:
    return between.join(words[at : at + 1000] for at in range(0, len(words), 1000))
