"""36场、42场、28场、34场，平均每个街道35场 -> whether the average is that of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts

RULE = "平均数"
_LEAST = 3
_NEAR = Decimal("0.3")
_WEIGHTED = Grammar("{weighted}")
_MEAN = re.compile(r"(?:平均|均)(?:为|是|达|达到|每[个家所处镇村县区]?[^，□]{0,4})?$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every average right behind a list of its own kind."""
    for number in range(len(reading.sentences)):
        claims = reading.of_sentence(number)
        for at, mean in enumerate(claims):
            if mean.kind in (Kind.AMOUNT, Kind.RATE) and _MEAN.search(mean.lead):
                listed = _list_before(reading, claims[:at], mean)
                if len(listed) >= _LEAST and not mean.qualifier:
                    yield from _judge(reading, listed, mean)


def _list_before(reading: Reading, earlier: Sequence[Claim], mean: Claim) -> list[Claim]:
    """The figures said in one breath that end right before the average."""
    found: list[Claim] = []
    for claim in reversed(earlier):
        alike = claim.kind is mean.kind and claim.measure == mean.measure and not claim.qualifier
        behind = found[0] if found else mean
        joined = reading.between(claim, behind)
        if not alike or not re.fullmatch(r"[、和与及]" if found else r"[，,][^，。；□]{0,12}", joined):
            break
        found.insert(0, claim)
    return found


def _weighted(reading: Reading, mean: Claim) -> bool:
    """平均为84.6%（按任务量加权）: by what it was weighted is told before it or right behind."""
    behind = reading.blanked[mean.outer_end : reading.sentences[mean.sentence][1]]
    return _WEIGHTED.search(reading.before(mean) + re.split("□", behind)[0]) is not None


def _judge(reading: Reading, listed: Sequence[Claim], mean: Claim) -> Iterator[Check]:
    value = total(claim.span for claim in listed).scaled(Decimal(1) / len(listed))
    involved = [*listed, mean]
    if verdicts.quotient_agrees(mean, value):
        reason = f"{len(listed)}项的平均数与{mean.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=mean)
    elif not _weighted(reading, mean) and abs(value.middle - mean.span.middle) <= abs(value.middle) * _NEAR:
        expected = verdicts.said(value.middle, mean)
        reason = f"{len(listed)}项的平均数为{expected}，文中为{mean.text}；如按其他权数平均，请注明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=mean, expected=expected)
