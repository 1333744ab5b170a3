"""What a figure is called in one report -> a short form that another report and the fact labels share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import core
from taizhang.proofread.model import Claim, NamedText
from taizhang.proofread.rules import roles

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_HEAD = 300
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Name:
    """What is counted, in what kind of unit, and for what (人·月); equal names may be compared."""

    what: str
    measure: str
    per: str


def name_of(claim: Claim, reading: Reading) -> Name | None:
    """The name of a level; a figure without words of its own is named by the level before it. None: no name."""
    what = core(claim.lead)
    if len(what) < SHORTEST and not roles.before_now(claim):
        what = core(claim.subject)
    if len(what) < SHORTEST:
        before = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
        alike = [one for one in before if roles.same_measure(one, claim) and roles.is_level(one, reading)]
        what = core(alike[-1].lead) if alike else ""
    return Name(what, claim.measure, claim.per) if len(what) >= SHORTEST else None


def year_of(report: NamedText) -> int | None:
    """The year that a report is about: the first in its file name, else in its first lines."""
    found = _YEAR.search(report.name) or re.search(r"((?:19|20)\d\d)", report.name)
    found = found or _YEAR.search(report.text[:_HEAD])
    return int(found[1]) if found else None


def year_said(claim: Claim, year: int | None) -> int | None:
    """The year of a figure in a report of ``year``: its own year, the year before for 上年 and 去年; None: unknown."""
    own = roles.own_year(claim)
    if own is not None:
        return own
    if _last_year().search(claim.lead):
        return None if year is None else year - 1
    return roles.year(claim) or (None if _former().search(claim.lead + claim.period) else year)


@cache
def _former() -> re.Pattern[str]:
    return re.compile(words.pattern("former"))


@cache
def _last_year() -> re.Pattern[str]:
    return re.compile(words.pattern("last_year"))
