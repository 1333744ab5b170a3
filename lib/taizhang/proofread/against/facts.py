"""Facts of an edition or of the report's own tables -> whether its sentences agree with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.numbers import exact
from taizhang.proofread import words
from taizhang.proofread.against.names import Name, name_of, year_said
from taizhang.proofread.against.verdict import Behind, Known, bases, changed, held
from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import core
from taizhang.proofread.intervals import Interval, around
from taizhang.proofread.model import Check, Claim, FactsView, Kind, KnownFact, Status
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.amounts.grids import Cells, cells_of

EDITION = Behind("与期次数据", "期次数据", "中")
TABLES = Behind("文字与表格", "文中的表", "里")
SCALES = {"万": 10**4, "亿": 10**8}


def checks(reading: Reading, year: int | None, facts: FactsView, behind: Behind = EDITION) -> Iterator[Check]:
    """Hold levels, shares and changes of a report of ``year`` against the facts of the same name, unit and year."""
    for claim in reading.claims:
        name = _name(claim, reading)
        known = [fact for fact in facts.about(name.what) if name_of_fact(fact) == name] if name else []
        said = year_said(claim, year)
        now = [known_of(fact) for fact in _latest_first(known) if said is None or _of(fact, said)]
        found = held(reading, claim, now, behind) if now else None
        if found and (said is not None or found.status is Status.RIGHT):
            yield found
        before = [known_of(fact) for fact in known if said is not None and _of(fact, said - 1)]
        if before:
            yield from changed(reading, claim, before, behind, bases(year, (said or 0) - 1))


def _name(claim: Claim, reading: Reading) -> Name | None:
    if roles.is_change(claim, reading) or roles.is_average(claim) or _in_table(claim, reading):
        return None
    return name_of(claim, reading) if claim.kind in (Kind.AMOUNT, Kind.RATE) and not claim.depth else None


def _in_table(claim: Claim, reading: Reading) -> bool:
    """Whether the figure's own line is a row of cells."""
    text = reading.text
    line = text[text.rfind("\n", 0, claim.start) + 1 :].partition("\n")[0]
    return cells_of(line) is not Cells.NONE


def name_of_fact(fact: KnownFact) -> Name | None:
    """The name of a fact as a figure in a sentence would have it; None when its unit is not known."""
    unit = words.units().get(_word(fact))
    return None if unit is None else Name(core(fact.label), unit.kind, fact.unit.partition("/")[2])


def known_of(fact: KnownFact) -> Known:
    """A fact as a value that a figure may be held against."""
    text = f"{exact(fact.value)}{fact.unit}"
    return Known(_span(fact), text, f"“{fact.label}”（{fact.period}）为{text}")


def _latest_first(facts: Sequence[KnownFact]) -> list[KnownFact]:
    return sorted(facts, key=lambda fact: (fact.period, fact.label), reverse=True)


def _of(fact: KnownFact, year: int) -> bool:
    return fact.period[:4] == str(year)


def _word(fact: KnownFact) -> str:
    """The unit's word without 万 or 亿 before it and without what it is said for."""
    word = fact.unit.partition("/")[0]
    return word if word in words.units() else word.lstrip("".join(SCALES))


def _span(fact: KnownFact) -> Interval:
    """What may stand behind the fact, in the base unit."""
    word = _word(fact)
    scale = SCALES.get(fact.unit.partition("/")[0].removesuffix(word), 1) * words.units()[word].factor
    return around(fact.value, fact.step).scaled(scale)
