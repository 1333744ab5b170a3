"""Targets and people -> children's rolls, insurance lists, lottery sales and ranks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from ..geography import BANNERS, CITY, weights
from ..people import Ints
from ..rosters import children
from ..rosters.spans import apportion
from ..rosters.world import World
from ..targets import Targets
from ..writing.book import Head, Sheet, Value, write_book
from ..writing.lists import write_list
from ..writing.styles import day_text, money_text, style_of
from .drawing import in_collection, randomness

KINDS = ("集中供养孤儿", "分散供养孤儿", "事实无人抚养儿童")
SOLD = ("电脑票（万元）", "即开票（万元）", "销售额合计（万元）")
EPOCH = date(1970, 1, 1)


def write_children(world: World, target: Path) -> list[Path]:
    """One book a month for the whole city."""
    return [_children_month(world, target, number) for number in range(len(world.targets.periods))]


def _children_month(world: World, target: Path, number: int) -> Path:
    year, month = world.targets.periods[number]
    roster, people = world.children, world.people
    rows: list[list[Value]] = []
    for entry in children.order(roster, children.paid(roster, world.targets, number)).tolist():
        person = int(roster.person[entry])
        amount = int(roster.money["amount"][entry, number]) // 100
        rows.append(
            [
                BANNERS[int(roster.banner[entry])].name,
                people.name[person],
                people.id_number[person],
                KINDS[int(roster.fixed["kind"][entry])],
                amount,
                f"{year}年{month}月",
            ]
        )
    heads = [
        Head("所属旗区"),
        Head("儿童姓名", "儿童信息"),
        Head("身份证号", "儿童信息", 22),
        Head("儿童类别", "儿童信息", 20),
        Head("发放金额（元）", "发放信息"),
        Head("发放月份", "发放信息"),
    ]
    title = f"{CITY}{year}年{month}月孤儿和事实无人抚养儿童基本生活费发放台账"
    sheet = Sheet(f"{month}月", title, heads, rows, "元", ("发放金额（元）",))
    name = f"{year}年{month:02d}月_孤儿和事实无人抚养儿童台账.xlsx"
    return write_book(target / f"社会福利/{year}年/孤儿和事实无人抚养儿童/{name}", [sheet])


def write_insurance(world: World, target: Path) -> list[Path]:
    """One list a banner."""
    out = []
    for number, banner in enumerate(BANNERS):
        chosen = np.flatnonzero(world.insured.banner == number)
        if len(chosen):
            out.append(_insurance(world, target, number, chosen, banner.name))
    return out


def _insurance(world: World, target: Path, number: int, chosen: Ints, place: str) -> Path:
    style, policies, people = style_of(BANNERS[number]), world.insured, world.people
    towns = np.unique(people.town, return_inverse=True)[1][policies.person[chosen]]
    chosen = chosen[np.argsort(towns, kind="stable")]
    known = {n: day_text(style.day, EPOCH + timedelta(days=n)) for n in np.unique(policies.day).tolist()}
    quote = '"' if style.quoted else ""
    persons = policies.person[chosen]
    rows = [
        f"{n},{style.place},{town},{name},{quote}{number}{quote},{known[day]},{money_text(style.money, fen)}"
        for n, (town, name, number, day, fen) in enumerate(
            zip(
                people.town[persons].tolist(),
                people.name[persons].tolist(),
                people.id_number[persons].tolist(),
                policies.day[chosen].tolist(),
                policies.premium[chosen].tolist(),
                strict=True,
            ),
            1,
        )
    ]
    total = f"合计,,,,,,{money_text(style.money, int(policies.premium[chosen].sum()))}"
    year = world.targets.reporting.year
    heads = ["序号", "所属旗区", "苏木乡镇（街道）", "被保险人姓名", "身份证号", "投保日期", "保费（元）"]
    path = target / f"社会福利/老年人意外伤害保险/{place}_{year}年_老年人意外伤害保险投保清单.csv"
    return write_list(
        path,
        f"{place}{year}年老年人意外伤害保险投保清单",
        f"{place}民政局,,,,,单位：元",
        heads,
        rows,
        [total, "制表人：养老服务股"],
    )


def write_lottery(targets: Targets, target: Path) -> list[Path]:
    """Sales by banner and month, a book a year; and the yearly ranks."""
    return [*(_sales(targets, target, *entry) for entry in targets.money.lottery), _ranks(targets, target)]


def _sales(targets: Targets, target: Path, year: int, months: int, total: int) -> Path:
    rng = randomness(targets, f"lottery{year}")
    banners = in_collection(targets)
    shares = weights(targets.banners, "urban")[[b.number - 1 for b in banners]]
    quiet = np.array(
        [
            0.15 if (year, m) == (2020, 2) else 0.6 if (year, m) == (2020, 3) else 1
            for m in range(1, months + 1)
        ]
    )
    cells = (np.outer(quiet * rng.uniform(0.85, 1.15, months), shares) * 10_000).astype(np.int64)
    sold = apportion(total, cells.ravel())
    instant = sold * rng.integers(18, 33, len(sold)) // 100
    rows: list[list[Value]] = [
        [
            banners[n % len(banners)].name,
            f"{year}-{n // len(banners) + 1:02d}",
            _wan(amount - part),
            _wan(part),
            _wan(amount),
        ]
        for n, (amount, part) in enumerate(zip(sold.tolist(), instant.tolist(), strict=True))
    ]
    heads = [
        Head("所属旗区"),
        Head("销售月份"),
        Head(SOLD[0], "分票种销售额", 18),
        Head(SOLD[1], "分票种销售额", 18),
        Head(SOLD[2], width=20),
    ]
    sheet = Sheet(f"{year}年", f"{CITY}{year}年福利彩票销售台账", heads, rows, "万元", SOLD)
    return write_book(target / f"社会福利/福利彩票/{year}年福利彩票销售台账.xlsx", [sheet])


def _wan(hundreds: int) -> Decimal:
    """Hundreds of yuan as 万元."""
    return Decimal(hundreds) / 100


def _ranks(targets: Targets, target: Path) -> Path:
    years = range(targets.money.first_rank - 1, targets.reporting.year + 1)
    rows: list[list[Value]] = [[CITY, year, 1 if year >= targets.money.first_rank else 2] for year in years]
    heads = [Head("盟市"), Head("年度"), Head("全区位次")]
    sheet = Sheet("位次", f"{CITY}福利彩票销售位次台账", heads, rows)
    return write_book(target / "社会福利/福利彩票/福利彩票销售位次台账.xlsx", [sheet])
