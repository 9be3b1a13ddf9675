"""Checks the editor's plain words: short sentences, and only names and figures that the text has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kyoyaku.language.wording import sentences

LONGEST = 60
"""A sentence of やさしい日本語 says one thing; one of more than 60 characters says two."""
MOST = 3
KANJI = "[一二三四五六七八九十百千万億]"
FIGURE = re.compile(
    f"[A-Za-z]+|[0-9][0-9.,]*(?:%|割|[万億]?円|倍)?|[半全]額|半分|(?<!{KANJI}){KANJI}+(?:割|円|倍)"
)
"""Latin letters, and figures with what they count: ICT, 3割, 1,000円, 半額, 三倍."""
RUN = "[々一-龠ァ-ヴー]"
KINDS = (
    "病院|医院|空港|センター|組合|公社|財団|学院|(?:協議|期成|委員|商工|医師|振興|連合|協)会"
    "|(?:図書|科学|博物|美術|資料|記念|公民|体育)館|(?<![路幹内際来])線|(?<![要人換])駅"
    f"|(?:(?<![都朝])市|(?<![下港])町|(?<![農山漁])村|(?<![地学校])区|県)(?=[内長立役議]|(?!{RUN}))"
)
"""Ends of names: 上川病院, 旭川駅, 上川町長; not 都市, 路線."""
WHICH = "(?:各|両|同|隣|他|全|近隣|周辺|関係|構成|連携|市立|町立|村立|県立|国立|公立|[市町村区都道府県])*"
"""Prefixes with which such a word is no name: 各市町村, 町立病院."""


def form_faults(said: str) -> Iterator[str]:
    """What is wrong with the form: one to three sentences, each short and with its full stop."""
    found = sentences(said)
    if len(found) > MOST or not all(one.endswith("。") for one in found):
        yield f"「。」で終わる文を、{MOST}文までで書きます"
    for one in (one for one in found if len(one) > LONGEST):
        yield f"1文は{LONGEST}字までです。次の文は{len(one)}字です。分けるか、短くしてください：{one}"


def unknown(said: str, text: str, places: tuple[str, ...]) -> list[str]:
    """The names and figures in `said` that are not in `text`; `places` (municipalities) are always allowed.

    A name is what stands in 「」, a word of KINDS with more before it (上川病院, 札幌市), and a place with
    more behind it (旭川駅, 旭川市科学館), but not 旭川市役所 or 上川町民.
    """
    said, text = (unicodedata.normalize("NFKC", one) for one in (said, "\n".join((text, *places))))
    whole = "|".join(map(re.escape, places)) or "(?!)"
    stems = "|".join(re.escape(one[:-1]) for one in places if len(one) > 2 and one[-1] in "市町村区県")
    more = f"(?:{whole})(?!役所|役場|議会|[民内外側長]){RUN}{{3,}}|(?!{whole})(?:{stems or whole}){RUN}+"
    kinds = f"(?<!{RUN})(?!{WHICH}(?:{KINDS})){RUN}*(?:{KINDS})"
    names = (one for one in re.findall(f"(?<=「)[^「」]+(?=」)|{more}|{kinds}", said) if one not in text)
    known = set(FIGURE.findall(text))
    return [*dict.fromkeys((*names, *(one for one in FIGURE.findall(said) if one not in known)))]
