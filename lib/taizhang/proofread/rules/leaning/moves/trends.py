"""今年37人、去年46人，呈上升态势; 年初16.6元，到年末涨至14.8元 -> whether the two figures go as the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.moments import Moment, moment, precedes, untimed
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.words import pattern

RULE = "增减方向"
_PAIR, _BACK = 2, 1
_MOVED = (*LEVELS, Kind.RANK, Kind.MULTIPLE)
_CASES = ("people", "cases", "pieces")
_RATES = re.compile(r"率|比重|占比|质量|水平|能力|力度|幅度|速|效|满意")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every two figures of one thing at two times, in a sentence or two running, of which nothing was said yet."""
    held = {place for check in found if check.rule == RULE for place in check.figures}
    for number in range(len(reading.sentences)):
        own = [claim for claim in reading.of_sentence(number) if _is_level(reading, claim)]
        for one in own:
            both = [one, *(claim for claim in own if claim is not one and alike(one, claim))]
            if len(both) == 1:
                both = [*_before(reading, one), one]
            first = one.sentence > both[0].sentence or one is min(both, key=lambda claim: claim.start)
            if len(both) == _PAIR and first and not {(claim.start, claim.end) for claim in both} & held:
                yield from _directed(reading, both)


def _before(reading: Reading, claim: Claim) -> list[Claim]:
    """The figures of its kind in the sentence before."""
    return [
        other
        for other in reading.of_sentence(claim.sentence - _BACK)
        if claim.sentence and other.paragraph == claim.paragraph and _is_level(reading, other) and alike(claim, other)
    ]  # fmt: skip


def _is_level(reading: Reading, claim: Claim) -> bool:
    return (
        claim.kind in _MOVED and not claim.weak and bool(claim.unit) and not roles.is_change(claim, reading)
    )


def _directed(reading: Reading, both: Sequence[Claim]) -> Iterator[Check]:
    """The earlier first; a figure with 不低于, or a target of a plan, is no level of a time."""
    one, other = both
    former, now = (one, other) if _precedes(reading, one, other) else (other, one)
    if not _precedes(reading, former, now) or any(claim.qualifier for claim in both):
        return
    turned = _turned(reading, former, now)
    said = roles.arrow(now) or _told(reading, both) or _headed(reading, both)
    if now.kind is Kind.RANK:
        said = -said  # rising in rank is going to a smaller number
    rose, fell = now.span.low > former.span.high, now.span.high < former.span.low
    level = now.value == former.value and now.span.low == now.span.high  # 去年也是800元，略有提高
    beside = re.search(r"[高低多少]于|超过|不及", one.lead + other.lead)  # 仅高于2022年的1.37万对
    if turned:
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [former, now], turned)
    elif re.search(pattern("planned"), now.lead + former.lead) or beside or not said:
        return
    elif level or (said > 0 and fell) or (said < 0 and rose):
        word = "升、增" if said > 0 else "降、减"
        reason = f"文中说是{word}，但数由{former.text}到{now.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [former, now], reason)


def _precedes(reading: Reading, one: Claim, other: Claim) -> bool:
    """By their times, or as 从2315家到2267家 tells them."""
    told = roles.is_from(one, reading) and re.fullmatch(
        r"[^，。；□]{0,6}[到至][^，。；□]{0,4}", reading.between(one, other)
    )
    if precedes(reading, one, other) or (told and one.start < other.start):
        return True
    compared = moment(other) is Moment.OPEN and roles.own_year(other) is None and other.start < one.start
    return compared and roles.own_year(one) is not None and not reading.of_sentence(one.sentence - 1)


def _told(reading: Reading, both: Sequence[Claim]) -> int:
    """The direction in the words right behind both figures, said of what they count."""
    last = both[-1]
    said = _trend().match(reading.blanked[last.outer_end : last.outer_end + 48])
    behind = reading.blanked[last.outer_end + said.end() :][:1] if said else ""
    if behind == "□" and last.kind is not Kind.RANK:
        return 0  # its figure says it: 下降9人
    if not said or (said["at"] == "" and not re.search(r"[比较与同]", last.lead)):
        return 0
    return _way(said, both) if _is_of(said["of"], both) else 0


def _headed(reading: Reading, both: Sequence[Claim]) -> int:
    """登记量不降反升，全年5210对，去年5830对: the direction in the clause right in front of both."""
    first = min(both, key=lambda claim: claim.start)
    start = reading.sentences[first.sentence][0]
    clauses = re.split(r"[，；：:。]", reading.blanked[start : first.outer_start])
    said = _trend().fullmatch(clauses[-2].strip()) if len(clauses) > 1 else None
    if said is None or both[0].sentence != both[1].sentence:
        return 0
    how = rf"(?:{pattern('trend_told', 'how_it_goes')})*$"
    name = re.search(rf"{pattern('counted_by_name')}{how}", said["of"])
    bare = not any(_bare(claim.lead) for claim in both) and first.kind is not Kind.RANK
    cases = first.measure in _CASES and re.search(rf"{pattern('troubles')}[^，]{{0,6}}?{how}", said["of"])
    of_them = (bare and name) or cases or _is_of(said["of"], both)
    return _way(said, both) if _bare(said["of"]) and of_them else 0


def _way(said: re.Match[str], both: Sequence[Claim]) -> int:
    """有所好转 is up, and down of what had better be low; of what may be either it says nothing."""
    if said["up"] or said["down"]:
        return 1 if said["up"] else -1
    own = said["of"] + "".join(claim.lead + claim.subject for claim in both)
    low, high = (bool(re.search(pattern(name), own)) for name in ("lower_is_better", "higher_is_better"))
    return (high - low) * (1 if said["better"] else -1)


def _bare(said: str) -> str:
    """The words that name something: no times, no 数量, 总体, 呈."""
    rest = untimed(said)
    while (shorter := _fillers().sub("", rest)) != rest:
        rest = shorter
    return rest.strip("的")


def _is_of(said: str, both: Sequence[Claim]) -> bool:
    """Whether words are said of what the two figures count, and of no rate or quality of it."""
    own, rest = "".join(claim.lead + claim.subject + claim.tail for claim in both), _bare(said)
    named = shares_words(said, own)
    return not (_RATES.search(said) and both[-1].kind is not Kind.RATE and not named) and (
        not rest or shares_words(rest, own)
    )


@cache
def _trend() -> re.Pattern[str]:
    how = rf"(?:{pattern('trend_told', 'how_it_goes')})*"
    return re.compile(
        rf"(?P<at>[^，；。□]{{0,6}}，|)(?P<of>[一-鿿]{{0,10}}?){how}"
        rf"(?:(?P<up>{pattern('trend_up', 'goes_up')})|(?P<down>{pattern('trend_down', 'goes_down')})"
        rf"|(?P<better>{pattern('got_better')})|(?P<worse>{pattern('got_worse')}))了?"
        rf"(?:{pattern('how_much_it_went')})?(?:{pattern('way_of_going')}(?=[，；。)]|$)|(?=[，；。)]|$)|的[，；。]|(?=□))"
    )


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{pattern('quantities_said', 'trend_of_it', 'trend_told', 'how_it_goes')}|的|呈)+"
    )


def _turned(reading: Reading, former: Claim, now: Claim) -> str:
    """上年盈利36万元，今年亏损12万元，扭亏为盈: why the two figures cannot be so; empty where they can."""
    behind = reading.blanked[max(former.outer_end, now.outer_end) : reading.sentences[now.sentence][1]]
    said = re.match(
        rf"[^，。；□]{{0,4}}，[^，。；□]{{0,6}}?(?:({pattern('turned_to_profit')})|({pattern('turned_to_loss')}))",
        behind,
    )
    if said is None:
        return ""
    signs = [
        bool(re.search(pattern("earned"), claim.lead)) - bool(re.search(pattern("lost"), claim.lead))
        for claim in (former, now)
    ]
    wrong = (said[1] and signs == [1, -1]) or (said[2] and signs == [-1, 1])
    told = f"{former.lead[-2:]}{former.text}、{now.lead[-2:]}{now.text}"
    return f"文中写“{said[1] or said[2]}”，但前后两个数是{told}；请核对。" if wrong else ""
