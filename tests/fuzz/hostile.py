"""Files that were made to do harm, or look so: each as a name and its bytes, small enough to make in a moment."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace

import xlsxwriter

import biff8
from biff12 import Sheet, sheet_of, xlsb

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
ODS_CONTENT = (
    f'<office:document-content xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0"'
    f' xmlns:text="{OASIS}:text:1.0" xmlns:calcext="{CALC}">'
    '<office:body><office:spreadsheet><table:table table:name="名册">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = ("所属旗区", "老人姓名", "身份证号码", "发放月份", "发放金额（元）")


def plain_book() -> bytes:
    """A roll as a spreadsheet program writes it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, ["高龄津贴发放名册"])
        sheet.write_row(1, 0, HEADER)
        for number in range(2, 30):
            sheet.write_row(number, 0, ["东胜区", "某", f"15990119500101{number:04d}", "2021-03", 100])
    return out.getvalue()


def plain_xlsb() -> bytes:
    """The same roll as an .xlsb, with a merged range and a hidden row."""
    lines = [["东胜区", "某", f"15990119500101{number:04d}", "2021-03", 100.5] for number in range(2, 30)]
    sheet = sheet_of("名册", [["高龄津贴发放名册"], HEADER, *lines])
    return xlsb([replace(sheet, merged=[(0, 0, 0, 4)], hidden_rows=frozenset([5]))])


def plain_xls() -> bytes:
    """The same roll as an .xls, with a hidden row and column, a formula and a format that adds a unit."""
    lines = [
        ["东胜区", "某", f"15990119500101{number:04d}", "2021-03", biff8.Cell(0.01, style=1)]
        for number in range(2, 30)
    ]
    lines[3][4] = biff8.Cell(0.0, flags=0x2)
    sheet = biff8.Sheet(
        "名册",
        [["高龄津贴发放名册"], HEADER, *lines],
        hidden_rows=frozenset([5]),
        hidden_columns=frozenset([1]),
    )
    return biff8.xls([sheet], ['0.00"万元"'])


def plain_ods() -> bytes:
    """The same roll as an .ods, with a merged range and a hidden row."""
    lines = [["东胜区", "某", f"15990119500101{number:04d}", "2021-03", "100.5"] for number in range(2, 30)]
    title = ods_row(ods_cell("高龄津贴发放名册", 'table:number-columns-spanned="5"'))
    hidden = ods_row("".join(map(ods_cell, lines[0])), 'table:visibility="collapse"')
    return ods(title + hidden + "".join(ods_row("".join(map(ods_cell, line))) for line in (HEADER, *lines)))


def ods(rows: str) -> bytes:
    """An .ods with one sheet of the rows (and columns) that are given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{OASIS}:manifest:1.0"/>')
        archive.writestr("content.xml", ODS_CONTENT.format(rows=rows))
    return out.getvalue()


def ods_cell(text: str, more: str = "") -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods_row(cells: str, more: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row {more}>{cells}</table:table-row>"


def book_of(
    sheet: str | bytes, *, prologue: str = "", more: Mapping[str, bytes] | None = None, book: str = ""
) -> bytes:
    """A workbook with one sheet, whose XML is given, and any further parts."""
    out = io.BytesIO()
    kind = f"{PACKAGE}/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{kind}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="r1"/></sheets>{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kind}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    body = sheet if isinstance(sheet, bytes) else f"{prologue}{sheet}".encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", body)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """The XML of a sheet from that of its rows."""
    return f'<worksheet xmlns="{SPREADSHEET}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_cell(address: str, text: str) -> str:
    """A cell with its text in place."""
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def last_cell(first: str = "A1") -> bytes:
    """One value in the first cell and one in the last possible one."""
    cells = f'<row r="1">{text_cell(first, "甲")}</row><row r="1048576">{text_cell("XFD1048576", "乙")}</row>'
    return book_of(worksheet(cells))


def last_cell_without_addresses() -> bytes:
    """The same reach, in a way in which no program writes it."""
    row = "<row r='1048576'>" + "<c><v>1</v></c>" * 16384 + "</row>"
    return book_of(worksheet(f'<row r="1">{text_cell("A1", "甲")}</row>{row}'))


def last_cell_by_second_address() -> bytes:
    """The same reach, by a second address in one tag, which is no XML and which a reader believes."""
    cell = '<c r="B1"  r="XFD1048576"s="0" t="n"><v>1</v></c>'
    return book_of(worksheet(f'<row r="1">{text_cell("A1", "甲")}{cell}</row>'))


def entities() -> bytes:
    """A sheet that reads a file of the machine, if it is let."""
    prologue = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return book_of(worksheet(f'<row r="1">{text_cell("A1", "&e;")}</row>'), prologue=prologue)


def laughs() -> bytes:
    """Entities that grow to billions of characters."""
    lines = ['<!ENTITY a0 "哈">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    prologue = f"<!DOCTYPE x [{''.join(lines)}]>"
    return book_of(worksheet(f'<row r="1">{text_cell("A1", "&a9;")}</row>'), prologue=prologue)


def bomb() -> bytes:
    """A hundred megabytes of blanks, packed to a hundred kilobytes."""
    return book_of(worksheet("", after=" " * 100_000_000))


def bomb_of_lies() -> bytes:
    """A package whose list says that its sheet is 5 GB."""
    data = bytearray(plain_book())
    start = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, start + 24, 0xFFFFFFF0)
    return bytes(data)


def long_cell() -> bytes:
    """A cell of three million characters."""
    return book_of(worksheet(f'<row r="1">{text_cell("A1", "长" * 3_000_000)}</row>'))


def all_columns() -> bytes:
    """Two rows as wide as a sheet can be."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row in range(2):
            sheet.write_row(row, 0, [f"列{number}" for number in range(16384)])
    return out.getvalue()


def all_rows() -> bytes:
    """One column as long as a sheet can be."""
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1_048_577))
    return book_of(worksheet(cells))


def with_macros() -> bytes:
    """A workbook with a macro project and a link to another file."""
    rows = f'<row r="1">{text_cell("A1", "甲")}{text_cell("B1", "乙")}</row>'
    more = {"xl/vbaProject.bin": OLE, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    return book_of(worksheet(rows), more=more)


def locked() -> bytes:
    """What a password makes of a workbook: an OLE file with an encrypted stream."""
    return OLE + b"\0" * 1024 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1024


def last_cell_of_xlsb() -> bytes:
    """The same reach in an .xlsb."""
    return xlsb([Sheet("名册", {(0, 0): "甲", (1_048_575, 16_383): "乙"})])


def last_cell_of_ods() -> bytes:
    """The same reach in an .ods, by counts."""
    far = ods_row('<table:table-cell table:number-columns-repeated="16383"/>' + ods_cell("乙"))
    return ods(ods_row(ods_cell("甲")) + ods_row("", 'table:number-rows-repeated="1048574"') + far)


_ENDLESS = 1259  # within a number, found by tests/fuzz


def endless_xlsb() -> bytes:
    """An .xlsb with a few bytes too many between its records, on which a reader runs for ever."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain_xlsb())) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(
                name,
                body[:_ENDLESS] + b"<!DOCTYPE" + body[_ENDLESS:] if name.endswith("sheet1.bin") else body,
            )
    return data.getvalue()


REFUSED = {
    "末单元格.xlsb": last_cell_of_xlsb,
    "末单元格.ods": last_cell_of_ods,
    "末单元格.xlsx": last_cell,
    "末单元格无地址.xlsx": last_cell_without_addresses,
    "末单元格重复地址.xlsx": last_cell_by_second_address,
    "实体.xlsx": entities,
    "实体膨胀.xlsx": laughs,
    "压缩炸弹.xlsx": bomb,
    "谎报大小.xlsx": bomb_of_lies,
    "密码.xlsx": locked,
    "旧密码.xls": locked,
    "空.xlsx": lambda: b"",
    "空.csv": lambda: b"",
    "半截.xlsx": lambda: plain_book()[:3000],
    "全零.xlsx": lambda: b"\0" * 5000,
    "全零.csv": lambda: b"\0" * 5000,
    "文档.xls": lambda: OLE + b"\0" * 4096,
    "网页.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "图片.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
}
"""Files that must be refused in words."""

READ = {
    "名册.xlsb": plain_xlsb,
    "名册.ods": plain_ods,
    "名册.xls": plain_xls,
    "长单元格.xlsx": long_cell,
    "全部列.xlsx": all_columns,
    "宏.xlsm": with_macros,
    "其实是表格.csv": plain_book,
    "其实是文本.xlsx": lambda: ",".join(HEADER).encode("gb18030") + b"\n1,2,3,4,5\n",
    "控制字符.csv": lambda: "甲,乙\n\x01\x02\x0b,\x1f\x7f\n".encode(),
    "公式注入.csv": lambda: '甲,乙\n=1+1,+1\n-1,@SUM(A1)\n"=HYPERLINK(""http://x"")",1\n'.encode(),
}
"""Files that look bad and can be read."""
