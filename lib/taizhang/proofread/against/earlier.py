"""An earlier report -> whether what this one says of that year, and of the change since, agrees with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from taizhang.proofread.against import facts, tables
from taizhang.proofread.against.names import Name, name_of, year_of, year_said
from taizhang.proofread.against.verdict import Behind, Known, bases, changed, held
from taizhang.proofread.claims import Reading, read
from taizhang.proofread.model import Check, Claim, Kind, NamedText
from taizhang.proofread.rules import roles

RULE = "与上年报告"


def checks(reading: Reading, year: int | None, reports: Sequence[NamedText]) -> Iterator[Check]:
    """Hold a report of ``year`` against earlier ones; one without a known year counts as last year's."""
    for report in reports:
        theirs = year_of(report) or (None if year is None else year - 1)
        if year is None or theirs is None or theirs < year:
            behind = Behind(RULE, f"《{report.name.rpartition('.')[0] or report.name}》", "中为")
            yield from _against(reading, year, theirs, _levels(report, theirs), behind)


def _levels(report: NamedText, year: int | None) -> Mapping[Name, Sequence[Known]]:
    """What an earlier report says of its own year, in sentences and in tables."""
    reading = read(report.text)
    found: dict[Name, list[Known]] = {}
    for claim in reading.claims:
        name = _level_name(claim, reading)
        if name is not None and year_said(claim, year) == year and not roles.before_now(claim):
            found.setdefault(name, []).append(Known(claim.span, claim.text, claim.text))
    for fact in chain.from_iterable(tables.read(report.text, year).by_name.values()):
        fact_name = facts.name_of_fact(fact)
        if fact_name is not None and fact.period == str(year):
            known = facts.known_of(fact)
            found.setdefault(fact_name, []).append(Known(known.span, known.text, known.text))
    return found


def _level_name(claim: Claim, reading: Reading) -> Name | None:
    standing = roles.is_level(claim, reading) or (claim.per and not roles.is_change(claim, reading))
    return name_of(claim, reading) if standing and claim.kind is Kind.AMOUNT else None


def _against(
    reading: Reading,
    year: int | None,
    theirs: int | None,
    levels: Mapping[Name, Sequence[Known]],
    behind: Behind,
) -> Iterator[Check]:
    for claim in reading.claims:
        name = _level_name(claim, reading)
        known = levels.get(name, ()) if name else ()
        if known and (year_said(claim, year) == theirs or (year is None and roles.before_now(claim))):
            yield held(reading, claim, known, behind)
        elif known and year_said(claim, year) == year:
            yield from changed(reading, claim, known, behind, bases(year, theirs))
