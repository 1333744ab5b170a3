"""The names of shares or parts -> whether one and the same person may stand in several of them."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim

_SORTS = tuple(
    Grammar(f"{{{name}}}")
    for name in ("trait_sex", "trait_age", "trait_health", "trait_standing", "trait_schooling")
)
_ILL, _REST = Grammar("{illnesses}"), Grammar("{rest}")
_STEPS = (Grammar("以下|以内|及以下"), Grammar("以上|及以上"))
_SEVERAL = 2


def may_share(reading: Reading, shares: Sequence[Claim]) -> bool:
    """Whether the names of the shares let one person stand in several of them."""
    return _nested_steps(reading, shares) or _of_several_traits([share.lead for share in shares])


def _nested_steps(reading: Reading, shares: Sequence[Claim]) -> bool:
    """2000元以下的占…，3000元以下的占…: each step holds the one before, so nothing is added."""
    names = [reading.text[one.outer_start - len(reading.before(one)) : one.outer_start] for one in shares]
    return any(sum(bool(step.search(name)) for name in names) >= _SEVERAL for step in _STEPS)


def _of_several_traits(names: Sequence[str]) -> bool:
    """男性占…，未成年人占…，残疾人占…: by sex, by age and by health; 患高血压的, 患糖尿病的: one may have both.

    Not where the last is what is left over (其他): then each was counted once.
    """
    if not names or _REST.search(names[-1]):
        return False
    sorts = [{at for at, sort in enumerate(_SORTS) if sort.search(name)} for name in names]
    single = {next(iter(found)) for found in sorts if len(found) == 1}
    ill = sum(bool(_ILL.search(name)) for name in names)
    return (all(sorts) and len(single) >= _SEVERAL) or ill >= _SEVERAL
