"""A style profile -> the fixed parts of a docx: styles, settings, fonts, footers, package description."""

from __future__ import annotations

from lxml import etree

from taizhang.document.ooxml import Node, el, flag, run, serialise, val
from taizhang.document.word.style import FONT_SUBSTITUTES, GBT9704, LATIN, Page, Profile, TextStyle
from taizhang.document.word.theme import theme

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_EXTENDED = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

_PARTS = {
    "styles": ("styles.xml", "styles"),
    "settings": ("settings.xml", "settings"),
    "fonts": ("fontTable.xml", "fontTable"),
    "odd": ("footer1.xml", "footer"),
    "even": ("footer2.xml", "footer"),
    "theme": ("theme/theme1.xml", "theme"),
}


def run_properties(style: TextStyle) -> Node:
    """The character half of a style."""
    fonts = {"w:ascii": style.latin, "w:eastAsia": style.font, "w:hAnsi": style.latin, "w:cs": LATIN}
    return el(
        "w:rPr",
        None,
        el("w:rFonts", fonts),
        el("w:b") if style.bold else None,
        val("w:color", style.color) if style.color else None,
        val("w:spacing", style.tracking) if style.tracking else None,
        val("w:sz", style.size),
        val("w:szCs", style.size),
    )


def paragraph_properties(style: TextStyle) -> Node:
    """The paragraph half of a style."""
    return el(
        "w:pPr",
        None,
        el("w:keepNext") if style.keep_next else None,
        flag("w:widowControl", on=False),  # it would push lines over and leave pages of 21
        _red_border() if style.key == "red_line" else None,
        flag("w:autoSpaceDE", on=False),  # gaps beside Latin letters and digits would break the 28 a line
        flag("w:autoSpaceDN", on=False),
        flag("w:snapToGrid", style.grid),
        el("w:spacing", _spacing(style)),
        _indent(style),
        val("w:jc", style.align),
        None if style.outline is None else val("w:outlineLvl", style.outline),
    )


def _spacing(style: TextStyle) -> dict[str, object]:
    if style.exact:
        line: dict[str, object] = {"w:line": style.exact, "w:lineRule": "exact"}
    else:
        line = {"w:line": 240, "w:lineRule": "auto"}
    return {"w:before": style.before, "w:after": style.after, **line}


def _indent(style: TextStyle) -> Node | None:
    sides = (("left", style.left_chars), ("right", style.right_chars), ("firstLine", style.first_chars))
    attributes: dict[str, object] = {}
    for side, hundredths in sides:
        if hundredths:
            attributes |= {f"w:{side}Chars": hundredths, f"w:{side}": style.chars(hundredths)}
    return el("w:ind", attributes) if attributes else None


def _red_border() -> Node:
    border = {"w:val": "single", "w:sz": 12, "w:space": 0, "w:color": "FF0000"}
    return el("w:pBdr", None, el("w:top", border))


def style_element(style: TextStyle) -> Node:
    """One ``w:style``."""
    default = style.key == "normal"
    kind = {"w:type": "paragraph", "w:styleId": style.id}
    return el(
        "w:style",
        kind | ({"w:default": 1} if default else {"w:customStyle": 1}),
        val("w:name", style.name),
        None if default else val("w:basedOn", GBT9704.styles[0].id),
        el("w:qFormat"),
        paragraph_properties(style),
        run_properties(style),
    )


def styles(profile: Profile) -> bytes:
    """``word/styles.xml``; every font is named, no theme is used."""
    default_run = run_properties(profile.styles[0])
    default_run.append(el("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"}))
    defaults = el("w:docDefaults", None, el("w:rPrDefault", None, default_run), el("w:pPrDefault"))
    root = el("w:styles", None, defaults, *map(style_element, profile.styles), _table_style())
    return serialise(root)


def _table_style() -> Node:
    cell = {"w:w": 0, "w:type": "dxa"}
    margins = el(
        "w:tblCellMar", None, *(el(f"w:{side}", cell) for side in ("top", "left", "bottom", "right"))
    )
    return el(
        "w:style",
        {"w:type": "table", "w:default": 1, "w:styleId": "TzTable"},
        val("w:name", "Normal Table"),
        val("w:uiPriority", 99),
        el("w:semiHidden"),
        el("w:unhideWhenUsed"),
        el("w:tblPr", None, el("w:tblInd", cell), margins),
    )


def settings() -> bytes:
    """``word/settings.xml``: own footers for even pages, no squeezing of punctuation."""
    mode = {
        "w:name": "compatibilityMode",
        "w:uri": "http://schemas.microsoft.com/office/word",
        "w:val": 15,
    }
    root = el(
        "w:settings",
        None,
        el("w:zoom", {"w:percent": 100}),
        val("w:defaultTabStop", 420),
        el("w:evenAndOddHeaders"),
        val("w:characterSpacingControl", "doNotCompress"),
        el("w:compat", None, el("w:compatSetting", mode)),
        el("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    )
    return serialise(root)


def fonts() -> bytes:
    """``word/fontTable.xml``: what to take where a named font is missing."""
    entries = [
        el("w:font", {"w:name": name}, val("w:altName", other), val("w:charset", "86"))
        for name, other in FONT_SUBSTITUTES.items()
    ]
    entries.append(el("w:font", {"w:name": LATIN}, val("w:charset", "00"), val("w:family", "roman")))
    return serialise(el("w:fonts", None, *entries))


def footer(style: TextStyle) -> bytes:
    """A page number between dashes."""
    field = [
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "begin"})),
        el("w:r", None, _instruction(" PAGE ")),
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "separate"})),
        run("1"),
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "end"})),
    ]
    properties = el("w:pPr", None, val("w:pStyle", style.id))
    return serialise(el("w:ftr", None, el("w:p", None, properties, run("— "), *field, run(" —"))))


def _instruction(text: str) -> Node:
    node = el("w:instrText", {"xml:space": "preserve"})
    node.text = text
    return node


def section(page: Page) -> Node:
    """The ``w:sectPr`` of a document whose footers are the parts below."""
    margins = {
        "w:top": page.top, "w:right": page.right, "w:bottom": page.bottom, "w:left": page.left,
        "w:header": page.header, "w:footer": page.footer, "w:gutter": 0,
    }  # fmt: skip
    return el(
        "w:sectPr",
        None,
        el("w:footerReference", {"w:type": "default", "r:id": _relation_id("odd")}),
        el("w:footerReference", {"w:type": "even", "r:id": _relation_id("even")}),
        el("w:pgSz", {"w:w": page.width, "w:h": page.height}),
        el("w:pgMar", margins),
        el("w:docGrid", {"w:type": "lines", "w:linePitch": page.line_pitch}),
    )


def _relation_id(part: str) -> str:
    return f"rId{list(_PARTS).index(part) + 1}"


def package(profile: Profile, body: list[Node]) -> dict[str, bytes]:
    """All parts of a docx with these body elements, but for its properties."""
    document = el("w:document", None, el("w:body", None, *body, section(profile.page)))
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            *((_relation_id(key), f"{_OFFICE}/{kind}", name) for key, (name, kind) in _PARTS.items())
        ),
        "word/document.xml": serialise(document),
        "word/styles.xml": styles(profile),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/theme/theme1.xml": theme(),
        "word/footer1.xml": footer(profile.style("footer_odd")),
        "word/footer2.xml": footer(profile.style("footer_even")),
    }


def _relations(*relations: tuple[str, str, str]) -> bytes:
    namespace = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{namespace}}}Relationships", nsmap={None: namespace})
    for identifier, kind, target in relations:
        attributes = {"Id": identifier, "Type": kind, "Target": target}
        etree.SubElement(root, f"{{{namespace}}}Relationship", attributes)
    return serialise(root)


def _content_types() -> bytes:
    namespace = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    for extension, kind in (("rels", relations), ("xml", "application/xml"), ("png", "image/png")):
        etree.SubElement(root, f"{{{namespace}}}Default", {"Extension": extension, "ContentType": kind})
    overrides = {f"/word/{name}": f"{_WORD}.{kind}+xml" for name, kind in _PARTS.values()}
    overrides["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    overrides["/word/document.xml"] = f"{_WORD}.document.main+xml"
    overrides |= {"/docProps/core.xml": _CORE, "/docProps/app.xml": _EXTENDED}
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{namespace}}}Override", {"PartName": name, "ContentType": kind})
    return serialise(root)
