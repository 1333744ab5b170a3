"""A place and what old and new builds print for its source -> its new text, or why it is left alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from taizhang.document.model import Anchor
from taizhang.document.revise.sites import Passage, Site
from taizhang.document.revise.words.lexicon import Lexicon
from taizhang.indicators.facts import CHANGE, GROWTH

NUMBER = re.compile(r"[-−－]?\d[\d,，]*(?:\.\d+)?")
_COUNTED = re.compile(r"\d[余多]?[万亿千百]*(%|[一-龥]{1,4})")
_LEADING = re.compile(r"\d[.,]?$|(?<!\d)-$")
_TRAILING = re.compile(r"[.,]?\d|[万亿千百]")
_MINUS = "-−－"
_SCALED = re.compile(r"[万亿千百]")
_WIDE = str.maketrans("０１２３４５６７８９．，－−％", "0123456789.,--%")

EDITED = "人工改动，保持不动"
UNCLEAR = "同一数据有几种写法，无法判定是哪一种"
DROPPED = "新数据中没有这个数"
ADJOINED = "紧邻处有人工添加的数字"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a site: ``new`` text (the present one where nothing changes), or ``reason`` to leave it.

    ``bare`` says that a person took the direction word out of the piece; ``before`` and ``after`` are the
    pieces as the old and the new build print them.
    """

    new: str
    reason: str = ""
    bare: bool = False
    before: str = ""
    after: str = ""


class Figures:
    """What two builds print, by source and form."""

    def __init__(self, old: Sequence[Anchor], new: Sequence[Anchor], lexicon: Lexicon) -> None:
        self._old: dict[str, list[Anchor]] = defaultdict(list)
        for anchor in old:
            self._old[anchor.source].append(anchor)
        self._new: dict[tuple[str, str], set[str]] = defaultdict(set)
        for anchor in new:
            self._new[anchor.source, anchor.form].add(anchor.text)
        self._lexicon = lexicon
        self._units = {unit for group in lexicon.units for unit in group}
        self._moved_before, self._moved_after = self._signs(old), self._signs(new)

    def judge(self, passage: Passage, site: Site) -> Verdict:
        """The verdict on one site."""
        if site.doubt:
            return Verdict(site.text, site.doubt)
        if _adjoined(passage.text, site):
            return Verdict(site.text, ADJOINED)
        written = self._written(passage, site)
        exact = [
            anchor
            for anchor in written
            if anchor.text == site.text and self._same_unit(anchor.text, site, passage.text)
        ]
        if exact:
            return self._renewed(exact, site, lambda new: new)
        alike = [anchor for anchor in written if self._reworded(anchor.text, site, passage.text)]
        if alike:
            return self._renewed(alike, site, lambda new: self._in_words_of(site.text, new))
        kept = site.text in self._current(site) and not any(one.text == site.text for one in written)
        return Verdict(site.text, "" if kept else EDITED)

    def _current(self, site: Site) -> set[str]:
        """Every text that the new build prints for the source of a site, in whatever form."""
        return {text for (source, _), texts in self._new.items() if source == site.source for text in texts}

    def _written(self, passage: Passage, site: Site) -> list[Anchor]:
        """What may have been written there: the place's own anchor first, else all of its source.

        In a sentence a bare number of some table does not count where the source was also printed with its
        unit: 5601 would else pass for what was written whatever unit a person put behind it.
        """
        own = [site.anchor] if site.anchor is not None and site.anchor.source == site.source else []
        others = [anchor for anchor in self._old[site.source] if anchor is not site.anchor]
        whole = [anchor for anchor in (*own, *others) if _behind(anchor.text) or not _tokens(anchor.text)]
        return own + (others if passage.cell is not None or not whole else [a for a in others if a in whole])

    def _reworded(self, written: str, site: Site, text: str) -> bool:
        """Whether a person kept figure, scale, unit and direction, and changed only words around them."""
        same = bool(_tokens(written)) and _tokens(written) == _tokens(site.text)
        return same and self._same_way(written, site.text) and self._same_unit(written, site, text)

    def _same_way(self, written: str, shown: str) -> bool:
        return self._lexicon.sign(shown) in (None, self._lexicon.sign(written))

    def _same_unit(self, written: str, site: Site, text: str) -> bool:
        """The unit may be a like one (名 for 人), go, or stand behind the piece; another one is another figure."""
        before, rest = _behind(written), _behind(site.text + text[site.end :])
        like = self._lexicon.like(before)
        longer = [unit for unit in self._units if unit not in like and rest.startswith(unit)]
        mine = [unit for unit in like if unit and rest.startswith(unit)]
        return not before or max(map(len, longer), default=0) < max(map(len, mine), default=1)

    def narrow(self, passage: Passage, site: Site) -> Site:
        """Where a person typed a sentence into a control, the piece in it; else the site as it is."""
        for anchor in self._written(passage, site):
            piece = re.compile(rf"(?<![\d.,-]){re.escape(anchor.text)}(?![.,]?\d)")
            found = list(piece.finditer(site.text)) if re.search(r"\d", anchor.text) else []
            if len(found) == 1:
                start = site.start + found[0].start()
                part = replace(site, start=start, end=start + len(anchor.text), text=anchor.text)
                return part if self._same_unit(anchor.text, part, passage.text) else site
        return site

    def _renewed(self, written: Sequence[Anchor], site: Site, words: Callable[[str], str]) -> Verdict:
        forms = written[:1] if written[0] is site.anchor else written
        found = {
            words(text): (anchor.text, text)
            for anchor in forms
            for text in sorted(self._new.get((anchor.source, anchor.form), ()))
        }
        if not found:
            return Verdict(site.text, "" if site.text in self._current(site) else DROPPED)
        if len(found) > 1:
            return Verdict(site.text, "" if site.text in found else UNCLEAR)
        ((said, (before, after)),) = found.items()
        bare = self._lexicon.sign(before) is not None and self._lexicon.sign(site.text) is None
        return Verdict(said, "", bare, before, after)

    def _in_words_of(self, shown: str, after: str) -> str:
        """The new figure in a person's words; the new piece itself where it has no single figure (持平)."""
        numbers = NUMBER.findall(after)
        if len(numbers) != 1 or len(NUMBER.findall(shown)) != 1:
            return after
        said = NUMBER.sub(numbers[0].lstrip(_MINUS), shown, count=1)
        sign = self._lexicon.sign(after)
        word = self._lexicon.moving.search(said)
        if word and sign and self._lexicon.way(word[0]) != sign:
            said = said.replace(word[0], self._lexicon.turned(word[0], after), 1)
        return said

    def signs(self, source: str) -> tuple[int | None, int | None]:
        """Which way the indicator of a source moved against last year, by the old build and by the new."""
        subject = subject_of(source)
        return self._moved_before.get(subject), self._moved_after.get(subject)

    def _signs(self, anchors: Sequence[Anchor]) -> dict[str, int]:
        found: dict[str, int] = {}
        for anchor in anchors:
            sign = self._lexicon.sign(anchor.text) if compared(anchor.source) else None
            if sign is not None:
                found[subject_of(anchor.source)] = sign
        return found


def compared(source: str) -> bool:
    """Whether a source is a comparison with last year."""
    return source.partition("@")[0].endswith((GROWTH, CHANGE))


def subject_of(source: str) -> str:
    """The fact that a comparison is about; a plain fact is its own."""
    indicator, at, rest = source.partition("@")
    return indicator.removesuffix(GROWTH).removesuffix(CHANGE) + at + rest


def _tokens(text: str) -> list[str]:
    """The figures of a text with their scale: 1,200万元 -> 1200万."""
    plain = text.translate(_WIDE)
    return [
        match[0].replace(",", "").replace("，", "")
        + (scale[0] if (scale := _SCALED.match(plain, match.end())) else "")
        for match in NUMBER.finditer(plain)
    ]


def _behind(text: str) -> str:
    """What stands behind the first number of a text, its scale left out."""
    found = _COUNTED.search(text.translate(_WIDE))
    return "" if found is None else found[1]


def _adjoined(text: str, site: Site) -> bool:
    """Whether a number goes on outside its piece: a reader then sees another one than the piece says."""
    before, after = text[: site.start].translate(_WIDE), text[site.end :].translate(_WIDE)
    starts, ends = site.text[:1].isdigit(), site.text[-1:].isdigit()
    return (starts and bool(_LEADING.search(before))) or (ends and bool(_TRAILING.match(after)))
