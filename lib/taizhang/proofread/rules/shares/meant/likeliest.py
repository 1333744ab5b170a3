"""A share that no reading gives -> the reading that its words mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.meant.by_rate import by_rate
from taizhang.proofread.rules.shares.meant.pairs import (
    of_both,
    out_of,
)
from taizhang.proofread.rules.shares.meant.parts import part_after, part_behind, part_earlier, part_of
from taizhang.proofread.rules.shares.meant.several import (
    SEVERAL,
    beside_whole,
    of_run,
    portion_of_all,
    together,
)
from taizhang.proofread.rules.shares.meant.wholes import holds_figure, measured, named_whole
from taizhang.proofread.rules.shares.names import own_name, words_before
from taizhang.proofread.rules.shares.ways import (
    Reader,
    amounts_before,
    amounts_of,
)


def likeliest(reading: Reading, claim: Claim, said: str | None) -> Reader | None:
    """The nearest amount before the share over the whole that the words name, or over the nearest larger one."""
    amounts = amounts_before(reading, claim, 2)
    before = [other for other in amounts if other.start < claim.start and other.sentence == claim.sentence]
    if pair := out_of(reading, claim, before):
        return pair
    if said is None:
        return by_rate(reading, claim, amounts, before)
    if (several := SEVERAL.search(words_before(reading, claim))) and (
        way := together(reading, claim, said, several[1], amounts, before)
    ):
        return way
    if re.search(r"合计|两项|三项|共", claim.lead):
        return None
    return _by_words(reading, claim, said, before) or _by_part(reading, claim, said, amounts, before)


def _by_words(reading: Reading, claim: Claim, said: str, before: Sequence[Claim]) -> Reader | None:
    """The whole stands in the share's own words, or all shares stand in one list."""
    if holds_figure(reading, claim, said, before):
        return beside_whole(reading, claim, before)
    if said.startswith("后者") and own_name(reading, claim).endswith("前者"):
        return _former_over_latter(before)
    return portion_of_all(reading, claim, before) if said == "" else None


def _by_part(
    reading: Reading, claim: Claim, said: str, amounts: Sequence[Claim], before: Sequence[Claim]
) -> Reader | None:
    """The part by its place or its name, over the whole that the words name."""
    if holds_figure(reading, claim, said, before):
        return None
    before = measured(reading, claim, said, before)
    part = (
        part_behind(reading, claim)
        or part_of(reading, claim, before)
        or part_earlier(reading, claim, amounts, before)
        or part_after(reading, claim, amounts_of(reading, claim))
    )
    if part is None:
        return None
    wholes = [
        other
        for other in dict.fromkeys([*amounts, *amounts_of(reading, claim)])
        if other is not part and roles.same_measure(other, part)
    ]
    whole = named_whole(reading, wholes, part, said)
    if whole is None:
        return of_both(reading, claim, before) or of_run(reading, claim, said, part, before)
    return Reader((part,), whole)


def _former_over_latter(before: Sequence[Claim]) -> Reader | None:
    """前者占后者的27.5%."""
    return Reader((before[-2],), before[-1]) if len(before) > 1 and roles.same_measure(*before[-2:]) else None
