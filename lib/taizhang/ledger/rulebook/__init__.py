"""What is declared about rules: the names of findings, the words by which columns and lists are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taizhang.declare import read_checked
from taizhang.declare.problems import raise_all

_FILE = Path(__file__).parents[2] / "definitions" / "rules" / "findings.yml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as 问题清单.xlsx shows it."""

    name: str
    do: str


@cache
def rules() -> Mapping[str, Rule]:
    """Every declared rule by its code. Raises DefinitionError."""
    document, problems = read_checked(_FILE, "rules")
    raise_all(problems)
    raw = document.value["findings"] if document else {}
    return {code: Rule(**part) for code, part in raw.items()}


def rule(code: str) -> Rule:
    """The rule of a code; one that nobody has named yet goes by its code."""
    return rules().get(code, Rule(code, "请核对。"))
