"""甲为乙的78.7%, 60%，即5400张中的2970张 -> whether the two named figures give that share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.rules.shares.names import likeness, name_of

RULE, TIMES = "占比", "倍数"
_OF = re.compile(
    r"(?:^|[，；])(?P<part>[^，；□占]{2,14}?)(?:仅|只)?(?:为|是|相当于|达到|达|只有)(?P<whole>[^，□]{2,14})的(?:约|近)?$"
)
_THAT_IS = re.compile(r"[^□。；]{0,14}(?:[，(](?:即|也就是|具体为)|\()")
_OUT_OF = re.compile(r"[^，。；□]{0,6}[中里](?:的|有|已有)?[^，。；□]{0,4}")
_EQUALS = re.compile(r"^(?:仅|只)?(?:为|是|相当于|达到|达)(?P<whole>[^，□]{2,14})的(?:约|近)?$")
_COUNTRY_OF_CITY = re.compile(r"农村(?:牧区)?[^，□]{0,8}(?:为|是|相当于|达到|达)城市[^，□]{0,8}的(?:约|近)?$")
_PART_OF = re.compile(r"(?P<part>[一-鿿]{2,12}?)(?:相当于|达到|是|为)(?P<whole>[一-鿿]{2,12}?)的$")
_ALIKE, _YEAR = 0.5, 12


def checks(reading: Reading) -> Iterator[Check]:
    """Every rate that is said of one named figure against another, or spelt out behind 即."""
    for claim in reading.claims:
        if claim.kind is Kind.MULTIPLE and (two := _by_difference(reading, claim)):
            yield from _judge(reading, claim, *two)
        elif claim.kind is Kind.RATE and not roles.is_change(claim, reading):
            pair = (
                _city_and_country(reading, claim)
                or _behind(reading, claim)
                or _named(reading, claim)
                or _by_difference(reading, claim)
                or _spelt_out(reading, claim)
                or _in_bracket(reading, claim)
            )
            if pair is not None:
                yield from _judge(reading, claim, *pair)


def _named(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """农村标准为城市标准的78.7%, where both standards are given."""
    found = _OF.search(reading.before(claim).replace(" ", ""))
    if found is None:
        return None
    amounts = [other for other in reading.of_sentence(claim.sentence) if other.kind is Kind.AMOUNT]
    part = _best(reading, amounts, found["part"])
    whole = _best(reading, amounts, found["whole"])
    alike = part is not None and whole is not None and part.measure == whole.measure
    if part is None or whole is None or part is whole or not alike or _each(part) != _each(whole):
        return None
    return part, whole


def _by_difference(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """农村标准相当于城市标准的80%: each goes by the two characters by which its name differs from the other."""
    said = _PART_OF.fullmatch(claim.lead)
    if said is None or claim.qualifier:
        return None
    claims = [other for other in reading.of_sentence(claim.sentence) if not other.weak]
    called = named_runs.called(reading, claims)
    levels = [other for other in claims if other is not claim and _is_level(reading, other)]
    part = _unlike(levels, called, said["part"], said["whole"])
    whole = _unlike(levels, called, said["whole"], said["part"])
    if part is None or whole is None or part is whole or not alike(part, whole):
        return None
    return part, whole


def _is_level(reading: Reading, claim: Claim) -> bool:
    return claim.kind in LEVELS and not roles.is_change(claim, reading)


def _unlike(levels: Sequence[Claim], called: Mapping[int, str], name: str, other: str) -> Claim | None:
    """The one figure with the first two characters of a name that the other name lacks: 农村, 城市."""
    own = [name[at : at + 2] for at in range(len(name) - 1) if name[at : at + 2] not in other][:1]
    found = [claim for claim in levels if own and own[0] in called.get(claim.start, claim.lead)]
    return found[0] if len(found) == 1 else None


def _behind(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """月人均补助水平507元，相当于保障标准的65%: the sum right before it, of the standard that is named."""
    said = _EQUALS.search(reading.before(claim).replace(" ", ""))
    before = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
    if said is None or len(before) < 2 or before[-1].kind is not Kind.AMOUNT:
        return None
    part = before[-1]
    whole = _best(reading, [other for other in before[:-1] if other.kind is Kind.AMOUNT], said["whole"])
    both = (
        whole is not None
        and whole.measure == part.measure
        and part.value <= whole.value
        and _each(part) == _each(whole)
        and bool(_months(part) and _months(whole))
    )
    return (part, whole) if both and whole is not None else None


def _each(claim: Claim) -> str:
    """For whom a standard is, whatever its stretch of time: 人 of 人·月."""
    if not claim.per:
        return "人" if _months(claim) else ""
    return claim.per.split("·")[0] if _months(claim) else claim.per


def _months(claim: Claim) -> int:
    """How many months a standard is for; 0 where it is none."""
    if not claim.per:
        return 1 if re.search("月人?均|人均月", claim.lead) else 0
    return {"月": 1, "年": 12}.get(claim.per.split("·")[-1], 0)


def _city_and_country(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """城乡低保标准分别为a和b，农村标准达到城市的76.7%: the first is the towns', the second the country's."""
    said = _COUNTRY_OF_CITY.search(reading.before(claim).replace(" ", ""))
    if said is None:
        return None
    claims = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
    for city, country in pairwise(claims):
        both = re.search(r"城乡[^，□]*分别", reading.before(city))
        joined = re.fullmatch(r"(?:、|和|与|及)(?:每人每[月年])?", reading.between(city, country))
        if both and joined and city.measure == country.measure and _months(city) and _months(country):
            return country, city
    return None


def _best(reading: Reading, amounts: Sequence[Claim], name: str) -> Claim | None:
    """The one figure that the name fits best."""
    marks = sorted(
        ((likeness(name, name_of(reading, other)), other.start) for other in amounts), reverse=True
    )
    if not marks or marks[0][0] < _ALIKE or (len(marks) > 1 and marks[1][0] == marks[0][0]):
        return None
    return next(other for other in amounts if other.start == marks[0][1])


def _spelt_out(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """60%，即5400张中的2970张."""
    claims = reading.of_sentence(claim.sentence)
    following = claims[claims.index(claim) + 1 :][:2]
    if len(following) < 2 or not roles.same_measure(*following):
        return None
    whole, part = following
    said = _THAT_IS.fullmatch(reading.between(claim, whole)) and _OUT_OF.fullmatch(
        reading.between(whole, part)
    )
    return (part, whole) if said else None


def _in_bracket(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """3.2亿元款物中，约有四成（1.92亿元）: the portion's amount right behind it."""
    claims = reading.of_sentence(claim.sentence)
    at = claims.index(claim)
    following = claims[at + 1 : at + 2]
    if "分之" not in claim.text and "成" not in claim.text and "半" not in claim.text:
        return None
    if not following or not re.fullmatch(r"\((?:即|约|共|为)?", reading.between(claim, following[0])):
        return None
    part = following[0]
    wholes = [other for other in claims[:at] if roles.same_measure(other, part) and other.value > part.value]
    return (part, wholes[-1]) if wholes else None


def _yearly(claim: Claim) -> Interval:
    """A standard as one for a year, so that one for a month can be held against it."""
    return claim.span.scaled(_YEAR // _months(claim)) if _months(claim) else claim.span


def _judge(reading: Reading, claim: Claim, part: Claim, whole: Claim) -> Iterator[Check]:
    both = _months(part) and _months(whole)  # 全自理每月180元，全失能900元: the second is for a month too
    ratio = _yearly(part).over(_yearly(whole)) if both else part.span.over(whole.span)
    if ratio is None or not ratio.bounded:
        return
    times = claim.kind is Kind.MULTIPLE
    value, sums = ratio if times else ratio.scaled(100), f"{part.text}÷{whole.text}"
    rule = TIMES if times else RULE
    yield verdicts.judged(reading, rule, [part, whole], claim, value, sums, "如所比的另有所指，请写明")
