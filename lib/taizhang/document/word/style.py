"""The layout of a Chinese official document (GB/T 9704-2012) as data: page, fonts, paragraph styles."""

from __future__ import annotations

from dataclasses import dataclass

FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONGTI = "宋体"
XIAOBIAOSONG = "方正小标宋简体"
LATIN = "Times New Roman"
RED = "FF0000"

FONT_SUBSTITUTES = {
    FANGSONG: "仿宋",
    KAITI: "楷体",
    HEITI: "SimHei",
    SONGTI: "SimSun",
    XIAOBIAOSONG: "华文中宋",
}
"""What a machine without the named font may take instead; stands in the file's font table."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One paragraph style. Sizes in half-points; spacing and lines in twips; chars in 1/100 of one."""

    key: str
    name: str
    font: str = FANGSONG
    latin: str = LATIN
    size: int = 32
    bold: bool = False
    color: str = ""
    tracking: int = 0
    align: str = "both"
    first_chars: int = 0
    left_chars: int = 0
    right_chars: int = 0
    before: int = 0
    after: int = 0
    exact: int = 0
    at_least: int = 0
    grid: bool = True
    keep_next: bool = False
    outline: int | None = None

    @property
    def id(self) -> str:
        """The style's id in the file."""
        return "Tz" + self.key.title().replace("_", "")

    def chars(self, hundredths: int) -> int:
        """A distance in characters (1/100) as twips of this style's size and tracking."""
        return hundredths * (self.size * 10 + self.tracking) // 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page in twips."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int
    header: int
    line_pitch: int

    @property
    def text_width(self) -> int:
        """Between the side margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Profile:
    """A page and its styles; the first style is the default one."""

    page: Page
    styles: tuple[TextStyle, ...]

    def style(self, key: str) -> TextStyle:
        """The style of that key; KeyError where there is none."""
        return {style.key: style for style in self.styles}[ALIASES.get(key, key)]


ALIASES = {"caption": "figure_caption"}

# 28 characters of 16 pt are wider than 156 mm; a quarter point off each makes them fit.
TRACKING = -5
LINE = 579

PAGE = Page(11906, 16838, 2098, 1984, 1588, 1474, footer=1446, header=850, line_pitch=LINE)

STYLES = (
    TextStyle("normal", "Normal", tracking=TRACKING),
    TextStyle("body", "公文正文", tracking=TRACKING, first_chars=200),
    TextStyle(
        "title", "公文标题", XIAOBIAOSONG, size=44, align="center", exact=700, grid=False, keep_next=True,
    ),
    TextStyle("heading1", "一级标题", HEITI, tracking=TRACKING, first_chars=200, keep_next=True, outline=0),
    TextStyle("heading2", "二级标题", KAITI, tracking=TRACKING, first_chars=200, keep_next=True, outline=1),
    TextStyle(
        "heading3", "三级标题", bold=True, tracking=TRACKING, first_chars=200, keep_next=True, outline=2
    ),
    TextStyle("secrecy", "密级", HEITI, align="left"),
    TextStyle("agency", "发文机关标志", XIAOBIAOSONG, size=72, color=RED, align="center", grid=False),
    TextStyle("doc_number", "发文字号", align="center", before=2 * LINE),
    TextStyle("red_line", "红色分隔线", size=2, before=227, exact=20, grid=False),
    TextStyle("addressee", "主送机关", tracking=TRACKING, align="left"),
    TextStyle("signature", "署名", align="right", right_chars=350, before=2 * LINE, keep_next=True),
    TextStyle("date", "成文日期", align="right", right_chars=400),
    TextStyle("appendix_mark", "附件序号", HEITI, align="left", keep_next=True),
    TextStyle(
        "appendix_title", "附件标题", XIAOBIAOSONG, size=44, align="center",
        after=LINE, exact=700, grid=False, keep_next=True, outline=0,
    ),
    TextStyle(
        "table_caption", "表题", HEITI, size=24, align="center",
        before=160, after=80, grid=False, keep_next=True,
    ),
    TextStyle("table_head", "表头", HEITI, size=21, align="center", before=20, after=20, grid=False),
    TextStyle("table_text", "表格文字", SONGTI, size=21, align="left", before=20, after=20, grid=False),
    TextStyle("picture", "图片", align="center", before=160, grid=False, keep_next=True),
    TextStyle("figure_caption", "图题", HEITI, size=24, align="center", before=60, after=200, grid=False),
    TextStyle("note", "注", KAITI, size=21, before=60, after=200, grid=False),
    TextStyle("spacer", "表后空行", size=16, exact=200, grid=False),
    TextStyle(
        "footer_odd", "页码单页", SONGTI, SONGTI, 28, align="right", right_chars=100, exact=280, grid=False,
    ),
    TextStyle(
        "footer_even", "页码双页", SONGTI, SONGTI, 28, align="left", left_chars=100, exact=280, grid=False,
    ),
)  # fmt: skip

GBT9704 = Profile(PAGE, STYLES)
