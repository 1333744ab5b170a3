"""Declared words (definitions/rules/words.yml) -> patterns by which columns, lists and cells are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taizhang.declare import read_checked
from taizhang.declare.problems import Problem, raise_all, short
from taizhang.ledger.convert.cells import mask

_FILE = Path(__file__).parents[2] / "definitions" / "rules" / "words.yml"
_BLANKS = r"[\s　]*"
_ANYTHING = "…"
_NAMED = "="
_WAYS = ("whole", "begins", "ends", "holds")
_Way: TypeAlias = "str | Sequence[str | Sequence[str]]"


@dataclass(frozen=True)
class Sign:
    """One way of knowing a header, a title or a cell. ``within`` is for Arrow, whose patterns look nowhere else."""

    pattern: re.Pattern[str]
    within: str

    def search(self, text: str) -> re.Match[str] | None:
        """Where a ``text`` shows the sign."""
        return self.pattern.search(text)

    def cells(self, texts: pa.Array) -> np.ndarray:
        """Which cells show the sign; blanks around them do not matter."""
        return mask(pc.match_substring_regex(texts, self.within))


def sign(name: str) -> Sign:
    """A declared sign by its name. Raises DefinitionError when the declarations are wrong."""
    return _signs()[name]


@cache
def _signs() -> Mapping[str, Sign]:
    document, problems = read_checked(_FILE, "rule_words")
    raise_all(problems)
    raw = document.value if document else {"words": {}, "signs": {}}
    unknown = sorted(_unknown(raw["signs"], raw["words"]))
    raise_all([Problem(short(_FILE), 1, f"没有词表 {name}") for name in unknown])
    return {name: _sign(parts, raw["words"]) for name, parts in raw["signs"].items()}


def _unknown(part: Any, words: Mapping[str, Any]) -> Iterator[str]:
    """The lists that are spoken of and not declared."""
    if isinstance(part, str):
        yield from [part] if part.startswith(_NAMED) and part[1:] not in words else []
    elif part:
        for inner in part.values() if isinstance(part, Mapping) else part:
            yield from _unknown(inner, words)


def _sign(raw: Mapping[str, Any], words: Mapping[str, Sequence[str]]) -> Sign:
    ends = {"whole": f"{_BLANKS}$", "begins": "", "ends": f"{_BLANKS}$", "holds": ""}
    found = "|".join(
        f"{'^' + _BLANKS if way in ('whole', 'begins') else ''}(?:{_any_way(raw[way], words)}){ends[way]}"
        for way in _WAYS
        if way in raw
    )
    unless = f"^(?!.*(?:{_one_of(raw['unless'], words)})).*?(?={found})" if "unless" in raw else ""
    before = f"(?<![{raw['not_after']}])" if "not_after" in raw else ""
    after = f"(?![{raw['not_before']}])" if "not_before" in raw else ""
    but_not = f"(?!{_one_of(raw['but_not'], words)})" if "but_not" in raw else ""
    return Sign(re.compile(unless or f"{before}{but_not}(?:{found}){after}"), found)


def _any_way(ways: Sequence[_Way], words: Mapping[str, Sequence[str]]) -> str:
    plain = [way for way in ways if isinstance(way, str)]
    steps = [_steps(way, words) for way in ways if not isinstance(way, str)]
    return "|".join([*steps, *([_one_of(plain, words)] if plain else [])])


def _steps(way: Sequence[str | Sequence[str]], words: Mapping[str, Sequence[str]]) -> str:
    return "".join(
        ".*" if step == _ANYTHING else f"(?:{_one_of([step] if isinstance(step, str) else step, words)})"
        for step in way
    )


def _one_of(said: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """A pattern of any of some words, the longest first; ``=name`` stands for those of a list."""
    every = [word for one in said for word in (words[one[1:]] if one.startswith(_NAMED) else [one])]
    return "|".join(map(re.escape, sorted(every, key=len, reverse=True)))
