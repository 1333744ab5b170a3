"""按不低于低保标准的1.3倍确定 -> whether the two standards of the text stand in that proportion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness

RULE = "月标准与年标准"
_OF = Grammar("(?P<own>[^，□]{2,16}?标准)?(?:统一)?{set_as}+(?P<base>[^，□按为]{2,14}标准)的$")
_SET = Grammar("[^，。；]{0,6}{set_by}")
_REACHED = re.compile(r"(?:即|为|达到?|每)")
_ALIKE, _ROUNDED = 0.6, Decimal("0.01")


def checks(reading: Reading) -> Iterator[Check]:
    """Every multiple by which one standard is set from another, both given in the sentences around it."""
    for claim in reading.claims:
        if claim.kind is not Kind.MULTIPLE:
            continue
        said = _OF.search(reading.before(claim).replace(" ", ""))
        if said is not None and _SET.match(reading.after(claim)) and said["own"]:
            yield from _check(reading, claim, said["own"], re.sub("不低于|^照", "", said["base"]))


def _check(reading: Reading, claim: Claim, own: str, base: str) -> Iterator[Check]:
    near = [
        other
        for other in reading.near(claim, 1)
        if other.measure == "money"
        and other.paragraph == claim.paragraph
        and other.kind is Kind.AMOUNT
        and not roles.is_change(other, reading)
        and not roles.before_now(other)
        and not roles.is_from(other, reading)
    ]
    bases = _called(near, base)
    owns = _behind(near, claim) or _called(near, own)
    for one, other in zip(bases, owns, strict=False):
        if one is not other and one.per.endswith(("月", "年")) and one.per[-1:] == other.per[-1:]:
            yield _verdict(reading, claim, one, other)


def _behind(near: Sequence[Claim], claim: Claim) -> list[Claim]:
    """…的1.5倍确定，达到每人每月930元: the sum right behind it, without a name of its own."""
    later = [other for other in near if other.start > claim.start][:1]
    return [other for other in later if _REACHED.match(other.lead) and other.clause <= claim.clause + 1]


def _called(near: Sequence[Claim], name: str) -> list[Claim]:
    """The one figure that goes by the name; empty where none does or several do."""
    marks = [(likeness(name, other.lead + other.tail), other) for other in near]
    best = max((mark for mark, _ in marks), default=0)
    found = [other for mark, other in marks if mark == best]
    return found if best >= _ALIKE and len(found) == 1 else []


def _verdict(reading: Reading, claim: Claim, base: Claim, own: Claim) -> Check:
    involved = [base, own, claim]
    exact = base.span.scaled(claim.value)  # a standard is set by the multiple as written, and rounded to tens
    value = Interval(exact.low * (1 - _ROUNDED), exact.high * (1 + _ROUNDED))
    at_least = "不低于" in reading.before(claim) or claim.qualifier in ("over", "at_least")
    if verdicts.agrees(own, value) or (at_least and own.span.high >= value.low):
        reason = f"{own.text}与{base.text}的{claim.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=own)
    expected = verdicts.said(exact.middle, own)
    reason = f"{base.text}的{claim.text}为{expected}，文中为{own.text}；如两项标准的时点不同，请注明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=own, expected=expected)
