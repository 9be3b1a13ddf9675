"""The rules about images: where they are, what they are, and what an SVG may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kyoyaku import limits
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.pictures import Picture
from kyoyaku.problems import Problem

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?P<kind>png|jpe?g|gif|svg)")
"""The names that the file of an image can have."""
SVG, XHTML = "{http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xhtml"
# <?xml-stylesheet?> and a DTD can lead to other files; a DTD can hold what is not seen in the tags.
OUTSIDE = re.compile(rb"<!DOCTYPE|<\?(?!xml\s)[\w-]+")
FORM = "「![何を示すか](map.png)」のように"
# In a style or an attribute; `url(#a)` is a part of the image itself.
FOREIGN = re.compile(r"(?i)url\((?!\s*[\"']?#)|@import|image-set|src\(|\\|script:|//")
# What an <image> may hold in itself, or the part of the image that a <use> shows again.
INSIDE = re.compile(r"#.*|data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")


def images(agreement: Agreement) -> Iterator[Problem]:
    """An image has words and a file beside the version, of the kind that its name says."""
    pictures = {one.file: one for one in agreement.pictures}
    for image in agreement.images:
        if not image.words:
            message = f"画像に、何を示すかの言葉がありません。{FORM}、角括弧の中に書きます"
            yield Problem(image.place, message, "image-words")
        name, picture = NAME.fullmatch(image.file), pictures.get(image.file)
        if not name:
            message = (
                f"画像「{image.file}」は、{FORM}、同じフォルダーのファイルの名だけを書きます。"
                "名は、英数字、「-」及び「_」と、「.png」「.jpg」「.gif」又は「.svg」にします"
            )
            yield Problem(image.place, message, "image-file")
        elif not picture:
            message = f"画像「{image.file}」が、原稿と同じフォルダーにありません"
            yield Problem(image.place, message, "image-file")
        elif fault := _fault(picture, name["kind"].replace("jpeg", "jpg")):
            yield Problem(image.place, f"画像「{image.file}」は、{fault}", "image-file")


def _fault(picture: Picture, kind: str) -> str:
    """What is wrong with a file, as the end of a sentence; '' when nothing is."""
    if len(picture.data) > limits.PICTURE:
        return f"{limits.PICTURE:,}バイトを超えています。小さくしてください"
    if picture.kind != kind:
        is_other = f"{picture.kind.upper()}です" if picture.kind else "名の示す種類の画像ではありません"
        return f"{is_other}。名又はファイルを確かめてください"
    held = _held(picture, svg) if (svg := picture.svg) is not None else ""
    return f"{held}を含むので、載せられません。取り除いてください" if held else ""


def _held(picture: Picture, svg: Element) -> str:
    """What an SVG must not hold: what could run, or could ask for another file."""
    if outside := OUTSIDE.search(picture.data):
        return f"「{outside[0].decode()}」"
    for one in svg.iter():
        space, _, name = one.tag.rpartition("}")
        if name in ("script", "foreignObject") or space == XHTML:
            return f"スクリプトなど（<{name}>）"
        if name == "style" and FOREIGN.search("".join(one.itertext())):
            return "外のファイルへの参照（<style>）"
        for key, value in one.items() if space == SVG else ():
            attribute = key.rpartition("}")[2]
            # <set attributeName="href"> sets what it names.
            sets = value.rpartition(":")[2] if attribute == "attributeName" else attribute
            if sets.lower().startswith("on"):
                return f"スクリプト（<{name}>の属性「{attribute}」）"
            is_reference = sets in ("href", "src", "base")
            if not INSIDE.fullmatch(value) if is_reference else FOREIGN.search(value):
                return f"外のファイルへの参照（<{name}>の属性「{attribute}」）"
    return ""


RULES = (images,)
