"""A small report with prose, a table and a chart, whose every figure is known, to be changed in a hundred ways."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from matplotlib.figure import Figure

from taizhang.document import DocProperties, Placeholder, render, write_template
from taizhang.present.pieces import Answer, PictureBlock, Piece, TableBlock

OUTLINE = """
标题：年度工作总结
# 社会救助
截至11月底，URBAN；RURAL。
全年累计发放低保金{{ 低保金 }}，同比{{ 低保金同比 }}，截至2021年12月10日全部到账。
{{ 表：分旗区 }}
{{ 图：低保 }}
# 社会事务
全市办理婚姻登记{{ 婚姻 }}，较上年同期{{ 婚姻增减 }}，补领证件不计入以上数字。
养老机构床位达到{{ 床位 }}，其中护理型床位占{{ 护理型 }}，比例与上年{{ 持平 }}。
"""
URBAN = "享受城市低保的家庭{{ 城市户数 }}、人口{{ 城市人数 }}，人数同比{{ 城市同比 }}"
RURAL = "享受农村低保的家庭{{ 农村户数 }}、人口{{ 农村人数 }}，人数同比{{ 农村同比 }}"
SAID = {
    "城市户数": ("3426户", "urban_households@150600@2021-11"),
    "城市人数": ("5601人", "urban_persons@150600@2021-11"),
    "城市同比": ("下降5.3%", "urban_persons__growth@150600@2021-11"),
    "农村户数": ("11304户", "rural_households@150600@2021-11"),
    "农村人数": ("21474人", "rural_persons@150600@2021-11"),
    "农村同比": ("增长0.6%", "rural_persons__growth@150600@2021-11"),
    "低保金": ("14023.23万元", "dibao_paid@150600@2021-01..2021-11"),
    "低保金同比": ("增长7.8%", "dibao_paid__growth@150600@2021-01..2021-11"),
    "婚姻": ("12310对", "marriages@150600@2021-12"),
    "婚姻增减": ("减少857对", "marriages__change@150600@2021-12"),
    "床位": ("11290张", "beds@150600@2021-12"),
    "护理型": ("53%", "nursing_share@150600@2021-12"),
    "持平": ("持平", "nursing_share__change@150600@2021-12"),
}
ROWS = (
    ("东胜区", "969", "1636", "1432.87"),
    ("康巴什区", "207", "221", "244.12"),
    ("达拉特旗", "1150", "4915", "3131.39"),
)
COLUMNS = ("urban_persons", "rural_persons", "dibao_paid")
FIGURES = len(SAID) + len(ROWS) * len(COLUMNS)


def document(folder: Path) -> Path:
    """Write the report into ``folder``."""
    Figure(figsize=(3, 2)).savefig(folder / "chart.png", metadata={"Software": None})
    outline = OUTLINE.replace("URBAN", URBAN).replace("RURAL", RURAL)
    (folder / "outline.txt").write_text(outline, encoding="utf-8")
    write_template(folder / "outline.txt", folder / "template.docx")
    properties = DocProperties("年度工作总结", "示例市民政局", dt.date(2021, 12, 20))
    out = folder / "report.docx"
    render(folder / "template.docx", lambda asked: _answer(asked, folder), out, properties=properties)
    return out


def _answer(asked: Placeholder, folder: Path) -> Answer:
    if asked.kind == "表":
        return Answer(blocks=(_table(),))
    if asked.kind == "图":
        caption = Piece("各旗区75岁以上低保人数", "definition:chart:低保")
        return Answer(blocks=(PictureBlock(("图1　", caption), folder / "chart.png", "低保人数柱形图"),))
    text, source = SAID[asked.name]
    return Answer((Piece(text, source),))


def _table() -> TableBlock:
    header = (("地区",), ("城市低保人数（人）",), ("农村低保人数（人）",), ("低保金（万元）",))
    rows = tuple(
        (
            (name,),
            *(
                (Piece(text, f"{column}@15060{number}@2021-11"),)
                for column, text in zip(COLUMNS, texts, strict=True)
            ),
        )
        for number, (name, *texts) in enumerate(ROWS)
    )
    caption = ("表1　", Piece("低保对象和低保金（分旗区）", "definition:table:低保"))
    return TableBlock(caption, (header,), rows, "lrrr", (2.0, 1.0, 1.0, 1.0))
