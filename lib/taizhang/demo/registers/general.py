"""Targets and people -> population, policy standards, charity, meetings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from ..geography import BANNERS, CITY, weights
from ..people import Ints, age_in_months
from ..rosters.spans import apportion
from ..rosters.world import World
from ..standards import LAPSED, STANDARDS
from ..targets import Targets
from ..writing.book import Head, Sheet, Value, write_book
from .drawing import days, in_collection, randomness, spread
from .events import EVENTS, Event

GROUPS = ("0—14岁", "15—59岁", "60—64岁", "65—74岁", "75—79岁", "80岁及以上")
BOUNDS = (0, 780, 900, 960, 9_999)
PERSONS = "人数（人）"
AMOUNT = "投入资金（万元）"
YOUNGER, OLDER = 1003, 962  # thousandths of the last year's persons, a year before


def write_population(world: World, target: Path) -> list[Path]:
    """A book a year: residents, and those registered here."""
    year = world.targets.reporting.year
    resident, registered = _resident(world.targets), _registered(world)
    before = np.array([YOUNGER, YOUNGER, OLDER, OLDER, OLDER, OLDER])
    return [
        _population_book(
            world.targets, target, year - 1, resident * before // 1000, registered * before // 1000
        ),
        _population_book(world.targets, target, year, resident, registered),
    ]


def _resident(targets: Targets) -> Ints:
    shares = weights(targets.banners, "urban")
    return np.stack([apportion(total, shares) for total in targets.population.resident], axis=1)


def _registered(world: World) -> Ints:
    """Banners x groups: from 60 on the insured and a few more, so that nobody is insured twice over."""
    year, month = world.targets.periods[-1]
    ages = age_in_months(world.people.birth[world.insured.person], year, month)
    group = np.searchsorted(np.array(BOUNDS[1:]), ages, side="right")
    old = np.zeros((len(BANNERS), 4), dtype=np.int64)
    np.add.at(old, (world.insured.banner, group), 1)
    more = apportion(world.targets.population.registered_60 - len(ages), old.ravel()).reshape(old.shape)
    shares = weights(world.targets.banners, "all")
    young = [apportion(total, shares) for total in world.targets.population.registered_young]
    return np.column_stack([*young, old + more])


def _population_book(targets: Targets, target: Path, year: int, resident: Ints, registered: Ints) -> Path:
    heads = [Head("所属旗区"), Head("人口口径"), Head("年龄组"), Head("统计时点"), Head(PERSONS)]
    sheets = [
        Sheet(
            scope,
            f"{CITY}{year}年{scope}台账",
            heads,
            _population_rows(targets, scope, year, table),
            "人",
            (PERSONS,),
        )
        for scope, table in (("常住人口", resident), ("户籍人口", registered))
    ]
    return write_book(target / f"综合/{year}年人口台账.xlsx", sheets)


def _population_rows(targets: Targets, scope: str, year: int, table: Ints) -> list[list[Value]]:
    return [
        [banner.name, scope, group, date(year, 11, 30), int(table[banner.number - 1, column])]
        for banner in in_collection(targets)
        for column, group in enumerate(GROUPS)
    ]


def write_standards(target: Path) -> list[Path]:
    """The place's own standards with their history."""
    numbers: Counter[int] = Counter()
    rows: list[list[Value]] = []
    for item in (*STANDARDS, LAPSED):
        numbers[item.effective.year] += 1
        reference = f"示例文号〔{item.effective.year}〕第{numbers[item.effective.year]}号"
        rows.append([CITY, item.item, item.amount, item.unit, item.effective, item.ended, reference])
    heads = [
        Head("适用地区"),
        Head("标准名称", width=34),
        Head("标准（元）"),
        Head("计量单位"),
        Head("执行日期"),
        Head("停止日期"),
        Head("依据文件", width=24),
    ]
    sheet = Sheet("政策标准", f"{CITY}民政领域政策标准", heads, rows, "元", days="{y}-{m:02d}-{d:02d}")
    return [write_book(target / "综合/政策标准.xlsx", [sheet])]


def write_charity(targets: Targets, target: Path) -> list[Path]:
    """Contributions since 2017; those to the fight against poverty since 2018 make the total."""
    rows = sorted(_charity_rows(targets), key=lambda row: (row[3], row[2]))
    numbered = [[row[0], f"CS{n:04d}", *row[2:]] for n, row in enumerate(rows, 1)]
    heads = [
        Head("所属旗区"),
        Head("记录编号"),
        Head("组织名称", width=28),
        Head("投入日期"),
        Head("投向领域"),
        Head("项目名称", width=22),
        Head(AMOUNT),
    ]
    sheet = Sheet("慈善", f"{CITY}慈善台账", heads, numbered, "万元", (AMOUNT,))
    return [write_book(target / "社会救助/慈善台账.xlsx", [sheet])]


def _charity_rows(targets: Targets) -> list[list[Value]]:
    goal, last = targets.money, targets.reporting
    rng = randomness(targets, "charity")
    gifts = goal.charity_organisations * 2
    plans = [(n // 2, "脱贫攻坚", date(2018, 1, 10), date(2021, 6, 30)) for n in range(gifts)]
    plans += [(n, "脱贫攻坚", date(2017, 2, 1), date(2017, 12, 20)) for n in range(3, 9)]
    plans += [(n * 3, "乡村振兴", date(last.year, 3, 1), date(last.year, 11, 20)) for n in range(12)]
    plans += [(n * 2 + 1, "其他", date(2018, 3, 1), date(last.year, 11, 20)) for n in range(15)]
    amounts = spread(rng, goal.charity_total, gifts, 0.2) + spread(rng, 33 * 1_250, 33)
    banners = in_collection(targets)
    rows: list[list[Value]] = []
    for (number, field, first, until), amount in zip(plans, amounts, strict=True):
        place = banners[number % len(banners)].name
        name = f"{place}示例公益{'协会' if number % 2 else '基金会'}（{number + 1:02d}）"
        rows.append(
            [place, "", name, days(rng, first, until, 1)[0], field, f"{field}帮扶", Decimal(amount) / 100]
        )
    return rows


def write_meetings(targets: Targets, target: Path) -> list[Path]:
    """Meetings and events of two years; how often stands in 数量."""
    year = targets.reporting.year
    rows = [row for event in EVENTS for row in _event_rows(event, year, event.now)]
    rows += [row for event in EVENTS for row in _event_rows(event, year - 1, event.before)]
    rows.sort(key=lambda row: (str(row[2]), str(row[3])))
    numbered = [[row[0], f"HY{n:04d}", *row[2:]] for n, row in enumerate(rows, 1)]
    heads = [
        Head("单位所在地"),
        Head("编号"),
        Head("日期", width=16),
        Head("活动类别", width=36),
        Head("会议（活动）名称", width=44),
        Head("数量"),
        Head("计量单位"),
        Head("承办科室", width=18),
    ]
    sheet = Sheet("会议活动", f"{CITY}民政局会议活动台账", heads, numbered, days="{y}年{m}月{d}日")
    return [write_book(target / "党的建设/会议活动台账.xlsx", [sheet])]


def _event_rows(event: Event, year: int, total: int) -> list[list[Value]]:
    """Rows of up to ``event.batch`` each, spread over the months until November."""
    rows: list[list[Value]] = []
    done = 0
    while done < total:
        times = min(event.batch, total - done)
        day = date(year, 1 + done * 11 // total, 3 + (done * 7 + len(event.kind)) % 25)
        name = f"{year}年{event.kind}（{len(rows) + 1}）"
        rows.append([CITY, "", day, event.kind, name, times, event.unit, event.office])
        done += times
    return rows
