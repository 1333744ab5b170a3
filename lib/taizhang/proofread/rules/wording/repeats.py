"""The same subject, unit and period twice in one text -> whether the two values can both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import noun, times_said, trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

RULE = "前后一致"
_LEAST = 4
_ALONE = 8
_PAIR = 2
_FLOATING = re.compile(r"^(?:目前|现在?|当前|截[至止]|\d{1,2}月)$")
_LEAST_ALIKE = 0.5
_PLACE = re.compile(r"^(?:全市|全县|全区|全省|全旗|全盟|我市|我县|我区|我省|全国|各地|市级|目前|截至目前)+")


def checks(reading: Reading) -> Iterator[Check]:
    """Neighbouring mentions of one subject that give two values."""
    known: dict[tuple[str, str, str, Kind], list[Claim]] = {}
    for claim in reading.claims:
        name = subject_of(claim)
        start = reading.sentences[claim.sentence][0]
        if "其中" in reading.text[start : claim.start]:
            continue  # a part goes by the name of its whole too
        if _names_itself(reading, claim, name) and _comparable(reading, claim):
            known.setdefault((name, claim.measure, claim.per, claim.kind), []).append(claim)
    yield from _slips(reading)
    for (name, *_), claims in known.items():
        for first, second in pairwise(claims):
            told_apart = "口径" in reading.between(first, second)
            if _same_period(first, second) and not _one_phrase(first, second) and not told_apart:
                yield from _judge(reading, name, first, second)


def _slips(reading: Reading) -> Iterator[Check]:
    """Two figures of one thing with two digits swapped: 10384 and 10834."""
    known: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in reading.claims:
        if (
            claim.kind is Kind.AMOUNT
            and claim.unit
            and len(digits := _digits(claim)) >= 2
            and not roles.is_change(claim, reading)
        ):
            known.setdefault(
                (claim.measure, "".join(sorted(digits)), str(claim.value.adjusted())), []
            ).append(claim)
    for claims in known.values():
        for first, second in pairwise(claims):
            if first.span.meets(second.span) or not _swapped(_digits(first), _digits(second)):
                continue
            if _same_thing(reading, first, second):
                reason = (
                    f"前面写{first.text}，这里写{second.text}，只差两个数字的先后；如是同一个数，请改正一处。"
                )
                yield verdicts.check(
                    reading, RULE, Status.DOUBTFUL, [first, second], reason, expected=first.text
                )


def _digits(claim: Claim) -> str:
    return f"{claim.value.normalize():f}".replace(".", "")


def _swapped(one: str, other: str) -> bool:
    odd = [index for index in range(min(len(one), len(other))) if one[index] != other[index]]
    return len(one) == len(other) and len(odd) == 2 and odd[1] == odd[0] + 1


def _same_thing(reading: Reading, first: Claim, second: Claim) -> bool:
    apart = first.sentence != second.sentence or "；" in reading.between(first, second)
    if not apart or times_said(first.lead) != times_said(second.lead):
        return False
    if roles.before_now(first) or roles.before_now(second):
        return False
    names = [claim.lead + claim.subject + claim.tail + reading.after(claim)[:12] for claim in (first, second)]
    named = [re.sub(r"[\W\d_]|全[市县区省旗]|共|有|现", "", name) for name in names]
    alike = max(likeness(named[0], named[1]), likeness(named[1], named[0])) >= _LEAST_ALIKE
    return alike or _same_noun(first, second)


def _same_noun(first: Claim, second: Claim) -> bool:
    """共回收有效问卷1846份 and 1864份有效问卷显示: what is counted stands before one and behind the other."""
    one, other = trimmed(first.lead), trimmed(second.lead)
    least = _PAIR if len(_digits(first)) > _PAIR or first.unit == second.unit else _LEAST
    behind = (second.tail, first.tail)
    return any(
        tail.startswith(name[-length:])
        for name, tail in zip((one, other), behind, strict=True)
        for length in range(least, len(name) + 1)
    )


def subject_of(claim: Claim) -> str:
    """The claim's own subject, without the words for the whole place; empty when it only inherits one."""
    own = _PLACE.sub("", trimmed(claim.lead))
    if len(own) < 2:
        own = _PLACE.sub("", noun(claim.tail))
    return own


def _comparable(reading: Reading, claim: Claim) -> bool:
    if claim.kind not in (Kind.AMOUNT, Kind.RATE) or claim.weak or not claim.unit or _compares(claim):
        return False
    if roles.is_change(claim, reading) or roles.is_from(claim, reading) or roles.before_now(claim):
        return False
    return not re.search(
        rf"其中|中有|新增|新建|新|另|再|又|目标|计划|力争|到20|{pattern('rest')}", claim.lead
    )


def _compares(claim: Claim) -> bool:
    """是2015年5645张的2倍: its words name another time themselves."""
    return bool(re.search(r"(?:是|比|较|为)(?:19|20)\d\d年", claim.lead))


def _names_itself(reading: Reading, claim: Claim, name: str) -> bool:
    """A short name later in a sentence leans on what stands before it: 孤儿31人，养育标准2300元."""
    first = reading.of_sentence(claim.sentence)[0] is claim
    return len(name) >= (_LEAST if first else _ALONE)


def _same_period(first: Claim, second: Claim) -> bool:
    one, other = (_FLOATING.sub("", claim.period) for claim in (first, second))
    return one == other or not one or not other


def _one_phrase(first: Claim, second: Claim) -> bool:
    """15个乡镇建成助餐点180个: the words between the two are said once."""
    return second.outer_start - first.outer_end <= len(first.tail) + 1 and first.tail == second.lead


def _judge(reading: Reading, name: str, first: Claim, second: Claim) -> Iterator[Check]:
    both = [first, second]
    if first.span.meets(second.span):
        yield verdicts.check(reading, RULE, Status.RIGHT, both, f"“{name}”前后两处一致。")
    else:
        reason = f"“{name}”前面写{first.text}，这里写{second.text}；如时点或范围不同，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, both, reason, expected=first.text)
