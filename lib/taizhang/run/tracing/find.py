"""What a person asks about (label, fact id, bookmark, number as printed) -> the one fact meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from taizhang import numbers, places
from taizhang.declare.specs import Catalogue
from taizhang.errors import UsageError, nearest
from taizhang.indicators import CHANGE, GROWTH, Fact, FactBook
from taizhang.trace import short_id

SHOWN = 6
_SHORT = re.compile(r"f[0-9a-f]{12}(_\d+)?")
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)\s*(万|亿)?(.*)")
_LEAD = re.compile(r"^(同比|环比|比上年|较上年|与上年同期相比)")
_COMPARED = {"同比增减": CHANGE, "增减": CHANGE, "同比增长率": GROWTH, "同比增长": GROWTH, "同比": GROWTH}
_SIGNS = {"增长": "", "增加": "", "提高": "", "上升": "", "下降": "-", "减少": "-", "降低": "-"}

Anchored = Sequence[Mapping[str, str]]
"""The texts that the document shows: ``source``, ``text`` and ``where`` of each."""


class Finder:
    """Knows the facts of one build, and how the document prints them."""

    def __init__(self, book: FactBook, catalogue: Catalogue, printed: Anchored) -> None:
        """``printed`` are the anchors that the build wrote."""
        self._book = book
        self._catalogue = catalogue
        self._printed = printed
        self._facts = {fact.fact: fact for fact in book}

    def find(self, asked: str) -> Fact:
        """The fact that ``asked`` means. UsageError names the nearest, or the several it could mean."""
        text = unicodedata.normalize("NFKC", asked).strip()
        for read in (self._by_id, self._by_label, self._by_number):
            found = read(text)
            if len(found) == 1:
                return found[0]
            if found:
                raise self._several(asked, found)
        raise self._unknown(asked, text)

    def _by_id(self, text: str) -> list[Fact]:
        if text in self._facts:
            return [self._facts[text]]
        if not _SHORT.fullmatch(text):
            return []
        name = text.partition("_")[0]
        return [fact for fact in self._book if short_id(fact.fact) == name]

    def _by_label(self, text: str) -> list[Fact]:
        label, _, place_name = text.partition("@")
        place = None
        if place_name:
            place = places.lookup({fact.place for fact in self._book}).get(place_name.strip())
            if place is None:
                return []
        labels = self._catalogue.by_label()
        for ending, suffix in (("", ""), *_COMPARED.items()):
            base = label.strip().removesuffix(ending)
            if base in labels and (label.strip().endswith(ending)):
                fact = self._book.get(labels[base].id + suffix, place)
                if fact is not None:
                    return [fact]
        return []

    def _by_number(self, text: str) -> list[Fact]:
        """Every fact that the document prints so; where it prints none, every fact of that value.

        A bare 12 may be places or meetings: all of them are meant, and the caller asks which.
        """
        asked = _read(text)
        printed = [
            one["source"]
            for one in self._printed
            if _plain(one["text"]) == _plain(text) or (asked and _same(_read(one["text"]), asked))
        ]
        for sources in (printed, self._of_value(asked) if asked else ()):
            found = [self._facts[name] for name in dict.fromkeys(sources) if name in self._facts]
            if found:
                return found
        return []

    def _of_value(self, asked: tuple[Decimal, str]) -> Iterator[str]:
        value, unit = asked
        for fact in self._book:
            spec = self._catalogue.indicators.get(fact.indicator.partition("__")[0])
            if fact.value is None or spec is None:
                continue
            decimals = 1 if fact.indicator.endswith(GROWTH) else spec.decimals
            shown = numbers.round_to(fact.value, decimals, spec.rounding)
            own = numbers.unit(fact.unit.partition("/")[0])
            whole = shown * own.factor == value and unit in ("", own.base)
            if whole or (not unit and shown == value):
                yield fact.fact

    def _several(self, asked: str, found: Sequence[Fact]) -> UsageError:
        names = "；".join(f"{said(fact)}（{fact.fact}）" for fact in found[:SHOWN])
        more = f"；另有 {len(found) - SHOWN} 个" if len(found) > SHOWN else ""
        return UsageError(
            "要追溯的数据点",
            f"“{asked}”对应 {len(found)} 个数据点：{names}{more}",
            "请写括号中的编号，例如 taizhang trace 期次 " + found[0].fact,
        )

    def _unknown(self, asked: str, text: str) -> UsageError:
        near = nearest(text, (*self._catalogue.by_label(), *self._facts))
        hint = f"是否为“{near}”？" if near else "请写指标名称、数据点编号或报告中印出的数字。"
        return UsageError("要追溯的数据点", f"“{asked}”不是本期次的指标、编号或印出的数字", hint)


def said(fact: Fact) -> str:
    """A fact in one short phrase: place, label, period."""
    return f"{fact.place_name}{fact.label} {fact.period}"


def _plain(text: str) -> str:
    return _LEAD.sub("", re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", text)))


def _read(text: str) -> tuple[Decimal, str] | None:
    """The value in single units and the unit's base; a direction word in front gives the sign."""
    plain = _plain(text)
    sign = next((mark for word, mark in _SIGNS.items() if plain.startswith(word)), None)
    if sign is not None:
        plain = sign + plain[2:]
    found = _NUMBER.fullmatch(plain)
    if not found:
        return None
    return numbers.parse(found[1] + (found[2] or "")), found[3]


def _same(one: tuple[Decimal, str] | None, asked: tuple[Decimal, str]) -> bool:
    """The same value, in the same unit or with none given."""
    return one is not None and one[0] == asked[0] and (not asked[1] or one[1] == asked[1])
