"""六十岁及以上8.64万人，而全县人口43.2万人，老龄化程度20%; 任务2400户，眼下竣工2016户，做完了84% -> part over whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.leaning.around import alike, own_words
from taizhang.proofread.rules.leaning.plain.fillers import Pair, pair_of
from taizhang.proofread.rules.leaning.plain.portion_words import DONE, RATE, Said, said_of
from taizhang.proofread.rules.leaning.plain.shapes import is_misprint
from taizhang.proofread.rules.shares.names import of_the_others

RULE = {True: "完成率", False: "占比"}
UNLESS = "如分子、分母另有所指，请写明"
_WHOLE = Decimal(100)
_FAR = 5


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A share or a completion that no rule has held against anything, over the pair that its place leaves."""
    said = said_of(reading, claim)
    found = pair_of(reading, claim, said) if said else None
    if said is None or found is None:
        return
    pair, near = found
    value = _value(pair, said)
    if value is None or not (is_misprint(claim, value.middle) if said.bare else _near(claim, value)):
        return
    if not verdicts.agrees(claim, value) and _given(claim, near):
        return
    sums = f"{pair.part.text}÷{pair.whole.text}"
    sums = f"1－{sums}" if _is_rest(pair, said) else sums
    given = [pair.part, pair.whole]
    yield verdicts.judged(reading, RULE[said.kind == DONE], given, claim, value, sums, UNLESS)


def _value(pair: Pair, said: Said) -> Interval | None:
    value = pair.part.span.over(pair.whole.span)
    if value is None:
        return None
    value = value.scaled(_WHOLE)
    return point(_WHOLE).minus(value) if _is_rest(pair, said) else value


def _is_rest(pair: Pair, said: Said) -> bool:
    """只有15批次不过关，合格率: the rate is of the others."""
    return said.kind == RATE and of_the_others(own_words(pair.part), said.stem)


def _near(claim: Claim, value: Interval) -> bool:
    """Whether the value may be the figure misprinted: one five times as large is of other figures."""
    return claim.span.middle < value.middle * _FAR and value.middle < claim.span.middle * _FAR


def _given(claim: Claim, near: list[Claim]) -> bool:
    """Whether any two figures around give the portion, or what it leaves of the whole."""
    for part in near:
        for whole in alike(near, part):
            value = part.span.over(whole.span)
            if value is not None and (
                verdicts.agrees(claim, value.scaled(_WHOLE))
                or verdicts.agrees(claim, point(_WHOLE).minus(value.scaled(_WHOLE)))
            ):
                return True
    return False
