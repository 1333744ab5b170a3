"""A rate or average that does not fit its two figures -> whether another one beside it is theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.completion import is_goal
from taizhang.proofread.words import pattern

_RULES = ("完成率", "平均数", "比率", "占比", "每千人拥有量", "倍数", "比例", "疑似笔误")
_HEADS = ("people", "household", "pieces")
_BY_RATE = ("比例", "倍数")
_RATES = ("完成率", "比率")
_FILLING = re.compile(r"[的达到为是约占其中全年共有实际]")
_MANY = 2
_OVER_BY = Grammar("{over_by}[^，；□]{0,8}$")
_TWO = 2
_FORESEEN, _GOAL_NAMED = Grammar("{foreseen}"), Grammar("{goal_nouns}|预算")
_CLOSE = Decimal("0.03")


def explained(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """户均2.1人，低于全省户均2.4人: what the two figures give is said already, and this one is of other times or places."""
    given = [claim for claim in claims if claim is not focus]
    if check.rule == "单项与总量":
        return _of_each_kind(reading, given, focus)
    if check.rule not in _RULES or len(given) != _TWO or any(claim.kind is Kind.RATIO for claim in given):
        return False  # what a norm of 1∶4 asks for is no quotient of it
    return (
        _of_its_sort(reading, check, given, focus)
        or _chained(reading, given, focus)
        or any(way(reading, check, given, focus) for way in (_adjusted, _of_a_list, _of_the_rest, _of_named))
        or _told_beside(reading, check, claims, focus)
    )


def _of_its_sort(reading: Reading, check: Check, given: Sequence[Claim], focus: Claim) -> bool:
    """What only a completion rate, a mean, a share or a ratio may be of."""
    ways: dict[str, tuple[Callable[[], bool], ...]] = {
        "平均数": (lambda: any(_is_mean(one) for one in given),),
        "完成率": (
            lambda: any(_is_foreseen(one, focus) for one in given),
            lambda: _all_done(reading, given, focus),
            lambda: _beyond(reading, given, focus),
        ),
        "占比": (
            lambda: any(_of_then(reading, one) for one in given),
            lambda: _of_what_is_parted(reading, given, focus),
        ),
    }
    if check.rule in _BY_RATE and _by_rate(reading, given, focus):
        return True
    if check.rule in _RATES and _of_another_pair(reading, given, focus):
        return True
    return any(way() for way in ways.get(check.rule, ()))


def _is_foreseen(one: Claim, focus: Claim) -> bool:
    """占全年预算的25.1%，二季度预计支出2.35亿元: what is expected after the rate is no goal that it was of."""
    said = _FORESEEN.search(one.lead)
    return one.start > focus.start and said is not None and not _GOAL_NAMED.search(one.lead)


def _told_beside(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """What the two figures give is said by another figure, and this one is of others."""
    given = [claim for claim in claims if claim is not focus]
    others = [claim for claim in _beside(reading, focus) if claim not in claims]
    if check.rule == "平均数":
        others = [claim for claim in others if roles.is_average(claim)]
    return any(_theirs(given, other) and _of_others(reading, focus, other) for other in others)


def _of_each_kind(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """每个网格1名网格长和2名网格员，316个网格共948人: all that is for one, times the count."""
    count = max(given, key=lambda claim: claim.start)
    singles = [
        one
        for one in reading.of_sentence(focus.sentence)
        if one.start < count.start and one.measure == focus.measure and one.kind is Kind.AMOUNT
    ]
    together = len(singles) > 1 and total(one.span for one in singles).times(count.span).meets(focus.span)
    return together or _with_another(reading, given, focus, singles)


def _with_another(reading: Reading, given: Sequence[Claim], focus: Claim, singles: Sequence[Claim]) -> bool:
    """轮椅每台800元，护理床每张3200元，轮椅50台、护理床20张，共10.4万元: one price for one count, one for another."""
    if len(given) != _TWO:
        return False
    paid = given[0].span.times(given[1].span)
    counts = [
        one
        for one in reading.of_sentence(focus.sentence)
        if one.start < focus.start and one.measure != focus.measure and one.kind is Kind.AMOUNT
    ]
    return any(
        paid.plus(price.span.times(count.span)).meets(focus.span)
        for price in singles
        for count in counts
        if price not in given and count not in given
    )


def _is_mean(claim: Claim) -> bool:
    """专职2.1人: people come in whole numbers, so this is an average itself."""
    return claim.measure in _HEADS and claim.value != claim.value.to_integral_value()


def _all_done(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """新建36个，改造48个，完成年度80个任务的105%: what was done in all."""
    goal = max(given, key=lambda claim: is_goal(reading, claim))
    dones = [
        one
        for one in reading.of_sentence(focus.sentence)
        if one is not goal and one.start < focus.start and roles.same_measure(one, goal)
        and one.kind is Kind.AMOUNT and not is_goal(reading, one)
    ]  # fmt: skip
    ratio = total(one.span for one in dones).over(goal.span) if len(dones) > 1 else None
    return ratio is not None and verdicts.agrees(focus, ratio.scaled(100))


def _beyond(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """1620户，超年度目标120户，完成率108%: what stands behind 超 is how much more was done."""
    more, done = sorted(given, key=lambda claim: claim.value)
    if not _OVER_BY.search(reading.before(more)):
        return False
    ratio = done.span.over(done.span.minus(more.span))
    return ratio is not None and verdicts.agrees(focus, ratio.scaled(100))


def _by_rate(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """投放600万元，核销率83.4%，带动2640万元，拉动比1∶5.3: of what the rate leaves of one of them."""
    one, other = sorted(given, key=lambda claim: claim.start)
    rates = [
        rate
        for rate in reading.of_sentence(focus.sentence)
        if rate.kind is Kind.RATE and one.start < rate.start < other.start and "率" in rate.lead
    ]
    found = re.findall(r"\d+(?:\.\d+)?", focus.text)
    for rate in rates:
        value = other.span.over(one.span.times(rate.span).scaled(Decimal("0.01")))
        if value is not None and found and _within(value, Decimal(found[-1])):
            return True
    return False


def _within(value: Interval, said: Decimal) -> bool:
    """Whether a figure as printed may stand for the value."""
    exponent = said.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return value.low <= said + step / _TWO and said - step / _TWO <= value.high


def _adjusted(reading: Reading, check: Check, given: Sequence[Claim], focus: Claim) -> bool:
    """预算3000万元，追加500万元，支出3360万元，占调整后的96%: the goal as it was changed."""
    moved = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if check.rule in (*_RATES, "占比") and roles.same_measure(claim, given[0]) and claim not in given
        and re.search(pattern("goal_moved"), claim.lead)
    ]  # fmt: skip
    goals = [other for one in moved for goal in given for other in
             (one.span, goal.span.plus(one.span), goal.span.minus(one.span))]  # fmt: skip
    ratios = (done.span.over(goal) for goal in goals for done in given)
    return any(ratio is not None and verdicts.agrees(focus, ratio.scaled(100)) for ratio in ratios)


def _of_a_list(reading: Reading, check: Check, given: Sequence[Claim], focus: Claim) -> bool:
    """一至四级分别为a、b、c和d，一、二级占34.8%; 专职186名、兼职372名，平均3名: the list together is meant."""
    amounts = [one for one in reading.of_sentence(focus.sentence) if one.kind is Kind.AMOUNT and not one.weak]
    for one in given:
        run = [
            other for other in amounts if roles.same_measure(other, one) and _in_list(reading, amounts, other)
        ]
        other = next(claim for claim in given if claim is not one)
        if one in run and other not in run and len(run) > 1 and _of_all(run, other, focus):
            return True
    return False


def _in_list(reading: Reading, amounts: Sequence[Claim], claim: Claim) -> bool:
    """Whether a 、 or 和 joins a figure to the one before or behind."""
    index = amounts.index(claim)
    beside = [*amounts[max(0, index - 1) : index], *amounts[index + 1 : index + 2]]
    return any(
        re.match(
            r"(?:[、和及与])[^，。；□]{0,6}$", reading.between(*sorted((claim, other), key=lambda c: c.start))
        )
        for other in beside
    )


def _of_all(run: Sequence[Claim], other: Claim, focus: Claim) -> bool:
    """A share is of the whole list, an average is the whole list over what there is."""
    added = total(one.span for one in run)
    if focus.kind is Kind.RATE:
        share = other.span.over(added)
        return share is not None and verdicts.agrees(focus, share.scaled(100))
    mean = added.over(other.span)
    return mean is not None and verdicts.quotient_agrees(focus, mean)


def _of_the_rest(reading: Reading, check: Check, given: Sequence[Claim], focus: Claim) -> bool:
    """26件，已办结24件，其余2件为跨年项目，进度分别为80%和65%: the rate is of those that are left."""
    last = max(given, key=lambda claim: claim.start)
    between = reading.between(last, focus) if last.start < focus.start else ""
    return check.rule in _RATES and re.search(pattern("rest"), between) is not None


def _of_named(reading: Reading, check: Check, given: Sequence[Claim], focus: Claim) -> bool:
    """残疾人2.6万人，持证1.82万人，一二级0.68万人，占持证残疾人的37.4%: over the figure that goes by that name."""
    part = min(given, key=lambda claim: claim.span.middle)
    said = re.search(r"占([^，□]{2,})的$", reading.before(focus))
    named = [
        one
        for one in reading.of_sentence(focus.sentence)
        if said is not None and one not in given and roles.same_measure(one, part)
        and one.kind is Kind.AMOUNT and len(one.lead) > 1 and one.lead[-2:] in said[1]
    ]  # fmt: skip
    return check.rule == "占比" and any(_theirs((part, other), focus) for other in named)


def _of_what_is_parted(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """支出1680万元，其中a、b、c，占募集额2100万元的80%: the share is of what 其中 has parted."""
    part, whole = sorted(given, key=lambda claim: claim.value)
    parted = (
        one
        for one in reading.of_sentence(focus.sentence)
        if one.start < part.start and roles.same_measure(one, part) and one.kind is Kind.AMOUNT
        and one is not whole and "其中" in reading.between(one, part)
    )  # fmt: skip
    return any(_close(one.span.over(whole.span)) and _theirs((one, whole), focus) for one in parted)


def _of_then(reading: Reading, claim: Claim) -> bool:
    """5.2万人，较“七普”时的4.6万人增长13%: a figure of another time, that a change is measured from."""
    claims = reading.of_sentence(claim.sentence)
    behind = claims[claims.index(claim) + 1 :][:1]
    told = re.search(r"(?:(?<!对)比(?!较)|(?<!比)较)[^，□]{1,12}的$", reading.before(claim))
    return told is not None and any(roles.is_change(other, reading) for other in behind)


def _of_another_pair(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """到位4480万元，支出3360万元，支出率75%: two other amounts of the sentence give the rate."""
    amounts = [one for one in reading.of_sentence(focus.sentence) if one.kind is Kind.AMOUNT and not one.weak]
    pairs = (
        (one, other)
        for one in amounts
        for other in amounts
        if one is not other and roles.same_measure(one, other) and not (one in given and other in given)
    )
    ratios = (one.span.over(other.span) for one, other in pairs)
    return any(
        ratio is not None and _close(ratio) and verdicts.agrees(focus, ratio.scaled(100)) for ratio in ratios
    )


def _close(ratio: Interval | None) -> bool:
    """Two round figures give so wide a range that any rate falls into it."""
    return ratio is not None and ratio.high - ratio.low <= _CLOSE * ratio.high


def _beside(reading: Reading, focus: Claim) -> Iterator[Claim]:
    """The derived figures of its sort around it."""
    for claim in reading.near(focus, 1):
        same = claim.kind is focus.kind and (focus.kind is Kind.RATE or claim.measure == focus.measure)
        if (
            same
            and claim is not focus
            and claim.paragraph == focus.paragraph
            and not claim.qualifier
            and claim.value != 1
        ):
            yield claim


def _theirs(given: Sequence[Claim], other: Claim) -> bool:
    """Whether one of the two over the other gives that figure."""
    one, two = given
    values = (value for value in (one.span.over(two.span), two.span.over(one.span)) if value is not None)
    scale = Decimal(100) if other.kind is Kind.RATE else Decimal(1)
    return any(verdicts.quotient_agrees(other, value.scaled(scale)) for value in values)


def _of_others(reading: Reading, focus: Claim, other: Claim) -> bool:
    """Whether its own words name another time, place, group or rate than those of the one that fits."""
    said, theirs = _words(reading, focus), _words(reading, other)
    new = [word for word in re.findall(pattern("former", "other_scope"), said) if word not in theirs]
    own = set(_FILLING.sub("", said)) - set(theirs)
    return bool(new) or len(own) >= _MANY


def _words(reading: Reading, claim: Claim) -> str:
    """The words of its clause before the figure, and of the clause before where that has no figure."""
    start = reading.sentences[claim.sentence][0]
    clauses = re.split(r"[，；(]", reading.blanked[start : claim.outer_start])
    before = clauses[-2] if len(clauses) > 1 and "□" not in clauses[-2] else ""
    return before + clauses[-1].split("□")[-1]


def _chained(reading: Reading, given: Sequence[Claim], focus: Claim) -> bool:
    """5.2万人，寄宿生占30%；寄宿生里留守儿童占45%，约0.7万人: a share of a share gives the part."""
    if focus.kind is not Kind.RATE or not roles.same_measure(*given):
        return False
    part, whole = sorted(given, key=lambda claim: claim.value)
    rates = [
        one
        for one in reading.of_sentence(focus.sentence)
        if one.kind is Kind.RATE and one is not focus and max(one.start, focus.start) < part.start
    ]
    return any(other.span.bounded and _product(whole, focus, other).meets(part.span) for other in rates)


def _product(whole: Claim, one: Claim, other: Claim) -> Interval:
    return whole.span.times(one.span).times(other.span).scaled(Decimal("0.0001"))
