"""definitions/rules/figures.yml -> which headers are no figures, which figures are not added, who is a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taizhang.declare import read_checked
from taizhang.declare.problems import raise_all
from taizhang.ledger.recognise.normal import normal

FILE = Path(__file__).parents[3] / "definitions" / "rules" / "figures.yml"


@dataclass(frozen=True, slots=True)
class Words:
    """Normal words: ends of headers that are no figures; parts of headers that are not added, or speak of persons.

    ``wholes`` are names of rows that are the sum of all others (全市); ``money`` parts of headers of amounts.
    ``units`` are units other than those of money.
    """

    not_figures: tuple[str, ...]
    not_added: tuple[str, ...]
    persons: tuple[str, ...]
    wholes: tuple[str, ...]
    money: tuple[str, ...]
    units: tuple[str, ...]

    def of_money(self, header: str) -> bool:
        """Whether the figures below a header are amounts of money."""
        return any(word in normal(header) for word in self.money)

    def of_persons(self, header: str) -> bool:
        """Whether a header is that of a list of persons or households."""
        return any(word in normal(header) for word in self.persons)

    def no_figure(self, header: str) -> bool:
        """Whether what stands below a header is a date, a code, a state: nothing to count."""
        return normal(header).endswith(self.not_figures)

    def added(self, header: str) -> bool:
        """Whether the figures below a header may be added up over rows."""
        return not any(word in normal(header) for word in self.not_added)


@cache
def words() -> Words:
    """The declared words. Raises DefinitionError."""
    document, problems = read_checked(FILE, "figures")
    raise_all(problems)
    raw = document.value if document else {}
    return Words(**{name: tuple(normal(word) for word in found) for name, found in raw.items()})
