"""The sentences and notices of pages that Python has to make. All others stand in templates/.

What a mark says is in kyoyaku/model/notes.py, because other forms say it, too; titles and descriptions of
pages are in page_list.py, how places are cited in citations.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kyoyaku.analysis.picture import PictureCell
from kyoyaku.language.dates import Day, wareki
from kyoyaku.language.wording import joined
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.change import ChangedBy
from kyoyaku.model.facts import KIND, Publisher, Status
from kyoyaku.model.layers import Law
from kyoyaku.model.notes import KEYS
from kyoyaku.model.text import Illegible, Lost, Mark, PerhapsLost
from kyoyaku.pages.addresses import lead_name, list_name, part_name

STATUS = {
    Status.IN_FORCE: "{day}現在、効力を有することを確認しました（{source}）。",
    Status.AMENDED: "その後に変更されたことを{day}に確認しました（{source}）。",
    Status.ABOLISHED: "廃止されたことを{day}に確認しました（{source}）。",
}

CHECKED = {Status.IN_FORCE: "現在効力あり", Status.AMENDED: "現在変更あり", Status.ABOLISHED: "現在廃止"}

OURS = "公式の文書ではありません。"


def dated(agreement: Agreement, is_cited: bool = False) -> str:
    """（令和4年1月12日締結）, cited （令和4年1月12日）; （…告示第55号）, （…議決、告示第55号）."""
    day, what, number = agreement.concluded, agreement.facts.date_is, agreement.facts.instrument
    said = "" if is_cited else what
    if number:
        said = number if what in ("公布", "告示") or what in number else f"{what}、{number}"
    return f"（{wareki(day)}{said}）" if day else number and f"（{number}）"


def version_name(agreement: Agreement) -> str:
    """令和4年1月12日締結の版; 日付の分からない版; a later one, 令和7年4月1日からの版."""
    if agreement.facts.changed_by and agreement.begins:
        return f"{wareki(agreement.begins)}からの版"
    day = agreement.concluded
    return f"{wareki(day)}{agreement.facts.date_is}の版" if day else "日付の分からない版"


def instruments(changes: Iterable[ChangedBy]) -> str:
    """By what a version was made: 「…の一部を変更する連携協約」（令和7年3月20日締結）.

    One that was changed itself: 「…」（…締結。効力を有する前に「…」（…締結）により変更）.
    """
    named = list[str]()
    for one in changes:
        day = f"{wareki(one.concluded)}締結" if one.concluded else ""
        inner = f"効力を有する前に{instruments(one.changed_by)}により変更" if one.changed_by else ""
        told = "。".join(filter(None, (day, inner)))
        named.append(f"「{one.title}」" + (f"（{told}）" if told else ""))
    return joined(named, "及び")


def known_date(day: Day | None) -> str:
    """The date as far as it is known: 令和4年1月12日, 平成30年6月（日は不明）, 不明."""
    if day is None:
        return "不明"
    return wareki(day) + ("" if day.day else "（日は不明）" if day.month else "（月日は不明）")


def until(agreement: Agreement) -> str:
    """The last day on which a version is in force, if it is known: 令和7年3月31日まで."""
    return f"{wareki(agreement.ends)}まで" if agreement.ends else ""


def period(agreement: Agreement) -> str:
    """When a version is in force, as far as it is known: 令和3年3月25日（締結の日）から令和7年3月31日まで."""
    facts = agreement.facts
    start = f"{wareki(agreement.concluded)}（{facts.date_is}の日）から" if agreement.concluded else ""
    return (f"{wareki(facts.in_force)}から" if facts.in_force else start) + until(agreement)


def as_of(agreement: Agreement) -> str:
    """Of which day the text is: 令和4年1月12日締結時の本文, 令和7年4月1日から効力を有する本文."""
    facts = agreement.facts
    if agreement.state is State.PAST or facts.abolished:
        return f"{period(agreement)}効力を有した本文"
    if facts.changed_by and agreement.begins:
        plan = {State.COMING: "予定の", State.WITHDRAWN: "予定であった"}.get(agreement.state, "")
        return f"{wareki(agreement.begins)}から効力を有する{plan}本文"
    day = agreement.concluded
    return f"{wareki(day)}{facts.date_is}時の本文" if day else f"{facts.date_is}の日の分からない本文"


def status_text(agreement: Agreement) -> str:
    """Of which day the text is, and whether the agreement is still in force, as far as the editor knows."""
    facts, end = agreement.facts, agreement.facts.abolished
    said = f"{as_of(agreement)}です。"
    if withdrawn := facts.withdrawn:
        return f"{said}{wareki(withdrawn.on)}に取りやめられ、効力を有しませんでした（{withdrawn.by}）。"
    if agreement.state is not State.CURRENT:
        return f"{said}{'まだ' if agreement.state is State.COMING else '現在は'}効力を有しません。"
    if not (agreement.concluded or facts.changed_by):
        said = f"{facts.date_is}の日は、分かっていません。"
    if end:
        said += f"{wareki(end.on)}に廃止されました（{end.by}）。"
    if facts.status is Status.UNKNOWN or facts.checked_on is None:
        plan = agreement.replaced_on and f"{wareki(agreement.replaced_on)}から変わる予定です。そのほかの"
        return said + ("" if end else f"{plan or 'その後の'}変更の有無は、確認していません。")
    return said + STATUS[facts.status].format(day=wareki(facts.checked_on), source=facts.status_source)


def state(agreement: Agreement) -> str:
    """What became of an agreement, as far as it is known: 令和4年4月1日変更、令和9年4月1日変更予定."""
    facts, end = agreement.facts, agreement.facts.abolished
    told = (
        (agreement.begins if facts.changed_by else None, "変更"),
        (agreement.replaced_on, "変更予定"),
        (end and end.on, "廃止"),
        (None if end else facts.checked_on, CHECKED.get(facts.status)),
    )
    return "、".join(f"{wareki(day)}{what}" for day, what in told if day and what)


def structure(agreement: Agreement) -> str:
    """What the text has: 前文、7条及び別表（62取組）; 9条（うち6条は削除）; 前文及び3項目; only 附則."""
    numbers = [one.is_deleted for one in agreement.articles for _ in one.numbers]
    unit = list_name(agreement).replace("条文", "条")
    deleted = f"うち{sum(numbers)}{unit}は削除" if any(numbers) else ""
    inside = Counter(entry.host.text.place for entry in agreement.entries)
    said = [lead_name(agreement)] if agreement.preamble else []
    own = [one.text.place for one in agreement.articles]
    whole = [(f"{len(numbers)}{unit}", deleted, own)]
    whole = whole if own else [(one.text.edited, "", []) for one in agreement.chapters]
    for name, note, hosts in whole + [(one.name, "", [one.text.place]) for one in agreement.annexes]:
        found = sum(inside[one] for one in hosts)
        notes = "、".join(filter(None, (note, f"{found}取組" * bool(found))))
        said.append(f"{name}（{notes}）" if notes else name)
    return joined(said or [part_name(agreement, one) for one in agreement.parts], "及び")


def cell_text(agreement: Agreement, cell: PictureCell) -> str:
    """A cell of the picture: 救急医療の連携（費用について書かれている当事者：山田市、川上町）."""
    notes = []
    for state, words in (
        ("pays", "費用について書かれている当事者"),
        ("unsure", "文が失われており不明な当事者"),
    ):
        both = zip(agreement.parties, cell.states, strict=False)
        if names := [party.short or party.name for party, one in both if one == state]:
            notes.append(f"{words}：{'、'.join(names)}")
    return cell.entry.initiative.heading + (f"（{'。'.join(notes)}）" if notes else "")


def marks_text(marks: Iterable[Mark]) -> str:
    """How many marks there are of each kind: 校訂3箇所・欠落1箇所; '' for none."""
    found = Counter(mark.kind for mark in marks)
    return "・".join(f"{kind}{found[kind]}箇所" for kind in KEYS if found[kind])


def lost_note(marks: Iterable[Mark]) -> str:
    """What must be said beside plain words of a text with these marks; '' if no words of it are lost."""
    found = tuple(marks)
    if any(mark.is_lost for mark in found):
        return "元の文の一部は、失われているか、読み取ることができません。残っている文だけを説明しています。"
    is_perhaps = any(isinstance(mark, PerhapsLost) for mark in found)
    return "元の文には、続きがあった可能性があります。" if is_perhaps else ""


def losses(agreement: Agreement) -> str:
    """How much of the text is lost or not certain, for 本文の…; '' if nothing is.

    5箇所は失われているか読み取れず、2箇所は確かではありません.
    """
    lost = sum(isinstance(mark, Lost | Illegible) for mark in agreement.marks)
    unsure = sum(not (isinstance(mark, Lost | Illegible) or mark.note.is_certain) for mark in agreement.marks)
    said = [f"{lost}箇所は失われているか読み取れ"] if lost else []
    if unsure:
        return "ず、".join([*said, f"{unsure}箇所は確かではありません"])
    return f"{said[0]}ません" if said else ""


def paper(kind: str) -> str:
    """What the paper itself is called: 協約書; 規約."""
    return f"{KIND}書" if kind == KIND else kind


def standing(publisher: Publisher, subject: str = "") -> str:
    """What the text on the site is: 公式の文書ではありません。; 山田市が公開しています。"""
    return subject + (f"{publisher.name}が公開しています。" if publisher.is_official else OURS)


def original(publisher: Publisher, called: str, whom: str = "当事者である地方公共団体") -> str:
    """Where the exact text is: whom to ask for the 協約書, or that the signed one goes first."""
    if publisher.is_official:
        return f"文が{called}の正本と異なるときは、正本によります。"
    return f"正式な{called}は、{whom}に御確認ください。"


def together(kinds: Iterable[str], word: str = "及び") -> str:
    """What the agreements of a site are called, each kind once: 協約及び規約."""
    return joined([*dict.fromkeys(kinds)] or [KIND], word)


def units(agreement: Agreement) -> str:
    """By what its text is read: 条及び取組; 段落 of prose."""
    unit = "段落" if agreement.is_prose else list_name(agreement).replace("条文", "条")
    return f"{unit}及び取組" if agreement.entries else unit


def home_description(only: Agreement | None, kinds: Iterable[str]) -> str:
    """What search engines say of the home page, with the only agreement or the number of each kind."""
    if only:
        return f"{only.titled('の')}の本文を、{units(only)}ごとに掲載しています。"
    counts = Counter(kinds).items()
    return f"地方公共団体の間の{together(f'{kind}{count}件' for kind, count in counts)}を掲載しています。"


def definition_title(term: str, where: str, party: str | None) -> str:
    """What a link to a definition shows before it is followed: 「甲」の定義（前文）：旭川市."""
    return f"「{term}」の定義（{where}）" + (f"：{party}" if party else "")


def law_title(law: Law, cited: str = "", is_checked: bool = False) -> str:
    """What a link to a law, or to a provision that is cited, shows before it is followed."""
    checked = f"。{wareki(law.as_of)}施行の版で位置を確認" if is_checked else "の先頭" if cited else ""
    return f"{law.name}{cited}（e-Gov法令検索{checked}）"


def running_head(agreement: Agreement) -> str:
    """The head of each printed page, as CSS (Paged Media Level 3, section 5.3).

    Each agreement has a style sheet, because no browser can put text of the page into the page margins.
    """
    name = f"{agreement.party_names}「{agreement.title.edited}」"
    # In a CSS string all but letters and digits is escaped (CSS Syntax Level 3, 4.3.7).
    string = "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in name)
    return f'@page {{ @top-left {{ content: "{string}"; }} }}\n'
