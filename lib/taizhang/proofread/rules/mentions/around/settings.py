"""Two figures of one name in their sentences -> whether what stands around them makes them two things.

28家全国性基金会…支出310万元；17家地方基金会…支出96万元: each is of its own owner; 9月份…15个县，1至9月…12个县: each of
its own time; 五项基金…基金支出，养老保险基金…基金支出: the topic has changed in between; 北京…，广东…: each of its own place.
"""

from __future__ import annotations

import re

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

_ALIKE, _PAIR = 0.4, 2
_THIS_YEAR = re.compile(r"(?:今|本|当)年$")


def differ(reading: Reading, first: Claim, second: Claim) -> bool:
    """Whether owner, time, topic or place of the two figures differ by the words around them."""
    return (
        provinces_differ(first, second)
        or _owners_differ(reading, first, second)
        or times_differ(reading, first, second)
        or _topic_changed(reading, first, second)
    )


def provinces_differ(first: Claim, second: Claim) -> bool:
    """北京的160家, 广东106家: each names a province of its own."""
    one, other = (set(re.findall(pattern("provinces"), claim.lead)) for claim in (first, second))
    return bool(one and other) and one != other


def _owners_differ(reading: Reading, first: Claim, second: Claim) -> bool:
    """省级登记的协会28家，…；市级登记的协会17家，…: the counts right before them are of one sort and not the same."""
    one, other = (_owner(reading, claim) for claim in (first, second))
    if one is None or other is None or one.value == other.value or one.unit != other.unit:
        return False
    names = [claim.lead + claim.tail for claim in (one, other)]
    return max(likeness(*names), likeness(*reversed(names))) >= _ALIKE


def _owner(reading: Reading, claim: Claim) -> Claim | None:
    """The last count of another measure before it in its part of the sentence."""
    before = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.start < claim.start
        and other.kind is Kind.AMOUNT
        and not (other.depth or other.weak or roles.same_measure(other, claim))
        and "；" not in reading.between(other, claim)
    ]
    return before[-1] if before else None


def times_differ(reading: Reading, first: Claim, second: Claim) -> bool:
    """9月份 and 1至9月; 今年前三季度 and 2021年前三季度: the times of their sentences, none of them within another."""
    one, other = (_times(reading, claim) for claim in (first, second))
    if not one or not other:
        return False
    return not any(
        (mine in its or its in mine) and _is_stretch(mine) == _is_stretch(its)
        for mine in one
        for its in other
    )


def _is_stretch(time: str) -> bool:
    """1至9月, which September is only a part of."""
    return re.search(r"[至到—–~-]", time) is not None


def _times(reading: Reading, claim: Claim) -> list[str]:
    start = reading.sentences[claim.sentence][0]
    return [
        ("今年" if _THIS_YEAR.search(reading.text[start : time.start]) else "")
        + re.sub(r"(?<=月)份|[末底]$", "", time.text)
        for time in reading.times_in(start, claim.start)
    ]


def _topic_changed(reading: Reading, first: Claim, second: Claim) -> bool:
    """五项基金支出合计7055万元。养老保险基金总收入5895万元。全年基金总支出: between the two the noun that begins their name
    has got a word before it that neither of them has."""
    noun = re.sub(rf"^(?:{pattern('label_prefixes', 'current')})+", "", second.lead)[:_PAIR]
    if len(noun) < _PAIR or noun not in first.lead or first.sentence == second.sentence:
        return False
    start = reading.sentences[second.sentence][0]
    between, before = reading.text[first.end : start], reading.text[: first.end]
    plain = re.compile(rf"^(?:{pattern('label_prefixes', 'current')})+")
    narrower = {plain.sub("", word) for word in re.findall(rf"([一-鿿]{{2,6}}){noun}", between)}
    return any(
        len(word) >= _PAIR and word not in second.lead and word + noun not in before for word in narrower
    )
