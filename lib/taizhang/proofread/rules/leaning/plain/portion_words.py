"""占, 比重, 合格率, 完成率, 收完 -> what a percentage or 成 says it is a portion of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

SHARE, RATE, DONE = "share", "rate", "done"
_MOST, _FAR = 300, 60
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Said:
    """``kind``: SHARE (占), DONE (完成率) or RATE; ``stem``: the name of the rate (合格), or whose the share is;
    ``of``: what it is a share of (占户籍人口的), or what is done (栽种任务走完了); ``verb``: whether it is said by doing (收完, 完成了);
    ``bare``: whether it begins a clause (四成花在了看病上)."""

    kind: str
    stem: str = ""
    of: str = ""
    verb: bool = False
    bare: bool = False


def said_of(reading: Reading, claim: Claim) -> Said | None:
    """What the words up to the figure say; None where it is no portion, or a goal, a change, of another time."""
    if claim.kind is not Kind.RATE or "‰" in claim.text or not 0 < claim.value <= _MOST or claim.depth:
        return None
    words = _BRACKETS.sub("", reading.before(claim)[-_FAR:]).replace(" ", "")
    if _is_other(reading, claim, words):
        return None
    if done := _done().search(words):
        subject = words[: done.start()] if done["verb"] else ""
        return Said(DONE, done["stem"] or "", subject.split("□")[-1], bool(done["verb"]))
    if share := _share().search(words):
        return Said(SHARE, re.split("[□、]", share["name"])[-1], share["of"] or "")
    if re.search("[成半]|分之", claim.text) and (said := _spelt(claim, words)):
        return said
    found = _rate().search(words)
    return Said(RATE, found["stem"]) if found else None


def _spelt(claim: Claim, words: str) -> Said | None:
    """也就是四成; and four tenths that begin a clause: 四成花在了看病上."""
    if words:
        return Said(SHARE) if re.fullmatch(rf"(?:就|也|都)?{_to()}", words) else None
    return Said(SHARE, bare=True) if claim.clause and re.match("[^的]", claim.tail) else None


def _is_other(reading: Reading, claim: Claim, words: str) -> bool:
    if claim.qualifier in ("at_least", "at_most") or roles.is_change(claim, reading):
        return True
    return bool(
        re.search(pattern("former", "over_several", "no_portion"), words)
        or roles.is_from(claim, reading)
        or re.match(pattern("portion_behind"), claim.tail)
    )


@cache
def _to() -> str:
    """What may stand between the name and the figure: 已达, 做到了, 走到."""
    return rf"(?:{pattern('comes_to', 'reaches')}|[:：])*$"


@cache
def _done() -> re.Pattern[str]:
    goal = rf"(?:{pattern('goal_names', 'goals_named')})[数额量值]?□*的"
    named = rf"{pattern('completion', 'done_rates')}|(?P<stem>{pattern('done_stems')})率"
    verb = rf"(?P<verb>(?<![未没应]){pattern('doing_done')})"
    return re.compile(rf"(?:{named}|{verb}|{goal}){_to()}")


@cache
def _share() -> re.Pattern[str]:
    of = r"占(?P<of>[^占，□]{2,14}?)(?:的|总[数量额]的)"
    return re.compile(rf"^(?P<name>.*?)(?:{of}|{pattern('portions')}|(?<=□)的){_to()}")


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(rf"(?P<stem>[一-鿿]{{2,8}}?)(?:率|度|面|比例|程度){_to()}")
