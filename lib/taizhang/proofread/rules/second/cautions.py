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
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")


def told(reading: Reading, rule: str, claims: Sequence[Claim]) -> bool:
    """未计入, 口径, 修订 in the clauses of the figures, or in one behind that says how they were counted.

    A bracket between the figures is about the one before it; a clause of other figures says nothing of these.
    """
    if rule not in _RULES:
        return False
    own = {_ASIDE.sub("", _clause(reading, claim)) for claim in claims}
    return any(_SCOPE.search(clause) for clause in own) or _told_behind(reading, claims)


def _clause(reading: Reading, claim: Claim) -> str:
    """The words of a figure's clause on both its sides."""
    start, end = reading.sentences[claim.sentence]
    before = re.split(f"[{_BORDERS}]", reading.blanked[start : claim.outer_start])[-1]
    behind = re.split(f"[{_BORDERS}]", reading.blanked[claim.outer_end : end])[0]
    return f"{before}□{behind}"


def _told_behind(reading: Reading, claims: Sequence[Claim]) -> bool:
    """…，各项有交叉; …（按可比口径）: a clause without figures right behind the last one."""
    last = max(claims, key=lambda claim: claim.outer_end)
    behind = reading.blanked[last.outer_end : reading.sentences[last.sentence][1]]
    said = re.match(r"[^，；。（(□]*([，（(][^，；。□）)]*)(?:[，；。）)]|$)", behind)
    return bool(said and _BEHIND.search(said[1]) and _SCOPE.search(said[1]))
