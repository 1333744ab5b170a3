"""An outline with every kind of placeholder, and answers to it: what the tests of the rendering share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from taizhang.document import (
    DocProperties,
    Placeholder,
    RenderReport,
    package,
    render,
)
from taizhang.document.ooxml import Node, parse
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
