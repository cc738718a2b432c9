"""The zip archive behind .xlsx and .ods, opened within bounds, and its XML, parsed without entities."""

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from .sheets import TOO_MUCH, Clock, Refusal

MAX_UNPACKED = 64 * 2**20  # of the parts that are read; photographs are not
MAX_DECLARED = 400 * 2**20
MAX_PARTS = 5_000
CHUNK = 2**18

DAMAGED = (
    "Tệp bị hỏng hoặc tải về chưa hết nên không mở được. Hãy mở lại tệp gốc, lưu thành tệp mới (.xlsx) rồi gửi lại."
)
PROTECTED = "Tệp được đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu (bảo vệ) rồi lưu và gửi lại."
ENTITIES = "Tệp có khai báo XML không an toàn nên không được mở. Hãy lưu lại danh sách bằng Excel (.xlsx) rồi gửi lại."


Start = Callable[[str, dict[str, str]], None]


class Package:
    """A zip archive of which no more is unpacked than a list can need."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise Refusal(DAMAGED) from fault
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_DECLARED:
            raise Refusal(TOO_MUCH)
        if any(info.flag_bits & 1 for info in infos):
            raise Refusal(PROTECTED)
        self.names = {info.filename.replace("\\", "/").lstrip("/"): info for info in infos}
        self._left = MAX_UNPACKED
        self._read: set[str] = set()
        self._clock = Clock()

    def read(self, name: str) -> bytes:
        """A part's bytes; raises Refusal when it is missing, damaged or too large."""
        if name not in self.names:
            raise Refusal(DAMAGED)
        self._read.add(name)
        pieces = []
        try:
            with self._zip.open(self.names[name]) as part:
                while piece := part.read(CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Refusal(TOO_MUCH)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as fault:
            raise Refusal(DAMAGED) from fault
        except RuntimeError as fault:  # zipfile's word for an encrypted part
            raise Refusal(PROTECTED) from fault
        return b"".join(pieces)

    def parse(
        self,
        name: str,
        *,
        start: Start,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
        prefixes: bool = False,
    ) -> None:
        """Run handlers over a part's XML, names without their prefix unless asked for.

        Raises Refusal on entities, broken XML, and when the file takes too long.
        """
        content = self.read(name)
        parser = expat.ParserCreate()

        def refuse(*_args: object) -> None:
            raise Refusal(ENTITIES)

        def begin(name: str, attributes: dict[str, str]) -> None:
            plain = prefixes or ":" not in name  # few programs write prefixes: the handlers run bare for all others
            parser.StartElementHandler = start if plain else lambda name, attributes: start(local(name), attributes)
            parser.EndElementHandler = end if plain or not end else lambda name: end(local(name))
            parser.StartElementHandler(name, attributes)

        parser.buffer_text = True
        parser.EntityDeclHandler = refuse
        parser.ExternalEntityRefHandler = refuse
        parser.StartElementHandler = begin
        parser.CharacterDataHandler = text
        try:
            for place in range(0, len(content), CHUNK):
                self._clock.check()
                parser.Parse(content[place : place + CHUNK], False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as fault:
            raise Refusal(DAMAGED) from fault

    def refuse_entities(self) -> None:
        """Parts that the reader does not need must not declare entities either: the file would be no roster."""
        for name, info in self.names.items():
            unread = name not in self._read and name.endswith((".xml", ".rels")) and info.file_size <= 2**20
            if unread and b"<!ENTITY" in self.read(name):
                raise Refusal(ENTITIES)


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute whatever its prefix."""
    return next((value for key, value in attributes.items() if local(key) == name), None)
