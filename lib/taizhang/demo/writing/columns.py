"""The columns, titles and folders of the five big monthly rolls, as banners write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what fills it (``kind`` and ``source``) and the headers in use for it."""

    kind: str
    names: tuple[str, ...]
    source: str = ""

    def header(self, pick: int) -> str:
        """The header a banner uses: mostly the usual one."""
        return self.names[pick % len(self.names)] if pick % 3 == 0 else self.names[0]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of roll."""

    ledger: str
    folder: str
    stem: str
    title: str
    office: str
    columns: tuple[Column, ...]

    def path(self, place: str, year: int, month: int) -> str:
        """Where a month's roll goes inside the collection."""
        head, tail = self.folder.split("/")
        return f"{head}/{year}年/{tail}/{place}_{year}年{month:02d}月_{self.stem}.csv"


SERIAL = Column("serial", ("序号",))
PLACE = Column("place", ("所属旗区", "旗区", "所在旗区"))
TOWN = Column("person", ("苏木乡镇（街道）", "苏木乡镇", "乡镇（街道）"), "town")
NAME = Column("person", ("姓名",), "name")
ELDER = Column("person", ("老人姓名", "姓名"), "name")
ID = Column("person", ("身份证号", "身份证号码", "公民身份号码"), "id_number")
ELDER_ID = Column("person", ("身份证号码", "身份证号", "公民身份号码"), "id_number")
HEAD = Column("person", ("户主身份证号", "户主身份证号码"), "household")
MONTH = Column("month", ("发放月份", "月份", "所属月份", "发放年月"))
NOTE = Column("note", ("备注",))
BANK = Column("person", ("银行账号", "银行帐号", "一卡通账号"), "bank")


def _dibao(ledger: str, stem: str, title: str) -> Layout:
    columns = (
        SERIAL,
        PLACE,
        TOWN,
        NAME,
        ID,
        HEAD,
        Column("word", ("与户主关系", "家庭关系"), "relation"),
        Column("number", ("保障人口", "保障人口数"), "members"),
        MONTH,
        Column("money", ("户月保障金额（元）", "户月保障金额", "保障金额（元）"), "amount"),
        BANK,
    )
    return Layout(ledger, f"社会救助/{stem}", f"{stem}发放花名册", title, "社会救助股", columns)


LAYOUTS = {
    layout.ledger: layout
    for layout in (
        _dibao("urban_dibao", "城市低保", "{place}{y}年{m}月城市居民最低生活保障金发放花名册"),
        _dibao("rural_dibao", "农村牧区低保", "{place}{y}年{m}月农村牧区居民最低生活保障金发放花名册"),
        Layout(
            "special_hardship",
            "社会救助/特困供养",
            "特困人员救助供养金发放表",
            "{place}{y}年{m}月特困人员救助供养金发放表",
            "社会救助股",
            (
                SERIAL,
                PLACE,
                TOWN,
                NAME,
                ID,
                Column("word", ("人员类别", "特困类别"), "area"),
                Column("word", ("供养方式",), "support"),
                Column("state", ("生活自理能力", "自理能力"), "ability"),
                Column("money", ("基本生活费（元）", "基本生活标准（元）"), "basic"),
                Column("money", ("照料护理费（元）", "照料护理费用（元）"), "care"),
                Column("money", ("合计（元）", "发放金额（元）"), "amount"),
                MONTH,
                BANK,
            ),
        ),
        Layout(
            "disability",
            "社会福利/残疾人两项补贴",
            "残疾人两项补贴发放花名册",
            "{place}{y}年{m}月残疾人两项补贴发放花名册",
            "社会福利股",
            (
                SERIAL,
                PLACE,
                TOWN,
                NAME,
                ID,
                Column("word", ("补贴类别", "补贴种类"), "kind"),
                Column("state", ("残疾等级",), "grade"),
                MONTH,
                Column("money", ("补贴金额（元）", "发放金额（元）"), "amount"),
                BANK,
            ),
        ),
        Layout(
            "old_age",
            "社会福利/高龄津贴",
            "高龄津贴发放花名册",
            "{place}{y}年{m}月高龄津贴发放花名册",
            "养老服务股",
            (
                SERIAL,
                PLACE,
                TOWN,
                ELDER,
                ELDER_ID,
                Column("state", ("年龄", "年龄（周岁）"), "age"),
                MONTH,
                Column("money", ("发放金额（元）", "津贴金额（元）"), "amount"),
                BANK,
            ),
        ),
    )
}

WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "relation": (("户主", "配偶", "子女", "父母", "其他"), ("本人", "配偶", "子女", "父母", "其他亲属")),
    "area": (("城市特困人员", "农村牧区特困人员"), ("城市特困", "农村特困")),
    "support": (("分散供养", "集中供养"), ("分散", "集中")),
    "ability": (
        ("全自理", "半失能", "失能"),
        ("具备生活自理能力", "部分丧失生活自理能力", "完全丧失生活自理能力"),
    ),
    "kind": (("困难残疾人生活补贴", "重度残疾人护理补贴"), ("生活补贴", "护理补贴")),
    "grade": (("一级", "二级", "三级", "四级"), ("1级", "2级", "3级", "4级")),
}


def words_of(source: str, pick: int) -> tuple[str, ...]:
    """The words a banner uses for a category; empty where the column holds numbers."""
    choices = WORDS.get(source, ((),))
    return choices[1] if len(choices) > 1 and pick % 4 == 2 else choices[0]
