"""The parts of an Office file, a ZIP of XML (Open Packaging Conventions), read within bounds."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from kyoyaku.importing.paper import RefusedError

BYTES, TAGS = 20_000_000, 800_000
"""Limits: unpacked bytes and tags that are read of a file; 100 pages have 2 MB and 50,000 tags."""
STRICT = re.compile(rb"""(?<=["'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)(?=["'])""")
USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
"""XML namespaces of the strict form of the standard, and those that most files have."""


class Package:
    """An Office file, its parts by name: word/document.xml."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.names, self._bytes, self._tags = self._zip.namelist(), BYTES, TAGS

    def xml(self, name: str) -> Element | None:
        """The XML of a part; None if there is none. RefusedError above BYTES, whatever the ZIP states."""
        if name not in self.names:
            return None
        with self._zip.open(name) as part:
            data = part.read(self._bytes + 1)
        self._bytes -= len(data)
        self._tags -= data.count(b"<")
        if self._bytes < 0 or self._tags < 0:
            raise RefusedError("展開すると異常に大きくなるファイルですので、読みません")
        parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(STRICT.sub(USUAL, data), parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise RefusedError("文書型の宣言（DOCTYPE）を含むファイルですので、安全のため読みません")
        return root

    def links(self, part: str = "") -> Iterator[tuple[str, str]]:
        """The parts that a part leads to, each with what it is: (styles, word/styles.xml)."""
        folder, file = posixpath.split(part)
        found = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in () if found is None else found:
            if one.get("TargetMode") != "External":
                target = posixpath.join("/", folder, one.get("Target", ""))
                yield one.get("Type", "").rpartition("/")[2], posixpath.normpath(target).lstrip("/")
