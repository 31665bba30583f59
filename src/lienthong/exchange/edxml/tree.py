"""XML read without its traps: no DTD, no entity, no network, bounded; each part knows its line. Pure."""

from typing import Final
from xml.parsers import expat

from lienthong.exchange.edxml import faults
from lienthong.exchange.edxml.terms import DEEPEST, LARGEST, LONGEST_FIELD, MOST_ELEMENTS, NAMESPACE

SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
FILE_CONTENT: Final = "contenttransferencoded"
_BETWEEN: Final = " "
"""Stands between namespace and name; no namespace has a blank."""


class Node:
    """An element: its name without prefix, the line it begins in, its text without blanks around it."""

    __slots__ = ("children", "line", "name", "text")

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line, self.text = name, line, ""
        self.children: list[Node] = []

    def says_the_same(self, other: "Node") -> bool:
        return (
            self.text == other.text
            and len(self.children) == len(other.children)
            and all(
                ours.name == theirs.name and ours.says_the_same(theirs)
                for ours, theirs in zip(self.children, other.children, strict=True)
            )
        )


def tree_of(data: bytes) -> Node:
    """The root. Refuses `edxml_too_large`, `edxml_too_much`, `edxml_not_xml`, `edxml_doctype`, `edxml_namespace`."""
    if len(data) > LARGEST:
        raise faults.too_large()
    return _Reader().read(data)


class _Reader:
    """expat's events → nodes. What an XML signature holds is passed over: its names are not ours."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._open: list[Node] = []
        self._pieces: list[list[str]] = []
        self._lengths: list[int] = []
        self._count = self._passed = 0
        self._root: Node | None = None

    def read(self, data: bytes) -> Node:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as wrong:
            raise faults.not_xml(wrong.lineno) from wrong
        except (LookupError, ValueError) as wrong:  # an encoding that Python has not, or that is no text
            raise faults.not_xml(1) from wrong
        if self._root is None:
            raise faults.not_xml(1)
        return self._root

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _doctype(self, *_: object) -> None:
        raise faults.has_doctype(self._line)

    def _start(self, full: str, _attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) + self._passed >= DEEPEST:
            raise faults.too_much(self._line)
        namespace, _, name = full.rpartition(_BETWEEN)
        if self._passed or (namespace == SIGNATURE and self._open):
            self._passed += 1
            return
        if namespace != NAMESPACE and (namespace or not self._open):
            raise faults.other_namespace(name, self._line)
        node = Node(name, self._line)
        if self._open:
            self._open[-1].children.append(node)
        self._open.append(node)
        self._pieces.append([])
        self._lengths.append(0)

    def _end(self, _full: str) -> None:
        if self._passed:
            self._passed -= 1
            return
        node = self._open.pop()
        node.text = "".join(self._pieces.pop()).strip()
        self._lengths.pop()
        if not self._open:
            self._root = node

    def _characters(self, text: str) -> None:
        if self._passed or not self._open:
            return
        self._lengths[-1] += len(text)
        if self._lengths[-1] > LONGEST_FIELD and self._open[-1].name.casefold() != FILE_CONTENT:
            raise faults.too_much(self._line)
        self._pieces[-1].append(text)
