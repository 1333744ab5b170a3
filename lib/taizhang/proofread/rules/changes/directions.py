"""提高, 下降, 高于, 低于 -> whether the words agree with the two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, is_former
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.rules.changes.owners import names_a_thing
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.words import pattern

DIRECTION = "增减方向"


def directions(reading: Reading, pairs: Sequence[Pair]) -> Iterator[Check]:
    """Every pair whose words say which way it went."""
    for pair in pairs:
        said = roles.arrow(pair.now)
        if pair.former.per != pair.now.per and pair.former.per and pair.now.per:
            yield _other_span(reading, pair)
            continue
        before = _said_before(reading, pair)
        if said and before and said != before:
            reason = f"前面的增减用词与{_arrow_word(pair.now)}相反；请核对。"
            yield verdicts.check(reading, DIRECTION, Status.DOUBTFUL, [pair.former, pair.now], reason)
            continue
        said = said or before
        if not said:
            continue
        if pair.now.kind is Kind.RANK or re.search(r"名次|排名|位次|排位", reading.before(pair.former)):
            said = -said  # rising in rank is going to a smaller number
        rose = pair.now.span.low > pair.former.span.high
        fell = pair.now.span.high < pair.former.span.low
        both = [pair.former, pair.now]
        if (said > 0 and fell) or (said < 0 and rose):
            reason = f"文中写{_arrow_word(pair.now)}，但数由{pair.former.text}到{pair.now.text}；请核对两个数和增减用词。"
            yield verdicts.check(reading, DIRECTION, Status.WRONG, both, reason)
        elif rose or fell:
            reason = f"由{pair.former.text}到{pair.now.text}，与所写方向一致。"
            yield verdicts.check(reading, DIRECTION, Status.RIGHT, both, reason)


def _said_before(reading: Reading, pair: Pair) -> int:
    """环比下降，由320件变为365件: the direction stands before the pair."""
    before = reading.blanked[max(0, pair.former.outer_start - 24) : pair.former.outer_start]
    found = re.search(rf"(?:(?<!新)({pattern('up')})|({pattern('down')}))，(?:由|从)[^，□]*$", before)
    return 0 if not found else 1 if found[1] else -1


def _arrow_word(claim: Claim) -> str:
    found = re.search(rf"(?:{pattern('up', 'down')})(?:了)?(?:到了?|至|为|成)", claim.lead)
    return f"“{found[0]}”" if found else "升降"


def _other_span(reading: Reading, pair: Pair) -> Check:
    """由每年6600元提高到每月7200元: the two are not for the same stretch."""
    reason = f"{pair.former.text}与{pair.now.text}一个按{pair.former.per}、一个按{pair.now.per}，不能直接相比；请核对是月标准还是年标准。"
    return verdicts.check(reading, "月标准与年标准", Status.DOUBTFUL, [pair.former, pair.now], reason)


def compared(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """23.0%，低于全省20.6%的平均水平: the words against the two figures."""
    yield from _arrow_and_former(reading, claims)
    yield from _moved_from(reading, claims)
    yield from _moved_against(reading, claims)
    for first, second in pairwise(claims):
        found = re.search(r"(低于|高于|少于|多于|优于|快于|慢于|不及|超过|超出)[^，]*$", second.lead)
        if (
            not found
            or first.kind not in LEVELS
            or not alike(first, second)
            or second.qualifier
            or reading.between(first, second).count("，") > 1
        ):
            continue
        higher = found[1] in ("高于", "多于", "快于", "优于", "超过", "超出")
        level = bool(re.search(r"平均|水平", second.lead + second.tail))
        if found[1] == "优于" or (
            first.kind is Kind.AMOUNT and not level and not (first.per or second.lead.endswith("的"))
        ):
            continue
        if _is_gap(claims, first, second) or _of_its_own(first, second.lead[: found.start()]):
            continue
        if _set_apart(reading, first, second):
            continue
        moved = first.kind is Kind.AMOUNT and roles.is_change(first, reading)
        if moved or (first.lead.endswith("的") and not level):
            continue  # 比上年增加1.6张，高于全市29.8张; 超批复的7个，低于批复的4个
        wrong = first.span.high < second.span.low if higher else first.span.low > second.span.high
        reason = f"文中写“{found[1]}”，但前面是{first.text}，比较的是{second.text}。"
        if wrong:
            yield verdicts.check(reading, DIRECTION, Status.WRONG, [first, second], reason)


def _of_its_own(first: Claim, said: str) -> bool:
    """安装率97.8%，故障率低于2%: the second rate has a name of its own, and is not compared with the first."""
    name = trimmed(said)
    own = len(name) > 1 and name.endswith(("率", "比", "比重", "比例", "度"))
    return own and not shares_words(name, first.lead + first.subject)


def _set_apart(reading: Reading, first: Claim, second: Claim) -> bool:
    """4家(占26.5%)不但维修支出低于…的9%: a share in brackets is not what the words behind it compare."""
    said = re.split(r"[低高少多优快慢]于|不及|超[过出]", reading.between(first, second))[0]
    return first.depth > second.depth and ("，" in said or names_a_thing(trimmed(said.strip(")"))))


def _is_gap(claims: Sequence[Claim], first: Claim, second: Claim) -> bool:
    """全省平均860元，我县812元，低于全省平均48元: the figure behind the name is how much less, not what is compared."""
    before = [claim for claim in claims[: list(claims).index(first)] if alike(claim, first)]
    bare = not second.lead.endswith("的") and not re.match("的", second.tail)
    return bare and any(
        re.sub(r".*(?:低于|高于|少于|多于|超过|超出)", "", second.lead)[:2] in claim.lead for claim in before
    )


def _moved_from(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """860万元，比上年的946万元有所减少: the direction stands behind the earlier figure, without a number."""
    for now, former in pairwise(claims):
        base = re.search(r"(?:比|较|与|同)[^，]*的?$", former.lead)
        said = re.match(
            rf"(?:相比)?(?:有所|略有|稍有|明显|大幅|小幅|显著|均有所|又有)(?:({pattern('up')})|({pattern('down')}))(?=[，。；]|$)",
            reading.blanked[former.outer_end :],
        )
        if not (base and said) or now.kind not in LEVELS or not alike(now, former) or now.qualifier:
            continue
        rose = now.span.low > former.span.high
        fell = now.span.high < former.span.low
        level = now.value == former.value and now.span.low == now.span.high  # 1320人，与上年1320人略有下降
        if level or (said[1] and fell) or (said[2] and rose):
            reason = f"文中写“{said[0]}”，但数由{former.text}到{now.text}；请核对两个数和增减用词。"
            yield verdicts.check(reading, DIRECTION, Status.WRONG, [now, former], reason)


def _moved_against(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """比上年增加1.3万人，降至186.7万人: the change one way, and right behind it the level reached the other way."""
    for change, now in pairwise(claims):
        way, reached = roles.direction(change, reading), roles.arrow(now)
        like = change.kind is not Kind.AMOUNT or change.measure == now.measure
        bare = re.fullmatch(
            rf"，(?:{pattern('move_fillers')})*(?:{pattern('up', 'down', 'rose_to', 'fell_to')})(?:到|至|为)",
            reading.between(change, now),
        )
        if bare and like and now.kind in LEVELS and roles.is_change(change, reading) and way * reached < 0:
            reason = f"前面说{change.lead[-2:]}{change.text}，后面说{_arrow_word(now)}{now.text}，方向相反；请核对。"
            yield verdicts.check(reading, DIRECTION, Status.DOUBTFUL, [change, now], reason)


def _arrow_and_former(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """降到14起，去年为11起: where it went to, and where it came from after that."""
    for index, now in enumerate(claims):
        said = roles.arrow(now)
        former = next(
            (
                claim
                for claim in claims[index + 1 : index + 3]
                if is_former(claim) and alike(claim, now) and _of_the_same(reading, now, claim)
            ),
            None,
        )
        if said and former is not None and not any(roles.is_from(claim, reading) for claim in claims[:index]):
            yield from directions(reading, [Pair(former, now, True)])


def _of_the_same(reading: Reading, now: Claim, former: Claim) -> bool:
    """提高到89元；上年结转186万元: another statement, and another name, are of another thing."""
    name = trimmed(re.sub(r"(?:比|较|与|同)[^，]*$", "", former.lead))
    named = len(name) > 1 and not shares_words(name, now.lead + now.subject)
    return not named and "；" not in reading.between(now, former)


def points_between(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """甲县63%，乙县71%，乙县比甲县高8个百分点."""
    for index, gap in enumerate(claims):
        rates = [
            claim
            for claim in claims[:index]
            if claim.kind is Kind.RATE and not roles.is_change(claim, reading)
        ]
        named = re.search(r"(?:高|低|多|少|领先|落后|相差|差距为?)(?:出|了|于([^，□]{1,8}))?$", gap.lead)
        if (
            gap.kind is not Kind.POINTS
            or len(rates) != 2
            or not named
            or re.search(pattern("former"), gap.lead)
        ):
            continue
        if any(map(is_former, rates)):
            continue  # 78.4%，上年同期为81.0%，今年要高…: two times, and which is the earlier counts
        against = named[1] or next(iter(re.findall(r"(?:比|较)([^，□]{1,8}?)(?:高|低|多|少)", gap.lead)), "")
        if re.search(r"[降提升减]", gap.lead) or any(roles.is_from(rate, reading) for rate in rates):
            continue
        if against and not any(against[:2] in rate.lead for rate in rates):
            continue
        low, high = sorted(rates, key=lambda rate: rate.value)
        yield from judge(reading, Pair(low, high, False), gap, 1)
