"""A claim in its clause -> what it counts, in the report's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims.tokens import Scan
from taizhang.proofread.model import Claim, Kind

_MARKS = " 　\"'“”‘’—-…·"
_LONGEST = 30

_FLOATING = re.compile(r"\d{1,2}月(?:份|底|末)?")
_MONTH = r"\d{1,2}月(?:\d{1,2}日)?[底末]?"
_TIME = re.compile(rf"(?:19|20)\d\d年(?:{_MONTH}|[底末])?|{_MONTH}")
_PER = re.compile(r"(?:平均)?每[人户名位个]?每?[月年]?$")
_EACH = re.compile(r"(?:平均)?每(?:人|户|名|位|个)?(?:每|/)?(?:月|年|季度?|天|日|周)?(?![百千万])")


def name_all(text: str, scan: Scan, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their subjects."""
    named: list[Claim] = []
    for claim in claims:
        claim = replace(claim, per=claim.per or per(claim.lead))
        before = named[-1] if named and named[-1].sentence == claim.sentence else None
        named.append(replace(claim, subject=_subject(claim, before)))
    return tuple(named)


def _subject(claim: Claim, before: Claim | None) -> str:
    lead = trimmed(claim.lead)
    tail = noun(claim.tail) if claim.kind in (Kind.AMOUNT, Kind.RANGE) else ""
    said = lead + (tail if not lead or _counts_what_follows(claim) else "")
    if not said and before is not None:
        said = before.subject
    return said[-_LONGEST:]


def times_said(text: str) -> tuple[str, ...]:
    """The dates and stretches of time that a lead names itself."""
    return tuple(found[0] for found in _times().finditer(text) if not _FLOATING.fullmatch(found[0]))


def untimed(text: str) -> str:
    """The words without dates, stretches of time and 每人, 每月."""
    return _EACH.sub("", _times().sub("", text)).strip(_MARKS)


def per(lead: str) -> str:
    """For what a standard is said: 人·月 for 每人每月, 人 for 每人, empty for a plain amount."""
    found = [part for part in _per().finditer(lead) if any(part.groups())]
    return "·".join(word for word in found[-1].groups() if word) if found else ""


def _counts_what_follows(claim: Claim) -> bool:
    return bool(claim.tail) and not _after_stop().match(claim.tail) and len(trimmed(claim.lead)) < 2


def trimmed(text: str) -> str:
    """A lead without times, stop words and marks at either end, and without verbs of giving and reaching."""
    text = untimed(text)
    while True:
        shorter = _stop_end().sub("", _stop_start().sub("", text)).strip(_MARKS)
        if shorter == text or (len(shorter) == 1 and shorter not in words.words("subject_stop")):
            return text  # 救助金 is a name, 金 is none
        text = shorter


def noun(tail: str) -> str:
    """What follows a figure up to the first verb: 名低保对象 counts 低保对象."""
    stop = _after_stop().search(tail)
    noun = tail[: stop.start()] if stop else tail
    return trimmed(noun.removeprefix("的"))


@cache
def _per() -> re.Pattern[str]:
    counted = words.either(
        sorted(
            {word for word in words.units() if len(word) <= 3}
            | {
                "村",
                "班",
                "组",
                "队",
                "镇",
                "乡",
                "站",
                "县",
                "校",
                "院",
                "点",
                "社区",
                "机构",
                "街道",
                "中心",
            },
            key=len,
            reverse=True,
        )
    )
    return re.compile(
        rf"(?:平均)?每(?!年|月|天|日)((?:[百千万]|十万|百万)?{counted})?(?:每|/)?(月|年|季度?|天|日|周)?|每(?:)()(月|年|季度?|天|日|周)"
    )


@cache
def _after_stop() -> re.Pattern[str]:
    return re.compile(words.pattern("after_stop"))


@cache
def _stop_start() -> re.Pattern[str]:
    return re.compile(rf"^{words.pattern('subject_stop', 'former', 'current', 'qualifier_words')}")


@cache
def _stop_end() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern('subject_end_stop', 'up', 'down', 'qualifier_words')}$")


@cache
def _times() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern.replace("(?m)", "") for pattern in words.patterns("times")))


def core(said: str) -> str:
    """A label or the words before a figure without periods, places of the whole, verbs, and words like 人数, 总."""
    said = _TIME.sub("", re.sub(r"[\s、，:：；。的]", "", said))
    said = re.sub(rf"(?:比|较|由|从|与)?{words.pattern('former', 'current')}", "", said)
    said = _PER.sub("", said).replace("总", "")
    while True:
        shorter = _ends().sub("", said)
        if shorter == said:
            return said
        said = shorter


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"^{words.pattern('label_prefixes')}|{words.pattern('label_suffixes')}$")
