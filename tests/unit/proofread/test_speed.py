"""A long report takes time in proportion to its length; one sentence of thousands of figures does not hang."""

from __future__ import annotations

import time

import pytest

from taizhang.proofread import proofread

PARAGRAPH = (
    "全市共有养老机构86家，其中公办31家、民办55家；养老床位12480张，其中护理型床位7363张，占59%。"
    "低保对象6412户、10384人，比上年减少312户，下降4.6%，全年发放低保金3482.6万元，人均月补差279元。"
    "每千名老年人拥有养老床位42张，全市老年人29.7万人。\n"
)
MANY_SECONDS = 25  # thirty times what a quiet machine needs for the longest of these


def seconds(text: str) -> float:
    """Processor seconds: a busy machine changes nothing."""
    begin = time.process_time()
    proofread(text)
    return time.process_time() - begin


def test_a_text_of_sixty_pages_is_read_in_seconds() -> None:
    assert seconds(PARAGRAPH * 400) < MANY_SECONDS


@pytest.mark.parametrize("phrase", ["其中1人、", "共12人，", "占3%、", "分别为12人、", "12人、"])
def test_thousands_of_figures_in_one_sentence_are_read_in_seconds(phrase: str) -> None:
    assert seconds(phrase * 2000) < MANY_SECONDS
