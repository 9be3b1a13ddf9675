"""Templates as an earlier build has compiled them; to do it anew is a fifth of a build of one agreement."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from kyoyaku import output
from kyoyaku.portions import cache


class Compiled(BytecodeCache):
    """A folder with a file for each template, which counts only under the seal of its code and of a key.

    The key is of all that code is made of. A file that is half written, as by two processes at once, or made
    under another key, has another seal; then the template is compiled, and the file written anew.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._folder, self._key = folder, key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template, if it is there."""
        try:
            kept = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        seal, _, code = kept.partition(b"\n")
        if seal == self._seal(code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        code = bucket.bytecode_to_string()
        output.put({bucket.key: b"%b\n%b" % (self._seal(code), code)}, self._folder)

    def _seal(self, code: bytes) -> bytes:
        return cache.key(self._key, code).encode()
