"""The rules about images: where they are, what they are, and what an SVG may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.pictures import Picture
from kyoyaku.problems import Problem

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?P<kind>png|jpe?g|svg)")
"""The names that the file of an image can have."""
FORM = "「![何を示すか](map.png)」のように"
HELD = re.compile(
    r"(?i)<!DOCTYPE|<\?(?!xml\s)[\w-]+|<(?:[\w-]+:)?(?:script|foreignObject)\b|1999/xhtml"
    r"|(?<![\w:-])on\w+\s*=|(?<!\w)attributeName\s*=\s*.(?:on|(?:\w+:)?href)|script:"
    r"|(?<![\w-])(?:href|src|base)\s*=\s*(?!.(?:#|data:image/(?:png|jpeg);base64,[\w+/=\s]*[\"']))"
    r"|url\((?!\s*[\"']?#)|@import|image-set|src\(|\\"
)
"""Not allowed in an SVG: <script>, onload=, href="https://…", url(https://…); \\ could escape one of them."""


def images(agreement: Agreement) -> Iterator[Problem]:
    """An image has words and a file beside the version, of the kind that its name says."""
    pictures = {one.file: one for one in agreement.pictures}
    for image in agreement.images:
        if not image.words:
            message = f"画像に、何を示すかの言葉がありません。{FORM}、角括弧の中に書きます"
            yield Problem(image.place, message, "image-words")
        if fault := _fault(image.file, pictures.get(image.file)):
            yield Problem(image.place, f"画像「{image.file}」{fault}", "image-file")


def _fault(file: str, picture: Picture | None) -> str:
    """What is wrong with the file of an image, as the end of a sentence; '' when nothing is."""
    if not NAME.fullmatch(file):
        return (
            f"は、{FORM}、同じフォルダーのファイルの名だけを書きます。"
            "名は、英数字、「-」及び「_」と、「.png」「.jpg」又は「.svg」にします"
        )
    return picture_fault(picture) if picture else "が、原稿と同じフォルダーにありません"


def picture_fault(picture: Picture) -> str:
    """What is wrong with a file that has a right name, as the end of a sentence; '' when nothing is."""
    if len(picture.data) > limits.PICTURE:
        return f"は、{limits.PICTURE:,}バイトを超えています。小さくしてください"
    if picture.kind != picture.file.rpartition(".")[2].replace("jpeg", "jpg"):
        what = f"{picture.kind.upper()}です" if picture.kind else "名の示す種類の画像ではありません"
        return f"は、{what}。名又はファイルを確かめてください"
    if picture.kind == "svg" and (held := HELD.search(unescape(picture.data.decode(errors="replace")))):
        what = "スクリプト又は外のファイルへの参照となるもの"
        return f"は、{what}（「{held[0]}」）を含むので、載せられません。取り除いてください"
    return ""


RULES = (images,)
