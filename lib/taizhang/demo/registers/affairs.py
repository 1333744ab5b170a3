"""Targets and people -> funeral facilities, cremations of two years, marriages of two years."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ..geography import BANNERS
from ..rosters.world import World
from ..targets import Targets
from ..writing.book import Head, Sheet, Value, write_book
from ..writing.lists import write_list
from .drawing import days, in_collection, randomness

EPOCH = date(1970, 1, 1)


def write(world: World, target: Path) -> list[Path]:
    """Write all of them."""
    year = world.targets.reporting.year
    funerals = [_write_facilities(world.targets, target)]
    cremations = [_write_cremations(world, target, y) for y in (year - 1, year)]
    return funerals + cremations + _write_marriages(world, target)


def _write_facilities(targets: Targets, target: Path) -> Path:
    heads = [
        Head("所属旗区"),
        Head("设施编号"),
        Head("设施名称", width=28),
        Head("设施类型"),
        Head("开工日期"),
        Head("建成日期"),
    ]
    sheet = Sheet(
        "殡葬设施", "鄂尔多斯市殡葬设施台账", heads, _facility_rows(targets), days="{y}{m:02d}{d:02d}"
    )
    return write_book(target / "社会事务/殡葬设施台账.xlsx", [sheet])


def _facility_rows(targets: Targets) -> list[list[Value]]:
    goal, year = targets.affairs, targets.reporting.year
    banners = in_collection(targets)
    plans: list[tuple[str, str, date, date | None]] = []
    for kind, count in (("殡仪馆", goal.homes), ("经营性公墓", goal.commercial), ("公益性公墓", goal.public)):
        for n in range(count):
            started = date(2003 + n % 14, 4, 6)
            recent = kind == "公益性公墓" and n % 5 == 4
            done = date(year, 9, 28) if recent else started + timedelta(days=520 + n)
            plans.append(
                (banners[n % len(banners)].name, kind, date(year - 1, 4, 9) if recent else started, done)
            )
    plans.append((banners[-1].name, "公益性公墓", date(year, 8, 3), None))
    for number, code in enumerate(goal.homes_begun):
        name = next(b.name for b in banners if b.code == code)
        plans.append((name, "殡仪馆", date(year, 4 + number, 16), None))
    seen: dict[tuple[str, str], int] = {}
    rows: list[list[Value]] = []
    for n, (place, kind, started, opened) in enumerate(plans):
        number = seen[place, kind] = seen.get((place, kind), 0) + 1
        suffix = "" if number == 1 else f"（{number}号）"
        rows.append([place, f"BZ{n + 1:03d}", f"{place}{kind}{suffix}", kind, started, opened])
    return rows


def _write_cremations(world: World, target: Path, year: int) -> Path:
    """The last year's list has one row without the day."""
    deaths, people = world.deaths, world.people
    rows: list[list[Value]] = []
    for person, number in zip(deaths.person.tolist(), deaths.day.tolist(), strict=True):
        day = EPOCH + timedelta(days=number)
        if day.year != year:
            continue
        place = BANNERS[int(people.banner[person])].name
        rows.append(
            [
                place,
                f"{place}殡仪馆",
                people.name[person],
                people.id_number[person],
                day - timedelta(days=2 + person % 3),
                day,
            ]
        )
    if year == world.targets.reporting.year:
        rows.insert(len(rows) // 2, _undated(world, year))
    heads = [
        Head("所属旗区"),
        Head("殡仪馆名称"),
        Head("逝者姓名"),
        Head("逝者身份证号", width=22),
        Head("死亡日期"),
        Head("火化日期"),
    ]
    sheet = Sheet("火化", f"鄂尔多斯市{year}年火化台账", heads, rows)
    return write_book(target / f"社会事务/火化/{year}年火化台账.xlsx", [sheet])


def _undated(world: World, year: int) -> list[Value]:
    """A body whose cremation was not entered; the person is on no other list."""
    person, people = world.undated, world.people
    place = BANNERS[int(people.banner[person])].name
    return [place, f"{place}殡仪馆", people.name[person], people.id_number[person], date(year, 6, 17), None]


def _write_marriages(world: World, target: Path) -> list[Path]:
    goal, last = world.targets.affairs, world.targets.reporting
    out: list[Path] = []
    first = 0
    for n, year in enumerate((last.year - 1, last.year)):
        kinds = (
            ["结婚登记"] * goal.marriages[n]
            + ["离婚登记"] * goal.divorces[n]
            + ["补领婚姻登记证"] * goal.reissued[n]
        )
        until = last if n else date(year, 12, 31)
        rows = _marriage_rows(world, kinds, first, date(year, 1, 4), until)
        first += len(kinds)
        if n:
            rows.insert(len(rows) // 2, _couple(world, "结婚登记", first, f"J{year}999999", "待补"))
        out.append(_write_marriage_year(target, year, rows))
    return out


def _marriage_rows(world: World, kinds: list[str], first: int, start: date, until: date) -> list[str]:
    rng = randomness(world.targets, f"marriages{start.year}")
    when = days(rng, start, until, len(kinds))
    order = sorted(range(len(kinds)), key=lambda n: (when[n], n))
    letters = {"结婚登记": "J", "离婚登记": "L", "补领婚姻登记证": "B"}
    return [
        _couple(
            world, kinds[n], first + n, f"{letters[kinds[n]]}{start.year}{number:06d}", when[n].isoformat()
        )
        for number, n in enumerate(order, 1)
    ]


def _couple(world: World, kind: str, couple: int, code: str, day: str) -> str:
    people, man, woman = world.people, int(world.men[couple]), int(world.women[couple])
    place = BANNERS[int(people.banner[man])].name
    return f"{place},{code},{kind},{day},{people.id_number[man]},{people.id_number[woman]}"


def _write_marriage_year(target: Path, year: int, rows: list[str]) -> Path:
    path = target / f"社会事务/婚姻登记/{year}年婚姻登记台账.csv"
    heads = ["序号", "登记机关所属旗区", "登记字号", "业务类型", "登记日期", "男方身份证号", "女方身份证号"]
    numbered = [f"{n},{row}" for n, row in enumerate(rows, 1)]
    return write_list(
        path, f"鄂尔多斯市{year}年婚姻登记台账", "鄂尔多斯市民政局", heads, numbered, ["制表人：社会事务科"]
    )
