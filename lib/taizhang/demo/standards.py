"""The demo's own policy standards: what the 政策标准 ledger says and what the rolls are paid by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

YEARS = (2020, 2021)
PER_MONTH, PER_YEAR = "元/人·月", "元/人·年"
BY_DAY = date(2018, 1, 1)


@dataclass(frozen=True, slots=True)
class Standard:
    """One value from one day on; ``amount`` in yuan."""

    item: str
    amount: int
    unit: str
    effective: date
    ended: date | None


def _history(item: str, unit: str, *values: tuple[date, int]) -> list[Standard]:
    ends: list[date | None] = [start - timedelta(days=1) for start, _ in values[1:]]
    return [
        Standard(item, amount, unit, start, end)
        for (start, amount), end in zip(values, [*ends, None], strict=True)
    ]


def _yearly(item: str, unit: str, *amounts: int) -> list[Standard]:
    """Values from 1 January of 2019, 2020 and 2021."""
    days = [date(2021 - len(amounts) + 1 + number, 1, 1) for number in range(len(amounts))]
    return _history(item, unit, *zip(days, amounts, strict=True))


STANDARDS = (
    *_yearly("城市低保标准", PER_MONTH, 735, 780, 840),
    *_yearly("农村牧区低保标准", PER_YEAR, 6120, 6600, 7200),
    *_yearly("城市特困人员基本生活标准", PER_MONTH, 1400, 1500, 1600),
    *_yearly("农村牧区特困人员基本生活标准", PER_YEAR, 9360, 10080, 10920),
    *_history("特困人员照料护理标准（半失能）", PER_MONTH, (BY_DAY, 150)),
    *_history("特困人员照料护理标准（失能）", PER_MONTH, (BY_DAY, 350)),
    *_yearly("集中养育孤儿标准", PER_MONTH, 2000, 2150, 2300),
    *_yearly("分散供养孤儿标准", PER_MONTH, 1600, 1750, 1900),
    *_yearly("事实无人抚养儿童标准", PER_MONTH, 1600, 1750, 1900),
    *_history("高龄津贴标准（75—79周岁）", PER_MONTH, (BY_DAY, 100)),
    *_history("高龄津贴标准（80—99周岁）", PER_MONTH, (BY_DAY, 150)),
    *_history("高龄津贴标准（100周岁及以上）", PER_MONTH, (BY_DAY, 600)),
    *_history("困难残疾人生活补贴标准", PER_MONTH, (BY_DAY, 100)),
    *_history("重度残疾人护理补贴标准（一级）", PER_MONTH, (BY_DAY, 250)),
    *_history("重度残疾人护理补贴标准（二级）", PER_MONTH, (BY_DAY, 200)),
    *_history("老年人意外伤害保险保费（60—79周岁）", PER_YEAR, (BY_DAY, 15)),
    *_history("老年人意外伤害保险保费（80周岁及以上）", PER_YEAR, (BY_DAY, 12)),
)
LAPSED = Standard("价格临时补贴标准", 45, PER_MONTH, date(2020, 2, 1), date(2020, 9, 30))

KEYS = {
    "urban_dibao": "城市低保标准",
    "rural_dibao": "农村牧区低保标准",
    "urban_hardship": "城市特困人员基本生活标准",
    "rural_hardship": "农村牧区特困人员基本生活标准",
    "collective": "集中养育孤儿标准",
    "scattered": "分散供养孤儿标准",
    "unattended": "事实无人抚养儿童标准",
    "half": "特困人员照料护理标准（半失能）",
    "full": "特困人员照料护理标准（失能）",
    "75": "高龄津贴标准（75—79周岁）",
    "80": "高龄津贴标准（80—99周岁）",
    "100": "高龄津贴标准（100周岁及以上）",
    "living": "困难残疾人生活补贴标准",
    "nursing_1": "重度残疾人护理补贴标准（一级）",
    "nursing_2": "重度残疾人护理补贴标准（二级）",
    "premium_60": "老年人意外伤害保险保费（60—79周岁）",
    "premium_80": "老年人意外伤害保险保费（80周岁及以上）",
}


def _monthly_fen(key: str, year: int) -> int:
    """What was paid a month (for a premium: a year) in that year, in 分."""
    day = date(year, 1, 1)
    found = max(
        (s for s in STANDARDS if s.item == KEYS[key] and s.effective <= day), key=lambda s: s.effective
    )
    months = 12 if found.unit == PER_YEAR and not key.startswith("premium") else 1
    return found.amount * 100 // months


MONTHLY = {(key, year): _monthly_fen(key, year) for key in KEYS for year in YEARS}
