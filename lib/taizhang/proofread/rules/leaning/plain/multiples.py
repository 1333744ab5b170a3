"""甲为乙的2.5倍，前者每月2100元，后者每月840元; 在32个的基础上翻一番，达到64个; 不低于1.3倍 -> one over the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.judging import doubled
from taizhang.proofread.rules.leaning.around import around, common, of_its_size
from taizhang.proofread.words import pattern, words

RULE = "倍数"
UNLESS = "如所比的数另有所指，请写明"
_NAMED = re.compile(r"(?P<name>[^，□的]{2,14}?)的?$")
_OVER_NAMED = re.compile(r"(?:是|为|相当于|达到?)(?P<name>[^，□的是为]{2,14})的$")
_OF_THE_SUBJECT = re.compile(r"(?:约|正好)?(?:是|为|相当于)")
_LEAST_NAME = 3
_THE_FORMER = Grammar("{the_one_before}[^，□]{0,4}的$")
_BOTH = re.compile(r"(?P<first>前者|后者)[^，□]{0,8}(?:前者|后者)[^，□]{0,3}的$")
_TIME = re.compile(
    r"(?:是|为|相当于|达到?|约|接近)(?:了|约)*(?P<time>当年|当初|当时|那时|起初|最初|(?:19|20)\d\d年|[“「]?十[一二三四五]五[”」]?(?:时期)?|[一-鿿]{0,4}[前初末底]|当年|首年)[末底初]?(?:同期|时)?[^，□]{0,6}的$"
)


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A multiple that no rule has held against anything, over the two figures that its words name."""
    if claim.kind is not Kind.MULTIPLE:
        return
    near = [other for other in reading.of_sentence(claim.sentence) if _may_fill(reading, other)]
    near = [*_told_before(reading, claim, near), *near]
    grown = claim.unit != "番" and roles.is_change(claim, reading)
    find = _doubled if claim.unit == "番" else _grown if grown else _two_named
    pair = (
        _in_order(reading, claim, near)
        or find(reading, claim, near)
        or (None if grown else _at_time(reading, claim, near))
    )
    if pair is None:
        return
    claim = doubled(claim) if claim.unit == "番" else claim
    one, other = pair
    value = one.span.over(other.span)
    if grown and value is not None:
        value = value.minus(point(1))
    if value is None or not of_its_size(claim, value):
        return
    if re.search(rf"{pattern('floors')}[^，□]*$", reading.before(claim)):
        yield from _least(reading, claim, one, other)
        return
    yield verdicts.judged(
        reading, RULE, [one, other], claim, value, f"{one.text}÷{other.text}{'－1' if grown else ''}", UNLESS
    )


def _told_before(reading: Reading, claim: Claim, near: list[Claim]) -> list[Claim]:
    """后者相当于前者的7倍: the last two figures before, where the sentence itself has none; else
    低保标准每月750元。……现为每月1875元，是前者的2.5倍: the base, where its sentence has but one figure of that kind."""
    before = [other for other in near if other.start < claim.start]
    if not before and not near and claim.unit != "番" and not roles.is_change(claim, reading):
        return _last_two(reading, claim)
    if len(near) != 1 or not before or claim.unit == "番" or roles.is_change(claim, reading):
        return []
    return [
        other
        for other in around(reading, claim, 1, 0)
        if other.sentence < claim.sentence
        and _may_fill(reading, other)
        and roles.same_measure(other, near[0])
    ]


def _in_order(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """后者相当于前者的7倍: the last two figures before it, as they stand."""
    told = _BOTH.search(reading.before(claim))
    pair = [other for other in near if other.start < claim.start][-2:]
    if told is None or len(pair) != len(("one", "other")) or not roles.same_measure(*pair):
        return None
    return (pair[1], pair[0]) if told["first"] == "后者" else (pair[0], pair[1])


def _last_two(reading: Reading, claim: Claim) -> list[Claim]:
    """The two figures of the sentence before, if it has but two of that kind."""
    before = [other for other in around(reading, claim, 1, 0) if other.sentence < claim.sentence]
    before = [other for other in before if _may_fill(reading, other)]
    alike = [other for other in before if roles.same_measure(other, before[-1])]
    return alike if len(alike) == len(("one", "other")) else []


def _least(reading: Reading, claim: Claim, one: Claim, other: Claim) -> Iterator[Check]:
    """不低于低保标准的1.3倍 is exact: 901元 is less than 1.3 times 700元."""
    least = other.span.scaled(claim.value)
    if one.span.high >= least.low:
        reason = f"{one.text}不低于{other.text}的{claim.text}，相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [other, claim, one], reason, focus=one)
        return
    expected = verdicts.said(least.middle, one)
    reason = f"{other.text}的{claim.text}为{expected}，文中{one.text}低于它；{UNLESS}。"
    yield verdicts.check(
        reading, RULE, Status.DOUBTFUL, [other, claim, one], reason, focus=one, expected=expected
    )


def _may_fill(reading: Reading, claim: Claim) -> bool:
    return (
        claim.kind is Kind.AMOUNT
        and claim.span.bounded
        and claim.value > 0
        and not roles.is_change(claim, reading)
    )


def _doubled(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """现有32个的基础上翻一番，达到64个: the level right before and the one right behind; 由2万人发展到4万人，翻了一番."""
    before = [other for other in near if other.start < claim.start and claim.clause - other.clause < 2]
    behind = [
        replace(other, span=point(other.span.low)) if other.qualifier == "over" and not other.weak else other
        for other in reading.of_sentence(claim.sentence)
        if 0 <= other.clause - claim.clause < 2 and other.start > claim.start and other.value > 0
    ]
    behind = [other for other in behind if _may_fill(reading, other)]  # 达到30亿元以上: no less than that
    alone = len(claim.lead) < _LEAST_NAME  # not 站点从96个增加到118个，服务时长翻了一番
    if alone and len(before) > 1 and roles.is_from(before[-2], reading) and roles.same_measure(*before[-2:]):
        return before[-1], before[-2]
    if not before or not behind or not roles.same_measure(before[-1], behind[0]):
        return None
    return (behind[0], before[-1]) if re.match("的?(?:基础|基数)", before[-1].tail) else None


def _two_named(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """前者 and 后者; else the only figure that goes by the name before the multiple, and the only other one."""
    first = [other for other in near if "前者" in other.lead]
    second = [other for other in near if "后者" in other.lead]
    if len(first) == len(second) == 1:
        return (first[0], second[0]) if roles.same_measure(first[0], second[0]) else None
    if re.search(pattern("former"), claim.lead):
        return _now_and_then(near)
    apart = len(near) == len(("one", "other")) and near[0].sentence < near[1].sentence
    if apart and _THE_FORMER.search(reading.before(claim)):
        return (near[1], near[0]) if roles.same_measure(*near) else None
    said = re.split(pattern("floors"), reading.before(claim))[-1]
    named = _OVER_NAMED.search(said) or _NAMED.search(said)
    alike = [other for other in near if other.measure == near[0].measure and other.per == near[0].per]
    if named is None or len(alike) != 2 or len(near) != 2:
        return None
    marks = [common(named["name"], other.lead) for other in alike]
    base = alike[marks.index(max(marks))]
    subject = claim.clause - base.clause == 1 and _OF_THE_SUBJECT.match(reading.before(claim))
    least = min(_LEAST_NAME, len(named["name"]))  # 乙县是甲县的2.4倍
    if max(marks) < least or marks[0] == marks[1] or (subject and base.start < claim.start):
        return None
    return next(other for other in alike if other is not base), base


def _grown(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """仅有45个，五年间发展到540个，增长了11倍: the level that something came to, and the only other one of its measure."""
    before = [other for other in near if other.start < claim.start]
    if len(before) < len(("then", "now")) or before[-1].clause < claim.clause - 1:
        return None
    now = before[-1]
    levels = [other for other in before[:-1] if roles.same_measure(other, now)]
    came = roles.is_target(now) or re.search(pattern("current", "reached"), reading.before(now))
    bare = not re.sub(pattern("move_fillers", "up"), "", claim.lead)
    told = len(levels) == 1 and levels[0].value < now.value and came and bare
    return (now, levels[0]) if told and "；" not in reading.between(levels[0], claim) else None


def _at_time(reading: Reading, claim: Claim, near: list[Claim]) -> tuple[Claim, Claim] | None:
    """2022年720万元，2024年1440万元；2025年2880万元，为2022年的4倍: the figure right before the multiple, and the only
    one of its measure that is told of the time named."""
    named = _TIME.search(reading.before(claim).replace(" ", ""))
    before = [other for other in near if other.start < claim.start]
    if named is None or not before or claim.clause - before[-1].clause > 1:
        return None
    now = before[-1]
    then = [
        other
        for other in before[:-1]
        if roles.same_measure(other, now)
        and named["time"] in reading.text[other.outer_start - len(reading.before(other)) : other.outer_start]
    ]
    if named["time"] in words("that_time") and not then:
        then = [other for other in before[:-1] if roles.same_measure(other, now)]  # 当年的3倍
    last = reading.text[now.outer_start - len(reading.before(now)) : now.outer_start]
    return (now, then[0]) if len(then) == 1 and named["time"] not in last else None


def _now_and_then(near: list[Claim]) -> tuple[Claim, Claim] | None:
    """今年1.2万人次，去年是8000人次，是去年的1.5倍: nothing else of its kind in the sentence."""
    if len(near) != len(("now", "then")) or not roles.same_measure(*near):
        return None
    now, then = sorted(near, key=roles.before_now)
    return (now, then) if roles.before_now(then) and not roles.before_now(now) else None
