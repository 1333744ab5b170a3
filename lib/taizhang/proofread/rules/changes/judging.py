"""Two ends and the change between them -> right, wrong or doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from taizhang.proofread import words
from taizhang.proofread.claims import Reading, subjects
from taizhang.proofread.intervals import INFINITE, Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair, other_stretch
from taizhang.proofread.rules.changes.said import rounded

RULE = rounded.RULE
POINTS_RULE = "百分点"
_DOUBLED = Decimal("0.95")
_LOOSELY = Decimal("0.25")
_FAR, _NAMED, _TWICE = 50, 3, 2
_REAL = "如按可比价计算，请注明。"
PLACES = re.compile(r"[位名]|个位次|个名次")


def any_pair(reading: Reading, change: Claim, pairs: Sequence[Pair]) -> Iterator[Check]:
    """The first pair that the change fits; else the nearest, certain only when there is no other."""
    held = [pair for pair in pairs if holds(pair, change, reading)]
    for pair in held[:1] or pairs[:1]:
        sure = Pair(pair.former, pair.now, pair.tight and len(pairs) == 1)
        yield from judge(reading, sure, change)


def holds(pair: Pair, change: Claim, reading: Reading) -> bool:
    """Whether a change fits its two ends."""
    expected = expected_change(pair, change, roles.direction(change, reading) or 1)
    return expected is not None and verdicts.agrees(change, expected)


def expected_change(pair: Pair, change: Claim, direction: int) -> Interval | None:
    """What the change should say, in its own kind; None where the earlier figure may be zero."""
    if change.kind is Kind.AMOUNT and pair.now.kind is not Kind.RANK and change.measure != pair.now.measure:
        return None  # 比重由20.4%提高到21.3%，净增0.8万人: a change of something else
    gap = pair.now.span.minus(pair.former.span)
    if pair.now.kind is Kind.RANK:
        gap = gap.scaled(-1)  # rising is going to a smaller number
    signed = gap if direction > 0 else gap.scaled(-1)
    if change.kind in (Kind.POINTS, Kind.AMOUNT, Kind.AGE):
        return signed
    grown = pair.now.span.growth_from(pair.former.span)
    ratio = grown.scaled(direction) if grown is not None and pair.now.kind is not Kind.RANK else None
    if change.kind is Kind.RATE:
        return ratio.scaled(100) if ratio else None
    if change.unit == "番":
        return pair.now.span.over(pair.former.span)
    return ratio


def judge(reading: Reading, pair: Pair, change: Claim, way: int = 0) -> Iterator[Check]:
    """One change between its two ends; ``way`` is its direction where its own words do not say it."""
    direction = way or roles.direction(change, reading) or _direction_of(pair)
    expected = expected_change(pair, change, direction)
    if expected is None or (not change.span.low.is_finite() and not change.span.high.is_finite()):
        return
    if _is_another(reading, pair, change):
        return
    rule = POINTS_RULE if change.kind is Kind.POINTS else RULE
    if change.unit == "番":
        change = doubled(change)
    if change.kind is Kind.POINTS and pair.now.kind is Kind.AMOUNT:
        if _of_rates(change):
            return
        yield _rate_meant(reading, pair, change)
    elif confused := _points_meant(reading, pair, change, direction):
        yield confused
    elif verdicts.agrees(change, expected):
        yield rounded.remark(reading, pair, change, direction) or _held(
            reading, rule, pair, change, direction
        )
    elif pair.now.kind is Kind.RATE and (mixed := _points_for_rate(reading, pair, change, direction)):
        yield mixed
    else:
        yield from _unless_of_then(reading, rule, pair, change, direction, expected)


def _of_rates(change: Claim) -> bool:
    """增幅4.8%，较全省平均增幅低1.2个百分点: between two rates of growth, whatever has grown."""
    return re.search(words.pattern("rates_of_change", "rates_of_fall"), change.lead) is not None


def _unless_of_then(
    reading: Reading, rule: str, pair: Pair, change: Claim, direction: int, expected: Interval
) -> Iterator[Check]:
    if not _of_then(reading, pair, change, expected):
        yield _off(reading, rule, pair, change, direction, expected)


def _of_then(reading: Reading, pair: Pair, change: Claim, expected: Interval) -> bool:
    """今年借出46.5万册，相对应的是，2021年全市借出52.3万册，同比上升8.4%: a rate right behind a whole statement of another
    year, and far from what the two figures give, is of that year."""
    former = pair.former
    if not pair.now.start < former.start < change.start or roles.own_year(former) is None:
        return False
    told = len(subjects.trimmed(subjects.untimed(former.lead))) >= _NAMED
    beside = re.fullmatch(r"[^，；。□]{0,2}，(?:同比|环比)[^，；。□]{0,4}", reading.between(former, change))
    far = expected.middle <= 0 or not 1 / _TWICE < change.span.middle / expected.middle < _TWICE
    return told and beside is not None and far


def doubled(change: Claim) -> Claim:
    """1.82 times is not 翻一番 yet, 2.2 times is; 翻了两番还多 may be any more."""
    more = re.match(r"(?:还)?多|有余|以上", change.tail)
    return replace(change, span=Interval(change.value * _DOUBLED, INFINITE if more else change.span.high))


def _maybe_real(reading: Reading, pair: Pair, change: Claim) -> bool:
    """生产总值增加4374亿元，增长33.6%: output grows at constant prices, its amounts are of the day."""
    money = pair.now.kind is Kind.AMOUNT and pair.now.measure == "money"
    rate = change.kind in (Kind.RATE, Kind.MULTIPLE)
    said = reading.before(pair.now) + pair.now.subject + reading.before(pair.former)
    return money and rate and re.search(words.pattern("at_prices"), said) is not None


def _worlds_apart(pair: Pair) -> bool:
    """12000元 and 560万元: what nobody says rose from the one to the other, and is so far off, did not."""
    if pair.now.kind is not Kind.AMOUNT or re.search(r"(?:由|从|自)[^，]*$", pair.former.lead):
        return False
    one, other = abs(pair.former.span.middle), abs(pair.now.span.middle)
    return bool(one and other) and max(one, other) > _FAR * min(one, other)


def _is_another(reading: Reading, pair: Pair, change: Claim) -> bool:
    """Whether the change is not that of these two ends: of ranks told in %, of one figure told twice, of the count."""
    if pair.now.kind is Kind.RANK and not PLACES.match(change.unit + change.tail):
        return True  # 增长4.9倍、从第13位升至第5位: ranks move by places
    if _repeated(pair) or _worlds_apart(pair) or _of_the_count(pair, change) or _came_and_went(pair, change):
        return True
    return other_stretch(reading, pair, change)


def _came_and_went(pair: Pair, change: Claim) -> bool:
    """年初3218户，新增146户、清退289户: what came is not what is left when others have gone."""
    came = re.search(rf"{words.pattern('newly')}$", pair.now.lead)
    return bool(came and re.search(rf"{words.pattern('outflow')}$", change.lead))


def _of_the_count(pair: Pair, change: Claim) -> bool:
    """千名老人床位数由38.5张降至37.9张，床位总量仍增加260张: a density, and the change of what there is in all."""
    dense = re.search(words.pattern("of_each"), pair.former.lead + pair.former.subject)
    counted = change.kind is Kind.AMOUNT and re.search(words.pattern("in_all"), change.lead)
    return bool(dense and counted)


def _repeated(pair: Pair) -> bool:
    """上半年零售额7.1万亿元…零售额7.1万亿元，增长9.8%: one figure said twice is no earlier and later one."""
    one, other = pair.former, pair.now
    moved = re.search(r"(?:由|从|自)[^，]*$", one.lead)
    return one.value == other.value and one.unit == other.unit and one.period == other.period and not moved


def _off(reading: Reading, rule: str, pair: Pair, change: Claim, direction: int, expected: Interval) -> Check:
    involved = [pair.former, pair.now, change]
    sums = f"由{pair.former.text}到{pair.now.text}"
    middle = _printed(pair, change, direction) or expected.middle
    value = verdicts.said(abs(middle), change)
    turned = middle < 0
    reason = f"{sums}，应为{_word(-direction if turned else direction, pair)}{value}，文中为{_word(direction, pair)}{change.text}。"
    cut = verdicts.cut_off(change, expected)
    real = _maybe_real(reading, pair, change)
    sure = (
        pair.tight
        and not real
        and not _loosely_doubled(change, expected)
        and not any(map(_spelt_round, involved[:2]))
    )
    status = Status.DOUBTFUL if cut or not sure else Status.WRONG
    reason += verdicts.CUT if cut else _REAL if real else "" if sure else "如口径不同，请注明。"
    return verdicts.check(
        reading,
        rule,
        status,
        involved,
        reason,
        focus=change,
        expected=f"{_word(-direction, pair)}{value}" if turned else value,
    )


def _loosely_doubled(change: Claim, expected: Interval) -> bool:
    """翻番 is also said of what has nearly doubled."""
    return change.unit == "番" and abs(expected.middle / change.value - 1) < _LOOSELY


def _spelt_round(claim: Claim) -> bool:
    """三万千瓦: spelt with one digit it is as round as it can be."""
    return re.match(r"[一二三四五六七八九][万亿](?![一二三四五六七八九零])", claim.text) is not None


def _printed(pair: Pair, change: Claim, direction: int) -> Decimal | None:
    """What the figures give as they are printed: what a reader works out."""
    if not (pair.former.span.bounded and pair.now.span.bounded):
        return None
    factor = Decimal(1)
    if pair.now.kind in (Kind.AMOUNT, Kind.RANGE):
        known = words.units().get(pair.now.unit)
        factor = known.factor if known else factor
    former, now = (replace(one, span=point(one.value * factor)) for one in (pair.former, pair.now))
    found = expected_change(Pair(former, now, True), change, direction)
    return found.middle if found is not None else None


def _held(reading: Reading, rule: str, pair: Pair, change: Claim, direction: int) -> Check:
    """Right, or only right because of what rounding may hide: points are taken from the printed rates."""
    involved = [pair.former, pair.now, change]
    sums = f"由{pair.former.text}到{pair.now.text}"
    printed = (pair.now.value - pair.former.value) * direction
    plain = change.kind is Kind.POINTS and not any(claim.qualifier for claim in involved)
    if (
        plain
        and printed != change.value
        and abs(printed - change.value) >= max(claim.step for claim in involved)
    ):
        value = verdicts.said(printed, change)
        reason = f"{sums}，按所印数字相差{value}，文中为{change.text}；如因四舍五入，不必改。"
        return verdicts.check(reading, rule, Status.DOUBTFUL, involved, reason, focus=change, expected=value)
    return verdicts.check(
        reading, rule, Status.RIGHT, involved, f"{sums}，{_word(direction)}{change.text}相符。", focus=change
    )


def _points_meant(reading: Reading, pair: Pair, change: Claim, direction: int) -> Check | None:
    """85%到88%，提高3%: the points between the printed rates, and not the 3.5% of the change."""
    both = pair.now.kind is pair.former.kind is change.kind is Kind.RATE
    plain = not any(claim.qualifier for claim in (pair.former, pair.now, change))
    if not both or not plain or not pair.former.value:
        return None
    gap = (pair.now.value - pair.former.value) * direction
    ratio = gap / pair.former.value * 100
    if gap != change.value or abs(ratio - change.value) * 2 <= change.step:
        return None
    return _points_said(reading, pair, change)


def _direction_of(pair: Pair) -> int:
    """超过目标值55%达2.5个百分点: the words stand before the reference."""
    if re.search(r"低于|落后于", pair.former.lead):
        return -1
    if re.search(r"超过|高于|超出|高出", pair.former.lead):
        return 1
    rose = pair.now.value >= pair.former.value
    return 1 if rose != (pair.now.kind is Kind.RANK) else -1


def _word(direction: int, pair: Pair | None = None) -> str:
    if pair is not None and pair.now.kind is Kind.RANK:
        return "前移" if direction > 0 else "后移"
    return "增长" if direction > 0 else "下降"


def _points_for_rate(reading: Reading, pair: Pair, change: Claim, direction: int) -> Check | None:
    """45%到52%: 提高7个百分点, not 提高7%."""
    gap = pair.now.span.minus(pair.former.span).scaled(direction)
    return (
        _points_said(reading, pair, change) if change.kind is Kind.RATE and gap.meets(change.span) else None
    )


def _rate_meant(reading: Reading, pair: Pair, change: Claim) -> Check:
    """8000人到7000人，下降12.5个百分点: an amount changes by %."""
    reason = f"{pair.former.text}、{pair.now.text}是数量，增减幅度应写“%”，不写“百分点”。"
    involved = [pair.former, pair.now, change]
    return verdicts.check(reading, POINTS_RULE, Status.DOUBTFUL, involved, reason, focus=change)


def _points_said(reading: Reading, pair: Pair, change: Claim) -> Check:
    points = f"{change.text.rstrip('%％')}个百分点"
    reason = f"{pair.former.text}与{pair.now.text}相差的是百分点，应写“{points}”。"
    involved = [pair.former, pair.now, change]
    return verdicts.check(reading, POINTS_RULE, Status.WRONG, involved, reason, focus=change, expected=points)
