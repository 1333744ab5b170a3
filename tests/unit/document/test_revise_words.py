"""A person's sentences round the figures of a build: what becomes of each when the figures change."""

from __future__ import annotations

import pytest

from revise_world import ALL as WHOLE
from revise_world import BEDS, BEFORE, CHANGE, GROWTH, NEW, OLD, PERSONS, RATE, docx, lines, refreshed, said
from taizhang.document.revise import Outcome
from taizhang.present.pieces import Rich

LEVEL = {**NEW, (GROWTH, "同比"): "持平", (CHANGE, "增减"): "持平"}


def after(*content: str | tuple[str, str], new: object = NEW, old: object = OLD) -> tuple[str, Outcome]:
    """One sentence of strings and (source, text as a person left it; empty: as printed) after a refresh."""
    line: Rich = tuple(
        said(*part, printed=old) if isinstance(part, tuple) else part  # type: ignore[arg-type]
        for part in content
    )
    blob, outcome = refreshed(docx(line), old, new)  # type: ignore[arg-type]
    again, second = refreshed(blob, new, new)  # type: ignore[arg-type]
    assert again == blob, "refreshing twice must change nothing"
    assert not (second.changed or second.flipped or second.flagged)
    (text,) = lines(blob)
    return text, outcome


# --- figures ---


def test_a_figure_in_a_rewritten_sentence_is_the_new_one() -> None:
    text, outcome = after("到年底，城市低保对象共有", (PERSONS, ""), "，应保尽保。")
    assert text == "到年底，城市低保对象共有5501人，应保尽保。"
    assert [(one.old, one.new, one.anchor) for one in outcome.changed] == [("5601人", "5501人", "control")]


def test_words_that_a_person_changed_inside_a_control_stay() -> None:
    assert after("低保", (PERSONS, "5601名"), "。")[0] == "低保5501名。"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("5601人享受低保，应保尽保", "5501人享受低保，应保尽保"),
        ("5601人，其中残疾人37人", "5501人，其中残疾人37人"),
        ("5601名困难群众", "5501名困难群众"),
    ],
)
def test_a_sentence_typed_into_a_control_keeps_its_words(inside: str, expected: str) -> None:
    assert after("共有", (PERSONS, inside), "。")[0] == f"共有{expected}。"


def test_a_direction_word_typed_into_the_control_of_a_plain_figure_turns() -> None:
    assert after("低保", (PERSONS, "人数增长到5601人"), "。")[0] == "低保人数下降到5501人。"


@pytest.mark.parametrize("typed", ["5611人", "5601万人", "5,6010人"])
def test_a_figure_that_a_person_changed_is_left_and_listed(typed: str) -> None:
    text, outcome = after("低保", (PERSONS, typed), "。")
    assert text == f"低保{typed}。"
    assert [(one.text, one.fact) for one in outcome.left] == [(typed, PERSONS)]


@pytest.mark.parametrize(("before", "behind"), [("1", ""), ("-", ""), ("1,", "")])
def test_digits_typed_beside_a_figure_make_it_another_one(before: str, behind: str) -> None:
    text, outcome = after(f"低保{before}", (PERSONS, ""), f"{behind}。")
    assert text == f"低保{before}5601人{behind}。"
    assert len(outcome.left) >= 1


def test_a_typed_figure_is_left_and_listed() -> None:
    text, outcome = after("低保", (PERSONS, ""), "，其中残疾人37人。")
    assert text == "低保5501人，其中残疾人37人。"
    assert ("37", "") in [(one.text, one.fact) for one in outcome.left]


# --- direction words ---


def test_the_direction_word_of_a_piece_comes_with_it() -> None:
    assert after("人数同比", (GROWTH, ""), "。")[0] == "人数同比下降1.1%。"


@pytest.mark.parametrize(
    ("before", "piece", "expected"),
    [
        ("同比增长", (GROWTH, "3.2%"), "同比下降1.1%。"),
        ("同比增长了约", (GROWTH, "3.2%"), "同比下降了约1.1%。"),
        ("同比提高", (GROWTH, "3.2%"), "同比降低1.1%。"),
        ("较上年增加", (CHANGE, "12人"), "较上年减少88人。"),
        ("比上年多了", (CHANGE, "12人"), "比上年少了88人。"),
    ],
)
def test_a_direction_word_typed_before_a_bare_figure_turns(
    before: str, piece: tuple[str, str], expected: str
) -> None:
    text, outcome = after(before, piece, "。")
    assert text == expected
    assert len(outcome.flipped) == 1


def test_a_direction_word_typed_behind_a_bare_figure_turns() -> None:
    assert after("同比有", (GROWTH, "3.2%"), "的增幅。")[0] == "同比有1.1%的降幅。"


def test_two_figures_in_a_clause_keep_their_own_words() -> None:
    text, _ = after("同比增长", (GROWTH, "3.2%"), "、净增加", (CHANGE, "12人"), "。")
    assert text == "同比下降1.1%、净减少88人。"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("低保人数增长到", (PERSONS, ""), "。"), "低保人数下降到5501人。"),
        (("由", (BEFORE, ""), "增加到", (PERSONS, ""), "。"), "由5589人减少到5501人。"),
    ],
)
def test_a_direction_word_that_a_plain_figure_implies_turns(content: tuple[str, ...], expected: str) -> None:
    assert after(*content)[0] == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("人数同比", (GROWTH, ""), "。"), "人数与上年同期持平。"),
        (("人数同比增长", (GROWTH, "3.2%"), "。"), "人数与上年同期持平。"),
        (("人数较上年同期", (CHANGE, ""), "。"), "人数较上年同期持平。"),
    ],
)
def test_a_change_that_came_to_nothing_is_level(content: tuple[str, ...], expected: str) -> None:
    assert after(*content, new=LEVEL)[0] == expected


def test_what_was_level_moves_again() -> None:
    assert after("人数与上年同期", (GROWTH, ""), "。", old=LEVEL, new=OLD)[0] == "人数同比增长3.2%。"


@pytest.mark.parametrize(
    "content",
    [
        ("保障人数稳步攀升，同比", (GROWTH, ""), "。"),
        ("比上年有所增加，增加了", (CHANGE, "12人"), "。"),
        ("同比增长或下降", (GROWTH, "3.2%"), "。"),
        ("同比为", (GROWTH, "3.2%"), "。"),
    ],
)
def test_a_sentence_that_no_rule_can_mend_is_flagged(content: tuple[str, ...]) -> None:
    text, outcome = after(*content)
    assert len(outcome.flagged) == 1
    assert outcome.flagged[0].sentence == text.rstrip("。")


def test_a_direction_word_that_is_still_true_stays() -> None:
    more = {**OLD, (GROWTH, "同比"): "增长4.0%", (PERSONS, "人"): "5645人"}
    text, outcome = after(
        "低保人数持续增长，达到", (PERSONS, ""), "，同比增长", (GROWTH, "3.2%"), "。", new=more
    )
    assert text == "低保人数持续增长，达到5645人，同比增长4.0%。"
    assert not outcome.flipped and not outcome.flagged


# --- completion and limits ---


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("覆盖率", (RATE, ""), "，超过90%的目标。"), "覆盖率88%，未超过90%的目标。"),
        (("覆盖率达到90%，为", (RATE, ""), "。"), "覆盖率未达到90%，为88%。"),
        (("床位", (BEDS, ""), "，突破1.1万张。"), "床位10990张，未超过1.1万张。"),
        (("床位", (BEDS, ""), "，超额完成11000张的年度目标。"), "床位10990张，尚未完成11000张的年度目标。"),
        (("床位", (BEDS, ""), "，已完成年度目标11000张。"), "床位10990张，尚未完成年度目标11000张。"),
        (("人数", (PERSONS, ""), "，超过5000人。"), "人数5501人，超过5000人。"),
        (("人数", (PERSONS, ""), "，超过6000人。"), "人数5501人，超过6000人。"),  # was false before: not ours
    ],
)
def test_a_claim_that_the_new_figure_makes_false_is_rewritten(
    content: tuple[str, ...], expected: str
) -> None:
    assert after(*content)[0] == expected


def test_a_completion_rate_is_held_against_a_hundred() -> None:
    old, new = {**OLD, (RATE, "%"): "103%"}, {**NEW, (RATE, "%"): "97%"}
    text, _ = after("任务完成率", (RATE, ""), "，超额完成任务。", old=old, new=new)
    assert text == "任务完成率97%，尚未完成任务。"
    text, _ = after("任务完成率", (RATE, ""), "，尚未完成任务。", old=new, new=old)
    assert text == "任务完成率103%，已完成任务。"


@pytest.mark.parametrize(
    "content",
    [
        ("床位", (BEDS, ""), "，圆满完成年度任务。"),
        ("床位", (BEDS, ""), "，突破一万张。"),
        ("城市", (PERSONS, ""), "、全部", (BEDS, ""), "，均超额完成目标。"),
    ],
)
def test_a_claim_without_a_limit_to_hold_it_against_is_flagged(content: tuple[str, ...]) -> None:
    _, outcome = after(*content)
    assert len(outcome.flagged) == 1


def test_a_typed_share_that_is_false_now_is_flagged_with_the_right_one() -> None:
    # 5601 / 9000 = 62 %, 5501 / 9000 = 61 %
    text, outcome = after("城市", (PERSONS, ""), "，占全部", (WHOLE, ""), "的62%。")
    assert text == "城市5501人，占全部9000人的62%。"
    assert "61%" in outcome.flagged[0].reason


def test_more_than_half_is_held_against_the_percentage() -> None:
    less = {**NEW, (RATE, "%"): "49%"}
    assert after("占比", (RATE, ""), "，超过半数。")[1].flagged == []
    assert "超过半数" in after("占比", (RATE, ""), "，超过半数。", new=less)[1].flagged[0].reason
