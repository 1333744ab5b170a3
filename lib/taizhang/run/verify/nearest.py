"""A number that somebody typed -> the fact that prints like it, in one of the usual units and roundings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from taizhang import numbers
from taizhang.document.embedded import PrintedFact

_SCALED = ("", "万", "亿")
_DECIMALS = (0, 1, 2)
_TELLING = 3  # fewer digits are no sign of a fact whose unit is another
_SCALE_AFTER = re.compile(r"\s*([万亿])?\s*([^\s\d，。、；：）)]{0,4})")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as typed and the words right behind it."""

    text: str
    after: str


def nearest(typed: Typed, facts: Iterable[PrintedFact]) -> list[PrintedFact]:
    """The facts whose printed form is exactly this number; of those, the ones of the unit that follows it, if any.

    A fact of a value that prints alike in another unit (123.4万元 and 1234000元) counts; one that is
    merely close does not.
    """
    found = _SCALE_AFTER.match(typed.after)
    scale, unit = (found[1] or "", found[2]) if found else ("", "")
    try:
        said = numbers.parse(typed.text + scale)
    except (ValueError, InvalidOperation):
        return []
    decimals = len(typed.text.partition(".")[2])
    alike = [fact for fact in facts if fact.value and _prints(fact, said, decimals, scale)]
    own = [fact for fact in alike if _same_unit(fact, unit)]
    telling = sum(map(str.isdigit, typed.text)) >= _TELLING or not unit
    return sorted(own or (alike if telling else []), key=lambda fact: fact.id)


def _prints(fact: PrintedFact, said: Decimal, decimals: int, scale: str) -> bool:
    """Whether the fact, in the unit of the number and with its decimals, is that number."""
    own = numbers.unit(fact.unit.partition("/")[0])
    value = Decimal(fact.value)
    whole = value * own.factor
    steps = {scale} if scale else {"", own.scale}
    return any(
        numbers.round_to(abs(whole) / numbers.SCALES[step], decimals) == said / numbers.SCALES[scale]
        for step in steps
        if step in _SCALED and decimals in _DECIMALS
    )


def _same_unit(fact: PrintedFact, unit: str) -> bool:
    base = numbers.unit(fact.unit.partition("/")[0]).base
    return bool(unit) and unit.startswith(base)
