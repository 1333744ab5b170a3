"""Patterns with declared words in their gaps."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from taizhang.proofread import rules, words
from taizhang.proofread.grammar import Grammar


def test_any_word_of_the_list_fills_the_gap_the_longest_first() -> None:
    found = Grammar("{goal_nouns}(?:的{rates_of_use})?").search("年度任务的使用率")
    assert found is not None
    assert found[0] == "任务的使用率"
    whole = Grammar("({whole_year}|{a_year})").search("每年")
    assert whole is not None
    assert whole[1] == "每年"  # not 年, which the list has as well


def test_counts_of_a_character_are_no_gap() -> None:
    grammar = Grammar("{goal_nouns}[^，]{0,2}$")
    assert grammar.search("目标两个")
    assert not grammar.search("目标三四个")


def test_an_undeclared_list_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_list"):
        Grammar("{no_such_list}").search("任务")


def test_every_pattern_of_the_rules_has_its_lists() -> None:
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(rules.__path__, "taizhang.proofread.rules.")
    ]
    grammars = [value for module in modules for value in vars(module).values() if isinstance(value, Grammar)]
    assert len(grammars) > 50
    assert all(grammar.compiled for grammar in grammars)


@pytest.mark.parametrize(("said", "months"), [("上半年", 6), ("前三季度", 9), ("全年", 12)])
def test_a_stretch_of_the_year_has_its_months(said: str, months: int) -> None:
    assert words.months_said()[said] == months
