"""The parts of a docx -> its page headers and footers, each once, with the name that a reader finds it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhang.document.ooxml import Node, parse, qn

_RELATIONS, _SETTINGS = "word/_rels/document.xml.rels", "word/settings.xml"
_KINDS = (("w:headerReference", "页眉"), ("w:footerReference", "页脚"))
_PAGES = {"default": "", "first": "首页", "even": "偶数页"}


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer: its tree and its place in words (页眉, 首页页脚, 第2节页眉)."""

    where: str
    root: Node


def read_margins(parts: Mapping[str, bytes]) -> tuple[Margin, ...]:
    """Headers, then footers, in the order of the sections that first show them; what no page shows is left out."""
    if _RELATIONS not in parts:
        return ()
    targets = {node.get("Id"): _part(node.get("Target") or "") for node in parse(parts[_RELATIONS])}
    sections = list(parse(parts["word/document.xml"]).iter(qn("w:sectPr")))
    even = _SETTINGS in parts and _on(parse(parts[_SETTINGS]), "w:evenAndOddHeaders")
    found: list[Margin] = []
    seen: set[str] = set()
    for tag, kind in _KINDS:
        for number, section in enumerate(sections, start=1):
            for page, identity in _shown(section, tag, even):
                name = targets.get(identity, "")
                if name in parts and name not in seen:
                    seen.add(name)
                    where = f"{f'第{number}节' if number > 1 else ''}{_PAGES[page]}{kind}"
                    found.append(Margin(where, parse(parts[name])))
    return tuple(found)


def _shown(section: Node, tag: str, even: bool) -> Iterator[tuple[str, str | None]]:
    """The kind of page and the relation of each header or footer of a section that pages may show."""
    for reference in section.findall(qn(tag)):
        page = reference.get(qn("w:type")) or "default"
        hidden = (page == "first" and not _on(section, "w:titlePg")) or (page == "even" and not even)
        if page in _PAGES and not hidden:
            yield page, reference.get(qn("r:id"))


def _on(root: Node, name: str) -> bool:
    """Whether a switch is there and not turned off."""
    node = root.find(qn(name))
    return node is not None and node.get(qn("w:val")) not in ("0", "false", "off")


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"
