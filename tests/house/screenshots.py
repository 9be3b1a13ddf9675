"""The pictures of the README and of the guide, and that of link previews: `make screenshots`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize

from kyoyaku.importing.imported import imported
from kyoyaku.importing.paper import Cell, LeftOut, Paper, Paragraph, Table
from kyoyaku.importing.report import PAGE, report
from kyoyaku.importing.writing import Source
from kyoyaku.model.walking import texts
from kyoyaku.reading.load import load
from testing.browsing import chromium, serve
from testing.project import ROOT

PICTURES: tuple[tuple[str, ViewportSize, str], ...] = (
    ("desktop", {"width": 1280, "height": 800}, "light"),
    ("phone", {"width": 390, "height": 800}, "dark"),
)

GUIDE = ROOT / "guide" / "images"
IMAGES = ROOT / "templates" / "theme" / "assets" / "images"
# Of no agreement: every fork shows the same.
PREVIEW = Path(__file__).with_name("preview.html").read_text(encoding="utf-8")

PAPER = """風見市及びゆかり町の連携協約
告示第12号
　風見市（以下「甲」という。）とゆかり町（以下「乙」という。）は、次のとおり連携協約を締結する。
（目的）
第１条　この協約は、圏域の住民の暮らしを支えることを目的とする。
（取組）
第２条　甲及び乙が行う取組は、別表のとおりとする。
２　前項の取組に要する費用は、甲及び乙が協議して定める。
　この協約の締結を証するため、本書２通を作成し、各自その１通を保有する。
　令和６年３月28日
甲　風見市
乙　ゆかり町
別表（第２条関係）"""
ROWS = (
    ("取組", "取組の内容", "甲の役割", "乙の役割"),
    ("１　図書館の相互利用", "図書館の相互利用を進める。", "乙の住民に本を貸す。", "甲の住民に本を貸す。"),
)


def import_report() -> str:
    """The page of the report on a file that is not here."""
    lines = enumerate(PAPER.split("\n"), start=1)
    paragraphs = tuple(Paragraph(text, f"段落{number}") for number, text in lines)
    rows = tuple(tuple(Cell((Paragraph(text, "表1"),)) for text in row) for row in ROWS)
    source = Source("kyoyaku.docx", "0" * 64, "Word文書")
    out = (LeftOut("別紙２", "ヘッダー", "欄外の文字"),)
    made = imported("kazami-yukari", [(source, Paper("Word文書", (*paragraphs, Table(rows)), out))])
    return report("content/kazami-yukari", [source], made)[0][PAGE]


def take(site: Path, images: Path) -> None:
    """Save a picture of an initiative's page, if there is one with a mark, for each width and scheme."""
    agreement = load(ROOT)[0]
    initiatives = [entry.initiative for entry in agreement.entries]
    marked = [one for one in initiatives if any(any(text.marks()) for text in texts(one))]
    path = f"{agreement.slug}/initiatives/{[*marked, *initiatives][0].slug}/"
    with serve(site) as origin, chromium() as browser:
        for name, viewport, scheme in PICTURES:
            page = browser.new_page(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{origin}/{path}", wait_until="networkidle")
            page.screenshot(path=images / f"{name}.png")
            print(f"   images/{name}.png")
        page = browser.new_page(viewport={"width": 800, "height": 540})
        page.set_content(import_report())
        page.locator("#beside").evaluate("heading => heading.scrollIntoView()")
        page.screenshot(path=GUIDE / "import-report.png")
        print("   guide/images/import-report.png")
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(PREVIEW.format(icon=(IMAGES / "favicon.svg").read_text(encoding="utf-8")))
        page.screenshot(path=IMAGES / "preview.png")
        print(f"   {IMAGES.relative_to(ROOT)}/preview.png")


if __name__ == "__main__":
    take(ROOT / "site", ROOT / "images")
