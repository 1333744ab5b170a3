"""The grammar around declared words -> one pattern, so that rules hold no word lists of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from taizhang.proofread.words import pattern

_GAP = re.compile(r"\{([a-z_]+)\}")


class Grammar:
    """A regular expression in which ``{name}`` stands for any word of that declared list, the longest first.

    The lists are read when the pattern is first used, not when the rules are loaded; KeyError for an undeclared one.
    """

    def __init__(self, said: str) -> None:
        """``said`` is the expression with its gaps: ``{fully}完成(?:了)?``."""
        self._said = said

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression with its words in."""
        return re.compile(_GAP.sub(lambda gap: pattern(gap[1]), self._said))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where it stands."""
        return self.compiled.search(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Whether it stands at ``start``."""
        return self.compiled.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All places where it stands."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The words of its one group, or of all of it, at every place."""
        return [str(found) for found in self.compiled.findall(text)]

    def sub(self, put: str, text: str) -> str:
        """The text with ``put`` at every place."""
        return self.compiled.sub(put, text)
