"""Words of a share and of a figure -> how alike they are."""

from __future__ import annotations

import re

from taizhang.proofread.claims import Reading, subjects
from taizhang.proofread.model import Claim


def own_name(reading: Reading, claim: Claim) -> str:
    """What the clause says has the share: 现金占70%."""
    said = re.split("占", reading.before(claim).split("□")[-1])[0].strip()
    short = subjects.trimmed(said)
    return short if len(short) > 1 else said


def stem_of(claim: Claim) -> str:
    """What the rate is named after: 集中供养 of 集中供养率."""
    return re.sub(r"(?:率|比例|比重|占比).*$", "", claim.lead)[-6:]


def shares_words(one: str, other: str) -> bool:
    """Whether two characters in a row are the same in both."""
    return any(one[index : index + 2] in other for index in range(len(one) - 1))


def name_of(reading: Reading, claim: Claim) -> str:
    """All words around a figure."""
    return claim.lead + claim.subject + claim.unit + claim.tail


def likeness(name: str, other: str) -> float:
    """How much of a name's characters stand in the other, two by two: 0 to 1."""
    clean = re.sub(r"总数|总量|总额|人数|户数|数量|总|数|的", "", name)
    if not clean:
        return 0
    pairs = {clean[index : index + 2] for index in range(max(1, len(clean) - 1))}
    return sum(pair in other for pair in pairs) / len(pairs)
