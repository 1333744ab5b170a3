"""收入方面，a、b、c；支出方面，d、e，全年结余z -> what came in less what went out, each told in a list of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.leaning.around import is_outside
from taizhang.proofread.words import pattern

RULE = "剩余"
_UNLESS = "如另有结转或其他收支，请写明"
_REACH, _FEWEST = 2, 3


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every balance that nothing was held against, behind a list of what came and a list of what went."""
    held = {place for check in found if check.rule == RULE for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for left in reading.claims:
        if (left.start, left.end) in held | told or not _is_balance(reading, left):
            continue
        before = [
            claim
            for claim in reading.window(left, _REACH)
            if claim.start < left.start
            and claim.kind is Kind.AMOUNT
            and claim.measure == left.measure
            and not claim.depth
        ]
        if not any((claim.start, claim.end) in told for claim in before):
            yield from _judge(reading, left, before)


def _is_balance(reading: Reading, left: Claim) -> bool:
    """结余, 余额; 累计结余 holds more than this year's."""
    said = re.search(rf"{pattern('balances_left')}[^，□]{{0,4}}$", left.lead)
    other = re.search(r"累计|滚存|历年|上年|年初|期初", reading.before(left))
    return left.measure == "money" and is_outside(left, reading) and bool(said) and not other


def _judge(reading: Reading, left: Claim, before: Sequence[Claim]) -> Iterator[Check]:
    if not before:
        return
    text = reading.blanked[reading.sentences[before[0].sentence][0] : left.start]
    start = left.start - len(text)
    came, went = (re.search(pattern(name), text) for name in ("heads_of_income", "heads_of_spending"))
    if came is None or went is None or came.start() > went.start():
        return
    income = [claim for claim in before if start + came.end() <= claim.start < start + went.start()]
    spent = [claim for claim in before if claim.start >= start + went.end()]
    if len(income) + len(spent) < _FEWEST or not income or not spent:
        return
    carried = text + reading.sentence_text(left.sentence)
    if len(income) + len(spent) < len(before) or re.search(pattern("opening", "former"), carried):
        return
    value = _sum(income).minus(_sum(spent))
    shown = f"收入{verdicts.texts(income)}减支出{verdicts.texts(spent)}"
    if value.middle > 0:
        yield verdicts.judged(reading, RULE, [*income, *spent], left, value, shown, _UNLESS)


def _sum(claims: Sequence[Claim]) -> Interval:
    """Of a list; of its first where that is the total of the others."""
    first, *others = claims
    inner = total(claim.span for claim in others)
    return first.span if len(others) > 1 and first.span.meets(inner) else total(one.span for one in claims)
