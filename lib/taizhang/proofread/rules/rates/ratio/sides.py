"""保障性床位60张、市场化床位90张，两者之比为2∶3 -> whether the two figures that the words name give the ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.ratio.printed import like, sides_of, stated
from taizhang.proofread.rules.shares.names import likeness, name_of
from taizhang.proofread.words import pattern

RULE = "比例"
_BOTH = re.compile(r"(?:[两二]者|前者与后者|两项|两类)(?:之比|比例|的比例|配比|比)(?:约|为|是|达到?)*$")
_NAMED = re.compile(
    r"(?P<one>[^，□与和]{2,14})(?:与|和|对|同)(?P<other>[^，□与和]{2,14}?)(?:的)?(?:之比|比例|配比|配备比例|比)(?:约|为|是|达到?)*$"
)
_SHORT = re.compile(
    r"(?:^|[^一-鿿]|[的，])(?P<one>[一-鿿])(?P<other>[一-鿿])(?P<what>[一-鿿]{0,2}?)(?:之比|比|比例|配比)(?:约|为|是|达到?)*$"
)
_BARE = re.compile(r"(?:人员|照护|护理|照料)?(?:配比|之比|比例|配备比例)(?:约|为|是|达到?|了)*")
_ALIKE = 0.5
_SAID_OF = {"乡": "乡农村", "城": "城市"}


def checks(reading: Reading) -> Iterator[Check]:
    """Every ratio of two sides whose figures stand in its sentence or the one before."""
    for claim in reading.claims:
        if claim.kind is Kind.RATIO and sides_of(claim) is not None:
            pair = _pair(reading, claim)
            if pair is not None:
                yield from _judge(reading, claim, *pair)


def _pair(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    before = re.sub(r"(?:目标|规定|标准)?要求.*", "", reading.before(claim).replace(" ", ""))
    levels = [other for other in reading.window(claim, 2) if _is_side(reading, other, claim)]
    here = [other for other in levels if other.sentence == claim.sentence]
    if _BOTH.search(before):
        alike = [other for other in here if roles.same_measure(other, here[-1])] if here else []
        return (alike[-2], alike[-1]) if len(alike) > 1 else None
    if named := _NAMED.search(before):
        one, other = _best(reading, levels, named["one"]), _best(reading, levels, named["other"])
        return (one, other) if one and other and one is not other else None
    if _BARE.fullmatch(before):
        return (here[0], here[1]) if len(here) == len(("one", "other")) and _people(here) else None
    short = _SHORT.search(before)
    return _by_letters(reading, here, (short["one"], short["other"]), short["what"]) if short else None


def _people(here: Sequence[Claim]) -> bool:
    return {roles.measure(side) for side in here} == {"people"}


def _by_letters(
    reading: Reading, here: Sequence[Claim], letters: tuple[str, str], what: str
) -> tuple[Claim, Claim] | None:
    """男女: the one figure that each letter is said of; else both, in their order."""
    called = [
        [side for side in here if side.lead and side.lead[0] in _SAID_OF.get(letter, letter)]
        for letter in letters
    ]
    if all(len(sides) == 1 for sides in called) and roles.same_measure(called[0][0], called[1][0]):
        return called[0][0], called[1][0]
    if what or len(here) != len(letters) or not roles.same_measure(*here):
        return None
    found = [letter in name_of(reading, side) for side in here for letter in letters]
    one, other = reversed(here) if found == [False, True, True, False] else here
    return (one, other) if any(found) else None


def _ordered(reading: Reading, claim: Claim) -> bool:
    """甲与乙之比, 男女比例, 分担比例: the first one first; a 配比 is said either way round."""
    told = rf"之比|男女(?:比例|比)|{pattern('shared_out')}的?比例?"
    before = reading.before(claim).replace(" ", "")
    return bool(re.search(rf"(?:{told})(?:约|为|是|达到?)*$", before))


def _is_side(reading: Reading, other: Claim, claim: Claim) -> bool:
    level = roles.is_level(other, reading) and other.span.bounded and not other.weak
    return level and other.start < claim.start and other.value > 0


def _best(reading: Reading, levels: Sequence[Claim], name: str) -> Claim | None:
    """The one figure before the ratio that the name fits best, its own words first."""
    marks = [(likeness(name, other.lead + other.unit), other) for other in levels]
    best = max((mark for mark, _ in marks), default=0)
    found = [other for mark, other in marks if mark == best]
    return found[0] if best >= _ALIKE and len({one.value for one in found}) == 1 else None


def _judge(reading: Reading, claim: Claim, one: Claim, other: Claim) -> Iterator[Check]:
    value, span = one.span.over(other.span), stated(claim, reading.before(claim))
    turned = other.span.over(one.span)
    if value is None or span is None or turned is None:
        return
    involved = [one, other, claim]
    if span.meets(value) or (span.meets(turned) and not _ordered(reading, claim)):
        reason = f"{one.text}与{other.text}之比与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=claim)
        return
    expected = "∶".join(re.findall(r"[\d.]+", claim.text)[::-1]) if span.meets(turned) else like(claim, value)
    reason = f"{one.text}与{other.text}之比为{expected}，文中为{claim.text}；如所比的数另有所指，请写明。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=claim, expected=expected)
