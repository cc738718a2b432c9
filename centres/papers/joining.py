"""PDF files one behind the other in one file, for the printer."""

import io
from typing import BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject


class JoinedPdf:
    """A PDF that grows by the pages of other PDFs, each written out as soon as it is added.

    Of what was added only the place of every object is kept, some bytes each: pypdf's own writer keeps the objects
    themselves, a third of a megabyte for one certificate. Tags and bookmarks are left out.
    """

    def __init__(self, out: BinaryIO):
        self._out = out
        self._places: list[int] = []
        self._pages: list[IndirectObject] = []
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._tree, self._root = self._number(), self._number()

    def add(self, paper: bytes) -> None:
        """Write the pages of one PDF and all they need."""
        reader = PdfReader(io.BytesIO(paper))
        pages = {page.indirect_reference.idnum: page for page in reader.pages}
        self._numbers, self._waiting = {}, []
        for page in pages.values():
            self._pages.append(self._renumbered(page.indirect_reference))
            page[NameObject("/Parent")] = _reference(self._tree)
            page.pop("/StructParents", None)
        while self._waiting:
            old = self._waiting.pop()
            found = pages.get(old.idnum)  # as pypdf gives it, with what a page inherits
            self._write(self._numbers[old.idnum], self._renumbered(old.get_object() if found is None else found))

    def close(self) -> None:
        """Write what makes the pages one document; nothing can be added any more."""
        self._write(
            self._tree,
            _dictionary(Type=NameObject("/Pages"), Count=NumberObject(len(self._pages)), Kids=ArrayObject(self._pages)),
        )
        self._write(self._root, _dictionary(Type=NameObject("/Catalog"), Pages=_reference(self._tree)))
        begins, size = self._out.tell(), len(self._places) + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for place in self._places:
            self._out.write(b"%010d 00000 n \n" % place)
        trailer = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._out.write(trailer % (size, self._root, begins))

    def _number(self):
        self._places.append(0)
        return len(self._places)

    def _renumbered(self, value):
        """The value with our numbers in place of its file's; what it newly refers to waits to be written."""
        if isinstance(value, IndirectObject):
            if value.pdf is None:
                return value
            if value.idnum not in self._numbers:
                self._numbers[value.idnum] = self._number()
                self._waiting.append(value)
            return _reference(self._numbers[value.idnum])
        if isinstance(value, DictionaryObject):
            for key, part in list(value.items()):
                value[key] = self._renumbered(part)
        elif isinstance(value, ArrayObject):
            value[:] = [self._renumbered(part) for part in value]
        return value

    def _write(self, number, value):
        self._places[number - 1] = self._out.tell()
        self._out.write(b"%d 0 obj\n" % number)
        value.write_to_stream(self._out)
        self._out.write(b"\nendobj\n")


def _reference(number):
    return IndirectObject(number, 0, None)


def _dictionary(**entries):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
