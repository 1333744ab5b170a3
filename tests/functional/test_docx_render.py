"""From a template as a clerk leaves it to a Word file that opens and keeps its figures' sources."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from matplotlib.figure import Figure
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from taizhang.document import (
    DocProperties,
    Placeholder,
    RenderReport,
    digits_outside_controls,
    new_template,
    package,
    read,
    render,
    write_template,
)
from taizhang.document.ooxml import Node, nearest, parse, qn
from taizhang.errors import ReportError
from taizhang.present.pieces import Answer, Paragraph, PictureBlock, Piece, TableBlock

PROPERTIES = DocProperties("年度工作总结", "示例市民政局", dt.date(2021, 12, 20))
LABELS = (
    "城市低保户数", "城市低保人数", "社区养老服务设施(2021年之前建成)", "高龄津贴标准(75—79周岁)",
    "2018年以来累计销售福利彩票", "残疾人两项补贴资金",
)  # fmt: skip
OUTLINE = """
密级：内部资料
发文机关：示例市民政局文件
发文字号：示民发〔2021〕15号
红线
标题：年度工作总结
主送：市人民政府：
# 社会救助
低保{{ 城市低保户数 }}户、{{ 城市低保人数 | 以上：10 }}人，设施{{ 社区养老服务设施(2021年之前建成) }}处。
标准{{高龄津贴标准(75—79周岁)}}元，彩票{{ 2018年以来累计销售福利彩票 | 亿元 }}。
补贴{{ 残疾人两项补贴资金 @ 150602 | 万元 }}。
## 分旗区
{{ 表：低保分旗区 }}
{{图:低保人数}}
{{ 任务：社会救助 }}
署名：示例市民政局
日期：2021年12月20日
附件标题：指标口径
{{ 附录：指标口径 }}
"""

Write = Callable[[str], Path]


@pytest.fixture
def template(tmp_path: Path) -> Write:
    def write(outline: str) -> Path:
        source = tmp_path / "outline.txt"
        source.write_text(outline, "utf-8")
        write_template(source, tmp_path / "template.docx")
        return tmp_path / "template.docx"

    return write


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Figure(figsize=(3, 6)).savefig(tmp_path / "chart.png", metadata={"Software": None})
    return tmp_path / "chart.png"


def answers(picture: Path) -> Callable[[Placeholder], Answer]:
    def ask(placeholder: Placeholder) -> Answer:
        if placeholder.kind == "表":
            return Answer(blocks=(table(),))
        if placeholder.kind == "图":
            return Answer(blocks=(PictureBlock(("图 低保人数",), picture, "低保人数逐月变化"),))
        if placeholder.kind in ("任务", "附录"):
            text = ("新增床位", Piece("300", "task:养老床位"), "张。")
            return Answer(blocks=(Paragraph(text), Paragraph(("说明",), "heading3")))
        if placeholder.name not in LABELS:
            raise ReportError(placeholder.where, f"没有指标“{placeholder.name}”", "最接近的是“城市低保人数”")
        source = f"indicator_{LABELS.index(placeholder.name)}@150600@2021-01..2021-11#{placeholder.name}"
        return Answer((Piece("5,601", source),))

    return ask


def table() -> TableBlock:
    header = ((("旗区",), ("低保",), ("低保",)), (("旗区",), ("户数",), ("人数",)))
    rows = tuple((("某旗",), (Piece(str(n), f"urban@{n}"),), (Piece("12", "same@1"),)) for n in range(40))
    return TableBlock(
        ("表 分旗区低保，共", Piece("40", "rows"), "行"), header, rows, "lrr", (2, 1, 1), ("注：人、户",)
    )


def rendered(template: Path, ask: Callable[[Placeholder], Answer]) -> tuple[Path, RenderReport]:
    out = template.with_name("out.docx")
    return out, render(template, ask, out, properties=PROPERTIES)


def body(path: Path) -> Node:
    return parse(package.unpack(path)["word/document.xml"])


def one(text: str, source: str = "a@1") -> Callable[[Placeholder], Answer]:
    return lambda placeholder: Answer((Piece(text, source),))


def edited(path: Path, edit: Callable[[str], str]) -> None:
    """Change the template's body as an editor might save it."""
    parts = package.unpack(path)
    parts["word/document.xml"] = edit(parts["word/document.xml"].decode()).encode()
    path.write_bytes(package.pack(parts, PROPERTIES))


# --- what a clerk may write ---


def test_every_placeholder_is_asked_once_with_its_parts(template: Write, picture: Path) -> None:
    _, report = rendered(template(OUTLINE + "\n再写一次{{ 城市低保户数 }}户。"), answers(picture))
    found = [(p.kind, p.name, p.place, p.formats) for p in report.placeholders]
    assert found == [
        ("数", "城市低保户数", None, ()),
        ("数", "城市低保人数", None, ("以上：10",)),
        ("数", "社区养老服务设施(2021年之前建成)", None, ()),
        ("数", "高龄津贴标准(75—79周岁)", None, ()),
        ("数", "2018年以来累计销售福利彩票", None, ("亿元",)),
        ("数", "残疾人两项补贴资金", "150602", ("万元",)),
        ("表", "低保分旗区", None, ()),
        ("图", "低保人数", None, ()),
        ("任务", "社会救助", None, ()),
        ("附录", "指标口径", None, ()),
    ]


@pytest.mark.parametrize(
    "text", ["A & B <c> \"d\" 'e'", "]]>", "&amp;", "甲“乙”", "$1 \\1 %", "{ }", "answer0"]
)
def test_a_value_gets_into_the_file_letter_for_letter(template: Write, text: str) -> None:
    out, _ = rendered(template("共{{ 城市低保户数 }}户"), one(text))
    assert read.text(out) == f"共{text}户"


def test_a_placeholder_split_over_runs_is_still_one_and_takes_its_first_look(
    template: Write,
) -> None:
    path = template("共{{ 城市低保户数 }}户")
    look, plain = "<w:rPr><w:b/></w:rPr>", '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r>'
    start = f'<w:r><w:t xml:space="preserve">共</w:t></w:r><w:r>{look}<w:t>{{{plain}<w:t>{{ 城市'
    split = f"{start}{plain}<w:t>低保户数 }}{plain}<w:t>}}户</w:t></w:r>"
    edited(path, lambda xml: re.sub(r"<w:r><w:t[^>]*>共.*?</w:r>", lambda _: split, xml))
    out, _ = rendered(path, one("3,426"))
    assert read.text(out) == "共3,426户"
    (control,) = body(out).iter(qn("w:sdt"))
    assert len(list(control.iter(qn("w:b")))) == 1


def test_placeholders_in_cells_headers_and_footers_are_filled(template: Write) -> None:
    path = template("正文")
    opened = docx.Document(str(path))
    header = opened.sections[0].header.paragraphs[0]
    header.text, header.style = "页眉{{ 甲 }}", None
    opened.sections[0].footer.paragraphs[0].add_run("页脚{{ 甲 }}")
    opened.add_table(1, 2).rows[0].cells[1].text = "格{{ 甲 }}"
    opened.save(str(path))
    out, report = rendered(path, one("7"))
    filled = {line.text for line in read.lines(out) if "7" in line.text}
    assert filled == {"格7", "—  —页脚7", "页眉7"}
    assert {anchor.part for anchor in report.anchors} == {
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
    }
    assert {"第1个表格第1行第2格“格7”", "页眉“页眉7”"} <= {anchor.where for anchor in report.anchors}
    assert_sound(out)


def test_full_width_braces_are_as_good_as_half_width_ones(template: Write) -> None:
    out, _ = rendered(template("共｛｛ 城市低保户数 ｝｝户"), one("1"))
    assert read.text(out) == "共1户"


# --- what is refused, all at once, with nothing written ---


def refusal(template: Path, ask: Callable[[Placeholder], Answer]) -> ReportError:
    out = template.with_name("out.docx")
    with pytest.raises(ReportError) as caught:
        render(template, ask, out, properties=PROPERTIES)
    assert not out.exists()
    return caught.value


def test_all_problems_are_counted_and_the_first_three_named(template: Write, picture: Path) -> None:
    path = template("{{ 城市低保人 }}\n{{ }}\n{{ 甲 }}和{{ 乙 }}\n{% if 丙 %}\n{{ 丁")
    error = refusal(path, answers(picture))
    assert error.received.startswith("6 处问题：")
    assert "（3）" in error.received and "（4）" not in error.received
    assert "正文第2段" in error.received


def test_one_problem_is_told_in_its_own_words(template: Write, picture: Path) -> None:
    error = refusal(template("共{{ 城市低保人 }}人"), answers(picture))
    assert "城市低保人数" in error.do
    assert error.where.startswith("正文第1段")


@pytest.mark.parametrize("answer", [Answer(), Answer(("  ",)), Answer((Piece("", "a"), "户"))])
def test_nothing_ever_renders_as_blank(template: Write, answer: Answer) -> None:
    assert "没有得到内容" in refusal(template("共{{ 甲 }}"), lambda _: answer).received


@pytest.mark.parametrize("outline", ["见{{ 表：甲 }}", "{{ 表：甲 }}{{ 表：甲 }}"])
def test_blocks_must_have_their_paragraph_to_themselves(template: Write, picture: Path, outline: str) -> None:
    assert "单独成段" in refusal(template(outline), answers(picture)).text()


def test_a_value_that_looks_like_a_placeholder_is_refused(template: Write) -> None:
    assert "仍有占位符" in refusal(template("共{{ 甲 }}"), one("{{ 乙 }}")).received


def test_a_placeholder_in_an_alternative_text_is_refused(template: Write) -> None:
    path = template("甲")
    edited(path, lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="{{ x }}">', 1))
    assert "看不见" in refusal(path, one("1")).received


def test_a_template_that_is_missing_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.docx", one("1")).where == "none.docx"


# --- what is in the file ---


def assert_sound(path: Path) -> None:
    """What the two checkers find, and what neither of them looks for."""
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []
    assert [str(finding) for finding in check(str(path))] == []
    roots = [parse(blob) for name, blob in package.unpack(path).items() if re.match(r"word/\w+\.xml", name)]
    for tag, attribute in (
        ("w:sdtPr/w:id", "w:val"),
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
    ):
        values = [node.get(qn(attribute)) for root in roots for node in found(root, tag)]
        assert [value for value, count in Counter(values).items() if count > 1] == []
    for root in roots:
        starts = {node.get(qn("w:id")) for node in root.iter(qn("w:bookmarkStart"))}
        assert starts == {node.get(qn("w:id")) for node in root.iter(qn("w:bookmarkEnd"))}
        assert all(len(node.get(qn("w:val"))) <= 64 for node in found(root, "w:sdtPr/w:tag"))
        kinds = Counter(node.get(qn("w:fldCharType")) for node in root.iter(qn("w:fldChar")))
        assert kinds["begin"] == kinds["separate"] == kinds["end"]
        for row in root.iter(qn("w:tr")):
            assert row_width(row) == len(list(nearest(row, "w:tbl").find(qn("w:tblGrid"))))


def found(root: Node, path: str) -> list[Node]:
    *parent, name = path.split("/")
    nodes = list(root.iter(qn(name)))
    return [node for node in nodes if not parent or node.getparent().tag == qn(parent[0])]


def row_width(row: Node) -> int:
    spans = [cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iterchildren(qn("w:tc"))]
    return sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans)


def test_the_file_is_sound(template: Write, picture: Path) -> None:
    path = template(OUTLINE)
    out, _ = rendered(path, answers(picture))
    new_template(path.with_name("empty.docx"))
    for docx_file in (path, path.with_name("empty.docx"), out):
        assert_sound(docx_file)


def test_every_piece_is_a_control_in_a_bookmark_and_listed(template: Write, picture: Path) -> None:
    out, report = rendered(template(OUTLINE), answers(picture))
    # six in the text, one in the caption, two in each of forty rows, one in 任务, one in 附录
    assert len(report.anchors) == 6 + 1 + 2 * 40 + 1 + 1
    assert read.anchors(out) == list(report.anchors)
    shown = [(s.text, s.tag) for line in read.lines(out) for s in line.stretches if s.tag]
    assert shown == [(anchor.text, anchor.tag) for anchor in report.anchors]
    controls = list(body(out).iter(qn("w:sdt")))
    names = [control.getprevious().get(qn("w:name")) for control in controls]
    assert names == [anchor.bookmark for anchor in report.anchors]
    assert all(re.fullmatch(r"f[0-9a-f]{12}(_\d+)?", name) for name in names)


def test_the_anchor_says_which_paragraph_holds_the_text(template: Write, picture: Path) -> None:
    out, report = rendered(template(OUTLINE), answers(picture))
    lines = {(line.part, line.number): line for line in read.lines(out)}
    for anchor in report.anchors:
        line = lines[anchor.part, anchor.paragraph]
        assert anchor.text in line.text
        assert anchor.where == line.where


def test_digits_outside_controls_are_found_and_declared_ones_pass(template: Write, picture: Path) -> None:
    out, _ = rendered(template(OUTLINE + "\n另有35户。"), answers(picture))
    declared = (r"\d{4}年\d{1,2}月\d{1,2}日", r"〔\d{4}〕\d+号")
    assert [text for _, text in digits_outside_controls(out, declared)] == ["另有35户。"]


def test_a_page_number_is_no_digit_without_a_source(template: Write) -> None:
    path = template("正文")
    assert any(b"PAGE" in blob for blob in package.unpack(path).values())
    assert digits_outside_controls(path) == []


def test_captions_stay_with_tables_and_pictures(template: Write, picture: Path) -> None:
    out, _ = rendered(template(OUTLINE), answers(picture))
    styles = parse(package.unpack(out)["word/styles.xml"])
    kept = {s.get(qn("w:styleId")) for s in styles.iter(qn("w:style")) if list(s.iter(qn("w:keepNext")))}
    assert {"TzTableCaption", "TzPicture"} <= kept
    order = [
        line.style
        for line in read.lines(out)
        if line.style in ("TzPicture", "TzFigureCaption", "TzTableCaption")
    ]
    assert order == ["TzTableCaption", "TzPicture", "TzFigureCaption"]


def test_a_tall_picture_is_at_most_150_mm_high_and_is_described(template: Write, picture: Path) -> None:
    out, _ = rendered(template("{{ 图：低保人数 }}"), answers(picture))
    (shape,) = body(out).iter(qn("wp:inline"))
    wide, high = (int(shape.find(qn("wp:extent")).get(side)) / 36000 for side in ("cx", "cy"))
    assert (round(wide), round(high)) == (75, 150)  # the picture is twice as high as wide
    assert shape.find(qn("wp:docPr")).get("descr") == "低保人数逐月变化"


def test_styles_that_a_foreign_template_lacks_are_added(tmp_path: Path, picture: Path) -> None:
    path = tmp_path / "foreign.docx"
    opened = docx.Document()
    opened.add_paragraph("{{ 表：甲 }}")
    opened.save(str(path))
    out, _ = rendered(path, answers(picture))
    styles = package.unpack(out)["word/styles.xml"].decode()
    assert "表题" in styles and "表格文字" in styles
    assert b"python-docx" not in package.unpack(out)["docProps/core.xml"]


def test_styles_whose_ids_an_editor_changed_are_found_by_name(template: Write, picture: Path) -> None:
    path = template("{{ 表：甲 }}")
    parts = package.unpack(path)
    parts = {name: blob.replace(b'"Tz', b'"Style') for name, blob in parts.items()}
    path.write_bytes(package.pack(parts, PROPERTIES))
    out, _ = rendered(path, answers(picture))
    assert {line.style for line in read.lines(out) if line.text} > {"StyleTableHead", "StyleTableText"}
    assert_sound(out)


def test_a_second_custom_part_can_go_along(template: Write) -> None:
    path = template("共{{ 甲 }}户")
    out = path.with_name("out.docx")
    render(path, one("1"), out, properties=PROPERTIES, facts_part=b"<facts xmlns='urn:x'/>")
    parts = package.unpack(out)
    assert parts["customXml/item2.xml"] == b"<facts xmlns='urn:x'/>"
    assert read.anchors(out)[0].text == "1"
    assert_sound(out)


_SCRIPT = """
import sys, datetime
from pathlib import Path
from taizhang.document import *
from taizhang.present.pieces import *
folder = Path(sys.argv[1])
write_template(folder / "outline.txt", Path("t.docx"))
def ask(p):
    if p.kind == "图":
        return Answer(blocks=(PictureBlock(("图",), folder / "chart.png", "图"),))
    if p.kind != "数":
        return Answer(blocks=(Paragraph(("甲", Piece("1", "a"))),))
    return Answer((Piece("1", p.name),))
render(Path("t.docx"), ask, Path("r.docx"), properties=DocProperties("题", "局", datetime.date(2021, 12, 1)))
"""


def test_another_zone_hash_seed_and_folder_give_the_same_bytes(
    template: Write, picture: Path, tmp_path: Path
) -> None:
    template(OUTLINE)
    hashes = []
    for zone, seed in (("UTC", "0"), ("Asia/Shanghai", "12345")):
        folder = tmp_path / f"folder {seed}"
        folder.mkdir()
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", _SCRIPT, str(tmp_path)], cwd=folder, env=env, check=True)
        hashes.append(
            [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("t.docx", "r.docx")]
        )
    assert hashes[0] == hashes[1]
