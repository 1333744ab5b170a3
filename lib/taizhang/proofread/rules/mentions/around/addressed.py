"""对中小企业，按60%返还……对大型企业，按30%返还; 整改后，合格率达到100% -> whether the clauses before two figures set them apart."""

from __future__ import annotations

import re
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

_ALIKE = 0.6
_STAGE = re.compile(r"[一-鿿]{2}[前后](?=，)")
_CLEAN = re.compile(r"^[对给凡向为]|[^一-鿿]|的$")


def set_apart(reading: Reading, first: Claim, second: Claim) -> bool:
    """Whether each is for someone else, or one of them before, the other after something."""
    one, other = (_up_to(reading, claim) for claim in (first, second))
    if set(_STAGE.findall(one)) != set(_STAGE.findall(other)):
        return True
    mine, its = _addressee(one), _addressee(other)
    return bool(mine and its) and min(likeness(mine, its), likeness(its, mine)) < _ALIKE


def telling(said: str) -> str:
    """The words without those that only name a scope and do not say that it is another (口径说明, 同口径)."""
    return re.sub(pattern("scope_kept"), "", said)


def _up_to(reading: Reading, claim: Claim) -> str:
    return reading.blanked[reading.sentences[claim.sentence][0] : claim.outer_start]


def _addressee(said: str) -> str:
    """The last clause before the figure's own that tells for whom it is; empty where none does."""
    clauses = [_CLEAN.sub("", clause) for clause in said.split("，")[:-1] if _tells().search(clause)]
    return clauses[-1] if clauses else ""


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(rf"^[对给凡向].{{2}}|.{{2}}的$|{pattern('addressed')}")
