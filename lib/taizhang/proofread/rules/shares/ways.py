"""The amounts around a share -> every way to read it as this over that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from taizhang import numbers
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import likeness, name_of, words_before

_OWN_SHARE = re.compile(r"(?:约|仅|只|分别|共|各|合计)*占")  # 4260人，女性占八成: of the women
_AMONG = re.compile(r"[^，。；□]{0,12}[中里][，,有]")
_HAS = re.compile(
    r"[^，。；、□]{0,14}(?<![具含])(?:已|共|仅|只|就)?有[^，。；□]{0,4}$"
)  # 1876家机构有1407家达标
_NO_NAME = re.compile(r"其中.*|(?:有|已有|已|目前|现有|实有)?")
_OF_THEM = re.compile(r"的(?:共?有|达到?|已有|只有)?$")  # 建成互助幸福院的有201个, 经常参加的1500人
_ALIKE = 0.5
_TOTAL = re.compile(r"总[数量额人户]|总[^，]{1,4}数")


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read a share: this over that."""

    part: tuple[Claim, ...]
    whole: Claim
    rest: tuple[Claim, ...] = ()
    """Where no figure is the whole: what else belongs to it, beside ``whole``."""
    less: tuple[Claim, ...] = ()
    """What the words take out of the whole first: 48家当中，除去3家新办的."""

    @property
    def value(self) -> Interval | None:
        """The share in percent."""
        whole = total(claim.span for claim in (self.whole, *self.rest))
        ratio = total(claim.span for claim in self.part).over(
            whole.minus(total(claim.span for claim in self.less)) if self.less else whole
        )
        return ratio.scaled(100) if ratio else None

    @property
    def printed(self) -> Decimal:
        """The share in percent of the figures as they stand."""
        part, whole = (
            total(point(claim.span.middle) for claim in side).low
            for side in (self.part, (self.whole, *self.rest))
        )
        return numbers.quotient(part * 100, whole - sum(claim.span.middle for claim in self.less))

    @property
    def claims(self) -> list[Claim]:
        """All claims in the reading."""
        return list(dict.fromkeys([*self.part, self.whole, *self.rest, *self.less]))


def amounts_before(reading: Reading, claim: Claim, back: int) -> list[Claim]:
    """The plain amounts of the sentence and of so many before it."""
    return [
        other
        for other in reading.window(claim, back)
        if roles.is_level(other, reading) and other.span.low >= 0 and other.span.bounded and not other.weak
    ]


def with_less(reading: Reading, way: Reader) -> Reader:
    """The same over what is left of the whole, where the words between it and the part take some out of it."""
    less = tuple(
        other
        for other in amounts_of(reading, way.part[0])
        if way.whole.start < other.start < way.part[0].start
        and other not in way.part
        and roles.same_measure(other, way.whole)
        and other.value < way.whole.value
        and roles.is_taken_out(other)
    )
    return replace(way, less=less)


def readings(reading: Reading, claim: Claim, said: str | None) -> Iterator[Reader]:
    """Every pair near the share; then sums of neighbours over a whole."""
    amounts = list(dict.fromkeys([*amounts_before(reading, claim, 2), *amounts_of(reading, claim)]))
    pairs = [
        Reader((part,), whole)
        for whole in amounts
        for part in amounts
        if part is not whole and roles.same_measure(part, whole) and part.span.low <= whole.span.high
    ]
    yield from sorted(
        pairs, key=lambda way: abs(way.part[0].start - claim.start) + abs(way.whole.start - claim.start)
    )
    yield from _summed(amounts)
    yield from (
        Reader((part,), part, (other,))
        for part in amounts
        for other in amounts
        if part is not other
        and roles.same_measure(part, other)
        and not _one_holds_the_other(reading, part, other)
    )


def _one_holds_the_other(reading: Reading, one: Claim, other: Claim) -> bool:
    """The larger is the whole by its words, so the two are never added."""
    larger, smaller = (one, other) if one.value >= other.value else (other, one)
    return holds(reading, larger, smaller)


def holds(reading: Reading, larger: Claim, smaller: Claim) -> bool:
    """90个村中，…30个; 志愿者1200人，党员志愿者520人; 床位总数: whether the words say that one is of the other."""
    name = larger.subject
    told_of = _NO_NAME.fullmatch(smaller.lead) or (
        _OF_THEM.search(smaller.lead) and not larger.lead.endswith("的")
    )
    return bool(
        (larger.start < smaller.start and (told_of or _HAS.fullmatch(reading.between(larger, smaller))))
        or _AMONG.match(reading.blanked, larger.outer_end)
        or _TOTAL.search(larger.lead)
        or (len(name) > 1 and smaller.subject != name and smaller.subject.endswith(name))
    )


def beside(reading: Reading, claim: Claim, way: Reader, said: str) -> Iterator[Reader]:
    """The ways that the words still allow where they name the part: over another larger amount around it, of those
    that go by the name of the whole where the words name it."""
    part, least = way.part[0], total(claim.span for claim in way.part).low
    yield way
    yield replace(way, less=())
    yield from _ends_of_list(reading, claim, way)
    named = len(said) > 1 and likeness(said, name_of(reading, way.whole)) >= _ALIKE
    for other in amounts_before(reading, claim, 2):
        before = other.start < claim.start and other.span.high >= least
        before = before and not _sisters(reading, other, part, claim)
        before = before and (not named or likeness(said, name_of(reading, other)) >= _ALIKE)
        if other not in way.part and roles.same_measure(other, part) and before:
            yield Reader(way.part, other)
            alone = len(way.part) == 1 and other.sentence == part.sentence
            both = part.span.plus(other.span)
            if alone and both.high > way.whole.span.low and not _one_holds_the_other(reading, part, other):
                yield Reader((part,), part, (other,))


def _ends_of_list(reading: Reading, claim: Claim, way: Reader) -> Iterator[Reader]:
    """初级工a、中级工b、高级工c，中高级占比60%: a name that is not the last one's own may be of the last several."""
    part, own = way.part[0], words_before(reading, claim)
    if len(way.part) == 1 and len(own) > 1 and likeness(own, name_of(reading, part)) < 1:
        alike = [other for other in amounts_before(reading, claim, 0) if roles.same_measure(other, part)]
        run = run_of(reading, part, alike) if part in alike else []
        yield from (Reader(tuple(run[at:]), way.whole) for at in range(1, len(run) - 1))


def _summed(amounts: Sequence[Claim]) -> Iterator[Reader]:
    near = amounts[-7:]
    for whole in near:
        alike = [claim for claim in near if claim is not whole and roles.same_measure(claim, whole)]
        for count in (2, 3):
            for parts in combinations(alike, count):
                if total(part.span for part in parts).low <= whole.span.high:
                    yield Reader(parts, whole)


def amounts_of(reading: Reading, claim: Claim) -> list[Claim]:
    """The plain amounts of the share's own sentence, after it too; 超过50万元 is a threshold, no amount."""
    return [
        other
        for other in reading.of_sentence(claim.sentence)
        if roles.is_level(other, reading) and not other.weak and other.span.bounded
    ]


def share_of(reading: Reading, claim: Claim) -> Claim | None:
    """1860人，占38%; 1860人，增长6%，占38%: the share right behind a figure; with one it is a part itself."""
    claims = reading.of_sentence(claim.sentence)
    later = claims[claims.index(claim) + 1 :]
    following = (later[1:2] if later and roles.is_change(later[0], reading) else later)[:1]
    return next(
        (
            other
            for other in following
            if other.kind is Kind.RATE
            and _OWN_SHARE.match(other.lead)
            and not re.search(r"[；;]", reading.between(claim, other))
        ),
        None,
    )


def _sisters(reading: Reading, other: Claim, part: Claim, claim: Claim) -> bool:
    """城乡低保a、占66.9%，特困供养b、占23.8%: shares in the same words are of one whole, not of each other."""
    share = share_of(reading, other)
    inside = re.search(r"其中|[中里]", reading.between(other, part))
    return share is not None and share is not claim and share.lead == claim.lead and not inside


def run_of(reading: Reading, last: Claim, alike: Sequence[Claim]) -> list[Claim]:
    """The amounts of one list that ends with this one: 一等奖2个、二等奖5个、三等奖10个."""
    found = [last]
    for other in reversed(alike[: list(alike).index(last)]):
        if not re.fullmatch(r"[^，。；□]{0,6}[、和与及][^，。；、□]{1,10}", reading.between(other, found[0])):
            break
        found.insert(0, other)
    return found


def list_of(reading: Reading, claim: Claim) -> list[Claim]:
    """The figures said in one breath with this one: 34.0%和38.0%."""
    claims = reading.of_sentence(claim.sentence)
    found = [claim]
    for other in reversed(claims[: claims.index(claim)]):
        if other.kind is not claim.kind or not re.fullmatch(
            r"\s*(?:和|、|及|与)\s*", reading.between(other, found[0])
        ):
            break
        found.insert(0, other)
    return found
