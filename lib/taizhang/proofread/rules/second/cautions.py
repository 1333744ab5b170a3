"""A sentence -> whether it speaks of a second base, scope or view, so that its arithmetic is not certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.words import pattern

_RULES = ("分项与合计", "占比", "占比之和", "完成率", "增减", "百分点", "相差")


def told(reading: Reading, rule: str, claims: Sequence[Claim]) -> bool:
    """未计入, 口径, 修订, 互不包含: with such words another figure than the one at hand may be meant."""
    numbers = {claim.sentence for claim in claims}
    return rule in _RULES and any(
        re.search(pattern("cautions"), reading.sentence_text(number)) for number in numbers
    )
