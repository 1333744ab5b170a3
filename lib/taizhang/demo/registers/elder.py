"""Targets -> the registers of old-age institutions and of community facilities for the old."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from ..geography import Banner
from ..targets import Targets
from ..writing.book import Head, Sheet, Value, write_book
from .drawing import days, dealt, ordinal, randomness, shuffled, spread, uscc
from .governance import Community, communities

YES, NO = "是", "否"
BEDS, NURSING, RESIDENTS = "床位数（张）", "其中：护理型床位（张）", "在院老年人数（人）"


def write(targets: Targets, target: Path) -> list[Path]:
    """Write both registers."""
    return [_institutions(targets, target), _facilities(targets, target)]


def _institutions(targets: Targets, target: Path) -> Path:
    heads = [
        Head("所属旗区"),
        Head("机构编号"),
        Head("机构名称", width=30),
        Head("统一社会信用代码", width=22),
        Head("机构性质"),
        Head("运营状态"),
        Head("投入运营日期"),
        Head("停业日期"),
        Head(BEDS, "床位情况"),
        Head(NURSING, "床位情况"),
        Head(RESIDENTS),
        Head("是否设置医务室", "医养结合情况"),
        Head("是否与医疗机构签约", "医养结合情况"),
    ]
    rows = sorted(_institution_rows(targets), key=lambda row: str(row[1]))
    sheet = Sheet("养老机构", "鄂尔多斯市养老机构台账", heads, rows, "张、人", (BEDS, NURSING, RESIDENTS))
    return write_book(target / "养老服务/养老机构台账.xlsx", [sheet])


def _institution_rows(targets: Targets) -> list[list[Value]]:
    goal, rng = targets.elder, randomness(targets, "elder_institutions")
    open_count = goal.public + goal.private
    beds = spread(rng, goal.public_beds, goal.public) + spread(rng, goal.private_beds, goal.private)
    nursing = _part(beds, goal.nursing_share)
    residents = _part(beds, goal.residents_share)
    care = rng.permutation(open_count).tolist()
    banners = shuffled(rng, dealt(targets, goal.public)) + shuffled(rng, dealt(targets, goal.private))
    opened = days(rng, date(2004, 3, 1), date(targets.reporting.year - 1, 10, 30), open_count)
    for number in range(0, open_count, 14):
        opened[number] = date(targets.reporting.year, 1 + number // 14, 18)
    rows: list[list[Value]] = []
    for n, banner in enumerate(banners):
        infirmary = care[n] < goal.infirmary
        contract = goal.infirmary <= care[n] < goal.infirmary + goal.contract or (infirmary and n % 5 == 0)
        rows.append(
            [
                *_institution(banner, n, n < goal.public, "在营", opened[n], None),
                *(beds[n], nursing[n], residents[n]),
                *(YES if infirmary else NO, YES if contract else NO),
            ]
        )
    return rows + _not_running(targets, open_count)


def _part(beds: list[int], thousandths: int) -> list[int]:
    """A share of each institution's beds, alternating about it so that institutions differ."""
    return [n * (thousandths + (60 if k % 2 else -60)) // 1000 for k, n in enumerate(beds)]


def _institution(
    banner: Banner, number: int, public: bool, status: str, opened: date | None, closed: date | None
) -> list[Value]:
    kind = "中心敬老院" if public else "颐养园"
    town = banner.townships[number % len(banner.townships)]
    name = f"{banner.name}{town}示例{ordinal(number + 1)}号{kind}"
    code = uscc("12" if public else "52", banner, 10_000 + number)
    return [
        banner.name,
        f"YL{number + 1:04d}",
        name,
        code,
        "公办" if public else "民办",
        status,
        opened,
        closed,
    ]


def _not_running(targets: Targets, first: int) -> list[list[Value]]:
    goal, year = targets.elder, targets.reporting.year
    rows: list[list[Value]] = []
    for n, banner in enumerate(dealt(targets, goal.closed)):
        closed = date(year, 6, 30) if n == 0 else date(year - 1, 3, 31) - timedelta(days=300 * n)
        row = _institution(banner, first + n, False, "停业", date(2009 + n, 5, 4), closed)
        rows.append([*row, 40 + 6 * n, 10 + n, 0, NO, YES if n % 2 else NO])
    for n, banner in enumerate(dealt(targets, goal.building)):
        row = _institution(banner, first + goal.closed + n, n % 2 == 0, "在建", None, None)
        rows.append([*row, 120 + 30 * n, 60 + 10 * n, 0, NO, NO])
    return rows


def _facilities(targets: Targets, target: Path) -> Path:
    rows = _facility_rows(targets)
    heads = [
        Head("旗区"),
        Head("设施编号"),
        Head("设施名称", width=30),
        Head("开工日期", "建设情况"),
        Head("建成日期", "建设情况"),
        Head("建筑面积（平方米）", "建设情况"),
        Head("是否与卫生机构签约"),
    ]
    first = Sheet(
        "社区养老服务设施",
        "鄂尔多斯市社区养老服务设施台账",
        heads,
        rows,
        "平方米",
        days="{y}.{m}.{d}",
        typed=("建筑面积（平方米）",),
    )
    second_heads = [Head("旗区"), Head("设施编号"), Head("社区代码"), Head("覆盖社区名称", width=24)]
    second = Sheet("覆盖社区", "社区养老服务设施覆盖社区明细", second_heads, _coverage_rows(targets, rows))
    return write_book(target / "养老服务/社区养老服务设施台账.xlsx", [first, second])


def _facility_rows(targets: Targets) -> list[list[Value]]:
    goal, rng, year = targets.elder, randomness(targets, "elder_facilities"), targets.reporting.year
    total = goal.facilities_before + goal.facilities_new
    banners = sorted(dealt(targets, total, "urban"), key=lambda banner: banner.code)
    old = set(rng.permutation(total)[: goal.facilities_before].tolist())
    unfinished = set([n for n in range(total) if n not in old][-goal.facilities_open :])
    contract = set(rng.permutation(total)[: goal.facility_contracts].tolist())
    rows: list[list[Value]] = []
    for n, banner in enumerate(banners):
        started, completed = _building_days(n, n in old, n in unfinished, year)
        town = banner.townships[n % len(banner.townships)]
        rows.append(
            [
                banner.name,
                f"SQ{n + 1:03d}",
                f"{town}社区日间照料中心（{ordinal(n % 9 + 1)}号）",
                started,
                completed,
                260 + n * 37 % 900,
                YES if n in contract else NO,
            ]
        )
    return rows


def _building_days(number: int, old: bool, unfinished: bool, year: int) -> tuple[date, date | None]:
    if old:
        start = date(2015 + number % 5, 4 + number % 4, 8)
        return start, start + timedelta(days=150 + number)
    if unfinished:
        return date(year, 5 + number % 5, 12), None
    late_start = date(year - 1, 9, 15) if number % 4 == 0 else date(year, 3, 10)
    return late_start + timedelta(days=number), date(year, 8, 1) + timedelta(days=number)


def _coverage_rows(targets: Targets, facilities: list[list[Value]]) -> list[list[Value]]:
    """Each community covered by a facility of its banner, some by two; ``covered`` differ in all."""
    rng = randomness(targets, "facility_coverage")
    homes: dict[str, list[str]] = {}
    for row in facilities:
        homes.setdefault(str(row[0]), []).append(str(row[1]))
    able = [item for item in communities(targets) if item.urban and item.banner.name in homes]
    chosen = sorted(rng.permutation(len(able))[: targets.elder.covered].tolist())
    rows: list[list[Value]] = []
    for number, index in enumerate(chosen):
        item: Community = able[index]
        codes = homes[item.banner.name]
        picked = {
            codes[number % len(codes)],
            *([codes[(number + 1) % len(codes)]] if number % 6 == 0 else []),
        }
        rows += [[item.banner.name, code, item.code, item.name] for code in sorted(picked)]
    return rows
