"""A relation -> whether its own clauses speak of a second base, scope or view, so that its arithmetic is not certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim

_RULES = ("分项与合计", "占比", "占比之和", "完成率", "增减", "百分点", "相差")
_SCOPE = Grammar("{cautions}")
_BEHIND = Grammar("^[，（(]?{cautions_behind}")
_BORDERS = "，；。：:、\n"
_MOVED, _SHORT = Grammar("(?:同比|实际|环比|约|则?为|是|达|{up}|{down})+$"), 12
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")


def told(reading: Reading, rule: str, claims: Sequence[Claim]) -> str:
    """未计入, 口径, 修订 in the clauses of the figures, or in one behind that says how they were counted: the words
    that say so (按可比口径), to be shown; empty where there are none.

    A bracket between the figures is about the one before it; a clause of other figures says nothing of these.
    """
    if rule not in _RULES:
        return ""
    own = (_ASIDE.sub("", _clause(reading, claim)) for claim in claims)
    said = next((clause for clause in own if _SCOPE.search(clause)), "") or _told_behind(reading, claims)
    return _named(said)


def _named(clause: str) -> str:
    """按可比口径 of 按可比口径增长□: the words around what was found, without the change; a long clause gives it alone."""
    found = _SCOPE.search(clause)
    if found is None:
        return ""
    start = max(clause.rfind(mark, 0, found.start()) for mark in "□，（(") + 1
    stop = min((at for mark in "□，）)" if (at := clause.find(mark, found.end())) >= 0), default=len(clause))
    said = _MOVED.sub("", clause[start:stop].strip())
    return said if len(said) <= _SHORT and found[0] in said else found[0]


def _clause(reading: Reading, claim: Claim) -> str:
    """The words of a figure's clause on both its sides."""
    start, end = reading.sentences[claim.sentence]
    before = re.split(f"[{_BORDERS}]", reading.blanked[start : claim.outer_start])[-1]
    behind = re.split(f"[{_BORDERS}]", reading.blanked[claim.outer_end : end])[0]
    return f"{before}□{behind}"


def _told_behind(reading: Reading, claims: Sequence[Claim]) -> str:
    """…，各项有交叉; …（按可比口径）: a clause without figures right behind one of them; empty where there is none."""
    last = max(claims, key=lambda claim: claim.outer_end)
    for claim in sorted(claims, key=lambda claim: -claim.outer_end):
        behind = reading.blanked[claim.outer_end : reading.sentences[claim.sentence][1]]
        said = re.match(r"[^，；。（(□]*([，（(][^，；。□）)]*)(?:[，；。）)]|$)", behind)
        if said and claim is not last and said[1][0] != "，":
            continue  # a bracket between the figures is about the one before it alone
        if said and _BEHIND.search(said[1]) and _SCOPE.search(said[1]):
            return said[1]
    return ""
