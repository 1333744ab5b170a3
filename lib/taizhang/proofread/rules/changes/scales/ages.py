"""平均年龄由71.6岁提高到74.2岁，提高2.6岁 -> whether the years between are those said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules.changes.ends import Pair
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.words import pattern

_MEASURED = re.compile(r"平均[^，。]{0,6}年龄|寿命|年龄中位数|中位年龄|平均[^，。]{0,6}岁")
_MOVED = re.compile(r"(?:推迟|提前|大|小)了?$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence of one average age with the figure before, the figure now and the change."""
    for number in range(len(reading.sentences)):
        ages = [claim for claim in reading.of_sentence(number) if claim.kind is Kind.AGE]
        plain = all(not claim.qualifier and claim.upper is None for claim in ages)
        if len(ages) == 3 and plain and _MEASURED.search(reading.sentence_text(number)):
            yield from _three(reading, ages)


def _three(reading: Reading, ages: Sequence[Claim]) -> Iterator[Check]:
    first, second, change = ages
    if not re.search(rf"{pattern('up', 'down')}了?$", change.lead) and not _MOVED.search(change.lead):
        return
    if re.search(r"(?:由|从)[^，]*$", reading.before(first)):
        yield from judge(reading, Pair(first, second, True), change)
    elif re.search(r"(?:比|较)[^，]*$", reading.before(second)) or re.search(pattern("former"), second.lead):
        yield from judge(reading, Pair(second, first, True), change)
    elif re.search(pattern("former"), reading.before(first)):
        yield from judge(reading, Pair(first, second, True), change)
