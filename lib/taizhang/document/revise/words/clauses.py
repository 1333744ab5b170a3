"""A paragraph's text and the figures in it -> sentences and clauses, and which of it a person typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang import numbers
from taizhang.document.revise.figures import NUMBER, Verdict, compared
from taizhang.document.revise.sites import Site

_SENTENCE = re.compile(r"[。！？；!?;]")
_CLAUSE = re.compile(r"[。！？；!?;，,：:、（）()]")
_UNIT = re.compile(r"(?:%|％|[一-龥]{1,4})")
_FLOORED = ("余", "多", "以上", "以下")


@dataclass(frozen=True, slots=True)
class Figure:
    """A site with its verdict, and the quantity it showed before and shows now (None: no single number)."""

    site: Site
    verdict: Verdict
    unit: str
    before: Decimal | None
    after: Decimal | None

    @property
    def moved(self) -> bool:
        """Whether the number itself changed."""
        return self.before != self.after

    @property
    def base(self) -> str:
        """The unit without its scale: 元 of 万元."""
        return numbers.unit(self.unit).base

    @property
    def compared(self) -> bool:
        """Whether it is a comparison with last year."""
        return compared(self.site.source)


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph's text with its figures in order."""

    text: str
    figures: Sequence[Figure]
    sites: Sequence[Site]

    def sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a character begins and ends."""
        return _around(self.text, at, _SENTENCE)

    def clause(self, at: int) -> tuple[int, int]:
        """Where the clause around a character begins and ends."""
        return _around(self.text, at, _CLAUSE)

    def typed(self, pattern: re.Pattern[str], span: tuple[int, int], group: int = 0) -> list[re.Match[str]]:
        """Matches within a span whose ``group`` touches no text with a source."""
        return self.outside(pattern.finditer(self.text, *span), group)

    def outside(self, matches: Iterable[re.Match[str]], group: int = 0) -> list[re.Match[str]]:
        """Those whose ``group`` touches no text with a source."""
        return [
            match
            for match in matches
            if all(match.end(group) <= site.start or site.end <= match.start(group) for site in self.sites)
        ]

    def inside(self, span: tuple[int, int]) -> list[Figure]:
        """The figures that stand in a span."""
        return [each for each in self.figures if span[0] <= each.site.start and each.site.end <= span[1]]


def _around(text: str, at: int, pattern: re.Pattern[str]) -> tuple[int, int]:
    # A point or comma inside a number separates nothing.
    marks = [
        m for m in pattern.finditer(text) if not (text[m.end() : m.end() + 1].isdigit() and m[0] in ",:")
    ]
    start = max((mark.end() for mark in marks if mark.end() <= at), default=0)
    end = min((mark.start() for mark in marks if mark.start() >= at), default=len(text))
    return start, end


def figure(text: str, site: Site, verdict: Verdict) -> Figure:
    """A site with what can be counted of it."""
    before = verdict.before or site.text
    after = verdict.after or site.text
    return Figure(site, verdict, _unit(text, site), _quantity(before), _quantity(after))


def _quantity(text: str) -> Decimal | None:
    found = NUMBER.findall(text)
    if len(found) != 1 or any(word in text for word in _FLOORED):
        return None
    return decimal(found[0])


def decimal(text: str) -> Decimal:
    """A number of a document, separators allowed."""
    return numbers.parse(re.sub(r"[,，]", "", text).replace("－", "-"))


def _unit(text: str, site: Site) -> str:
    """What stands after the number, inside the piece or typed behind it."""
    last = list(NUMBER.finditer(site.text))[-1:]
    if not last:
        return ""
    found = _UNIT.match(site.text, last[0].end()) or _UNIT.match(text, site.end)
    return "" if found is None else found[0]
