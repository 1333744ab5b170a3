"""Two figures one slip of the pen apart -> whether the words about the second one show that it counts something else."""

from __future__ import annotations

import re
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import untimed
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.mentions.things import Alike, Thing, alike, thing
from taizhang.proofread.words import pattern, verbs_alike, words

_BACK, _SHORTEST = 4, 2
_CLEAN = re.compile(r"[^一-鿿]")
_WHICH = re.compile(r"(?P<said>[一-鿿]{2,10})的$")


def differ(reading: Reading, first: Claim, second: Claim) -> bool:
    """Whether the second is said again of another thing, has a clause of its own that chooses, or leaves a rest."""
    return (
        _told_elsewhere(reading, first, second)
        or _chosen(reading, first, second)
        or _leaves_a_rest(reading, second)
        or _is_wider(thing(first, reading), thing(second, reading))
        or _opposed(first.lead, second.lead)
    )


def _told_elsewhere(reading: Reading, first: Claim, second: Claim) -> bool:
    """独居老人2316户、空巢老人2361户。走访的2361户空巢老人: the same figure of a like name stands before."""
    return any(
        other.value == second.value
        and other.start < second.start
        and other is not first
        and roles.same_measure(other, second)
        and alike(thing(other, reading), thing(second, reading)) > Alike.NO
        for other in reading.near(second, _BACK)
    )


def _chosen(reading: Reading, first: Claim, second: Claim) -> bool:
    """在正常经营的8135家法人单位中: those of which the sentence of the first says nothing."""
    told = _WHICH.search(_emptied(second.lead))
    if told is None:
        return False
    said = _CLEAN.sub("", told["said"])
    about = _CLEAN.sub("", reading.sentence_text(first.sentence))
    acts = [group for group in verbs_alike() if any(word in said for word in group)]
    known = any(word in about for group in acts for word in group)
    return len(said) >= _SHORTEST and not known and not _shares(said, about)


def _shares(said: str, about: str) -> bool:
    return any(said[at : at + _SHORTEST] in about for at in range(len(said) - 1))


def _emptied(lead: str) -> str:
    """The words before a figure without times, places and words that choose nothing: 全县登记在册的."""
    return _empty().sub("", _CLEAN.sub("", untimed(lead)))


def _leaves_a_rest(reading: Reading, second: Claim) -> bool:
    """已有46个乡镇成立了专班，其余正在筹备."""
    behind = reading.blanked[second.outer_end : reading.sentences[second.sentence][1]]
    return bool(re.match(r"[^□。；]*[，；]" + pattern("rest_said"), behind)) and not re.match(
        r"[^□，]*[中里内]", behind
    )


def _is_wider(first: Thing, second: Thing) -> bool:
    """全市83家社会组织 after 县级以上示范社会组织38家: of the whole place, by less than half of the name."""
    cuts = range(_SHORTEST + 1, len(first.name) // 2 + 1)
    short = any(first.name.endswith(second.name[:cut]) for cut in cuts)
    return bool(second.place and not first.place) and short and second.claim.value > first.claim.value


def _opposed(one: str, other: str) -> bool:
    """募集善款 and 支出善款: what comes in and what goes out."""
    sides = [
        [any(word in said for word in words(side)) for side in ("money_in", "money_out")]
        for said in (one, other)
    ]
    return sides[0] != sides[1] and all(sum(side) == 1 for side in sides)


@cache
def _empty() -> re.Pattern[str]:
    edges = pattern("name_edges", "whole_places", "current", "of_all", "already", "chooses_nothing")
    return re.compile(rf"^(?:{edges})+")
