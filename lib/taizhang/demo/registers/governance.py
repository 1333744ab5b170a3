"""Targets and people -> communities, social organisations, social workers, their projects and stations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from ..geography import Banner
from ..rosters.world import World
from ..targets import Targets
from ..writing.book import Head, Sheet, Value, write_book
from .drawing import days, dealt, in_collection, ordinal, randomness, spread, uscc

PLACE = Head("所属旗区")
FUNDING = "项目资金（万元）"


@dataclass(frozen=True, slots=True)
class Community:
    """A community or village."""

    banner: Banner
    town: str
    code: str
    name: str
    urban: bool


def communities(targets: Targets) -> list[Community]:
    """All communities, then all villages, always the same."""
    goal = targets.governance
    return [*_communities(targets, goal.communities, True), *_communities(targets, goal.villages, False)]


def _communities(targets: Targets, count: int, urban: bool) -> Iterable[Community]:
    seen: dict[str, int] = {}
    for banner in dealt(targets, count, "urban" if urban else "rural"):
        number = seen[banner.code] = seen.get(banner.code, 0) + 1
        towns = banner.townships
        town = towns[number % len(towns)]
        serial = 100 * (number % len(towns)) + number // len(towns) + (0 if urban else 50)
        name = f"{town}第{ordinal(number // len(towns) + 1)}{'社区' if urban else '示范嘎查村'}"
        yield Community(banner, town, f"{banner.code}{serial:06d}", name, urban)


def write(world: World, target: Path) -> list[Path]:
    """Write the five registers."""
    targets = world.targets
    return [
        _write_communities(targets, target),
        _write_organisations(targets, target),
        _write_workers(world, target),
        _write_projects(targets, target),
        _write_stations(targets, target),
    ]


def _write_communities(targets: Targets, target: Path) -> Path:
    heads = [
        PLACE,
        Head("苏木乡镇（街道）"),
        Head("社区代码"),
        Head("社区名称", width=26),
        Head("类型"),
        Head("是否建有综合服务设施"),
        Head("是否接入公共服务信息化平台"),
    ]
    rows: list[list[Value]] = [
        [
            item.banner.name,
            item.town,
            item.code,
            item.name,
            "城镇社区" if item.urban else "嘎查村",
            "是" if item.urban or n % 3 else "否",
            "是" if item.urban or n % 2 else "否",
        ]
        for n, item in enumerate(communities(targets))
    ]
    sheet = Sheet("综合服务设施", "鄂尔多斯市社区综合服务设施台账", heads, rows)
    return write_book(target / "基层治理/社区综合服务设施台账.xlsx", [sheet])


def _write_organisations(targets: Targets, target: Path) -> Path:
    heads = [
        PLACE,
        Head("登记（备案）证号", width=18),
        Head("组织名称", width=34),
        Head("统一社会信用代码", width=22),
        Head("组织类型"),
        Head("登记（备案）日期"),
        Head("注销日期"),
    ]
    sheet = Sheet(
        "社会组织",
        "鄂尔多斯市社会组织台账",
        heads,
        _organisation_rows(targets),
        lines_above=("（含备案的社区社会组织）",),
    )
    return write_book(target / "基层治理/社会组织台账.xlsx", [sheet])


FIELDS = ("教育培训", "文化艺术", "体育健身", "养老助老", "儿童关爱", "志愿服务", "行业发展", "邻里互助")
KINDS = (
    ("社会团体", "51", "协会"),
    ("民办非企业单位", "52", "服务中心"),
    ("基金会", "53", "基金会"),
    ("社区社会组织", "", "互助队"),
)


def _organisation_rows(targets: Targets) -> list[list[Value]]:
    goal, rng = targets.governance, randomness(targets, "social_organisations")
    counts = (goal.associations, goal.services, goal.foundations, goal.community_organisations)
    rows: list[list[Value]] = []
    for (kind, letters, noun), count in zip(KINDS, counts, strict=True):
        founded = days(rng, date(2006, 1, 4), targets.reporting - timedelta(days=5), count)
        for n, banner in enumerate(dealt(targets, count)):
            rows.append(_organisation(banner, len(rows), kind, letters, noun, founded[n], None))
    for n, banner in enumerate(dealt(targets, goal.deregistered)):
        kind, letters, noun = KINDS[n % 2]
        ended = targets.reporting - timedelta(days=20 + n * 17)
        rows.append(_organisation(banner, len(rows), kind, letters, noun, date(2008 + n % 7, 6, 1), ended))
    return rows


def _organisation(
    banner: Banner, number: int, kind: str, letters: str, noun: str, founded: date, ended: date | None
) -> list[Value]:
    name = f"{banner.name}{FIELDS[number % len(FIELDS)]}示例{number + 1:04d}号{noun}"
    code = uscc(letters, banner, 20_000 + number) if letters else None
    return [banner.name, f"SZ{number + 1:05d}", name, code, kind, founded, ended]


def _write_workers(world: World, target: Path) -> Path:
    """The list has one row whose day of registration nobody knows."""
    rng, people = randomness(world.targets, "social_workers"), world.people
    grades = ("助理社会工作师", "社会工作师", "高级社会工作师", "无证书")
    grade = rng.choice(4, len(world.workers), p=[0.34, 0.2, 0.01, 0.45]).tolist()
    since = days(rng, date(2014, 3, 1), world.targets.reporting - timedelta(days=9), len(world.workers))
    banners = in_collection(world.targets)
    names = {banner.number: banner.name for banner in banners}
    rows: list[list[Value]] = [
        [
            names[int(people.banner[person]) + 1],
            people.name[person],
            people.id_number[person],
            grades[grade[n]],
            "不详" if n == len(world.workers) // 3 else since[n],
        ]
        for n, person in enumerate(world.workers.tolist())
    ]
    heads = [
        Head("所在旗区"),
        Head("姓名"),
        Head("身份证号", width=22),
        Head("证书等级"),
        Head("登记日期", width=16),
    ]
    sheet = Sheet("社工人才", "鄂尔多斯市社会工作人才台账", heads, rows, days="{y}年{m}月{d}日")
    return write_book(target / "基层治理/社会工作人才台账.xlsx", [sheet])


def _write_projects(targets: Targets, target: Path) -> Path:
    heads = [
        PLACE,
        Head("项目编号"),
        Head("项目名称", width=34),
        Head("项目类别"),
        Head("项目级别"),
        Head("是否试点"),
        Head("立项日期"),
        Head(FUNDING),
    ]
    sheet = Sheet(
        "项目",
        "鄂尔多斯市社会工作项目台账",
        heads,
        _project_rows(targets),
        "万元",
        (FUNDING,),
        days="{y}/{m}/{d}",
        typed=(FUNDING,),
    )
    return write_book(target / "基层治理/社会工作项目台账.xlsx", [sheet])


def _project_rows(targets: Targets) -> list[list[Value]]:
    goal, rng, last = targets.governance, randomness(targets, "social_work_projects"), targets.reporting
    plans = [("三社联动", "否", date(2018, 1, 15), last - timedelta(days=30))] * goal.three_party
    plans += [("五社联动", "是", date(last.year, 2, 1), last - timedelta(days=60))] * goal.five_party_pilots
    plans += [("五社联动", "否", date(last.year, 4, 1), last - timedelta(days=60))] * 3
    plans += [("三社联动", "否", date(2016, 3, 1), date(2017, 12, 1))] * 4
    plans += [("其他", "否", date(2018, 1, 1), last - timedelta(days=60))] * goal.other_projects
    funding = spread(rng, len(plans) * 860, len(plans))
    levels = ("旗区级", "旗区级", "市级", "自治区级")
    rows: list[list[Value]] = []
    for n, ((kind, pilot, first, until), banner) in enumerate(
        zip(plans, _around(targets, len(plans)), strict=True)
    ):
        day = days(rng, first, until, 1)[0]
        name = f"{banner.townships[n % len(banner.townships)]}{FIELDS[n % len(FIELDS)]}社会工作服务（{day.year}）"
        rows.append(
            [banner.name, f"XM{n + 1:04d}", name, kind, levels[n % 4], pilot, day, Decimal(funding[n]) / 100]
        )
    return rows


def _around(targets: Targets, count: int) -> list[Banner]:
    banners = in_collection(targets)
    return [banners[n % len(banners)] for n in range(count)]


def _write_stations(targets: Targets, target: Path) -> Path:
    goal, year = targets.governance, targets.reporting.year
    rows: list[list[Value]] = []
    for level, count, noun in (
        ("市级", goal.stations_city, "社会工作服务指导中心"),
        ("旗区级", goal.stations_banner, "社会工作服务总站"),
        ("苏木乡镇（街道）级", goal.stations_township + goal.stations_building, "社会工作服务站"),
    ):
        for n, banner in enumerate(_around(targets, count)):
            town = banner.townships[n // len(in_collection(targets)) % len(banner.townships)]
            building = level.startswith("苏木") and n >= goal.stations_township
            opened = None if building else date(year - n % 2, 3 + n % 7, 6 + n % 20)
            name = {"市级": "鄂尔多斯市", "旗区级": banner.name}.get(level, town) + noun
            state = "筹建中" if building else "运行中"
            rows.append([banner.name, f"SG{len(rows) + 1:03d}", name, level, state, opened])
    heads = [
        PLACE,
        Head("平台编号"),
        Head("平台名称", width=30),
        Head("层级"),
        Head("运行状态"),
        Head("启用日期"),
    ]
    sheet = Sheet("社工站", "鄂尔多斯市社工站台账", heads, rows, days="{y}-{m:02d}-{d:02d}")
    return write_book(target / "基层治理/社工站台账.xlsx", [sheet])
