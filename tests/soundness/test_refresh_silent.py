"""Ways a refresh could write a wrong figure or turn a right word without anybody noticing."""

from __future__ import annotations

import pytest

from docx_edits import control_with, edited, replace, strip_bookmarks, strip_controls
from revise_world import (
    BEDS,
    BEFORE,
    CHANGE,
    DATE,
    GROWTH,
    NEW,
    OLD,
    PERSONS,
    RATE,
    build,
    docx,
    lines,
    refreshed,
)
from revise_world import said as printed
from taizhang.document import embedded
from taizhang.document.ooxml import Node, qn
from taizhang.document.revise import Outcome, revise
from taizhang.present.pieces import Piece

TWIN = "persons@150602@2021-11"  # another place whose figure is the same today


def after(
    *line: str | Piece, old: dict[tuple[str, str], str], new: dict[tuple[str, str], str]
) -> tuple[str, Outcome]:
    blob, outcome = refreshed(docx(tuple(line)), old, new)
    again, second = refreshed(blob, new, new)
    assert again == blob and not second.flagged, "refreshing twice must change nothing"
    (text,) = lines(blob)
    return text, outcome


def test_two_facts_of_one_value_part_when_only_one_changes() -> None:
    old = {(PERSONS, "人"): "12人", (TWIN, "人"): "12人"}
    text, _ = after("全市", Piece("12人", PERSONS, "人"), "，东胜区", Piece("12人", TWIN, "人"), "。",
                    old=old, new={**old, (TWIN, "人"): "9人"})  # fmt: skip
    assert text == "全市12人，东胜区9人。"


def test_a_copy_that_may_be_either_of_two_forms_is_not_guessed() -> None:
    old = {(RATE, "%"): "90%", (RATE, "保留1位"): "90.0%", (RATE, "以上"): "90%"}
    new = {(RATE, "%"): "88%", (RATE, "保留1位"): "88.4%", (RATE, "以上"): "80%"}

    def pasted(root: Node) -> None:
        strip_bookmarks(root)
        for number, node in enumerate(root.iter(qn("w:id")), start=1):
            node.set(qn("w:val"), str(number))

    blob, outcome = refreshed(edited(docx(("覆盖率", Piece("90%", RATE, "%"), "。")), pasted), old, new)
    assert lines(blob) == ["覆盖率90%。"]
    assert [one.fact for one in outcome.left] == [RATE]


def test_a_control_whose_bookmark_names_another_fact_is_left_and_listed() -> None:
    def swap(root: Node) -> None:
        tag = control_with(root, "5601人").find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        tag.set(qn("w:val"), BEFORE)

    doc = edited(docx(("低保", printed(PERSONS), "。")), swap)
    blob, outcome = revise(doc, embedded.read(build(OLD)), build(NEW), DATE)
    assert lines(blob) == ["低保5601人。"]
    assert outcome.left[0].reason == "控件和书签所说的出处不同"


def test_a_fact_that_the_new_build_no_longer_prints_is_left_and_listed() -> None:
    new = {key: text for key, text in NEW.items() if key[0] != PERSONS}
    text, outcome = after("低保", printed(PERSONS), "。", old=dict(OLD), new=new)
    assert text == "低保5601人。"
    assert [one.fact for one in outcome.left] == [PERSONS]


@pytest.mark.parametrize("typed", ["5601户", "5601人次", "5601万人", "约5061人", "5601—5700人", "五千六百人"])
def test_a_figure_whose_meaning_a_person_changed_is_theirs(typed: str) -> None:
    old, new = {**OLD, (PERSONS, "表"): "5601"}, {**NEW, (PERSONS, "表"): "5501"}
    text, outcome = after("低保", Piece(typed, PERSONS, "人"), "。", old=old, new=new)
    assert text == f"低保{typed}。"
    assert outcome.changed == []
    assert [one.text for one in outcome.left if one.fact] == [typed]


def test_a_unit_moved_out_of_the_control_and_changed_there_is_theirs() -> None:
    old, new = {**OLD, (PERSONS, "表"): "5601"}, {**NEW, (PERSONS, "表"): "5501"}
    text, _ = after("低保", Piece("5601", PERSONS, "人"), "张。", old=old, new=new)
    assert text == "低保5601张。"
    text, _ = after("低保", Piece("5601", PERSONS, "人"), "名。", old=old, new=new)
    assert text == "低保5501名。"


def test_a_longer_unit_typed_behind_the_control_is_another_figure() -> None:
    text, outcome = after("救助", printed(PERSONS), "次。", old=dict(OLD), new=dict(NEW))
    assert text == "救助5601人次。"
    assert [one.fact for one in outcome.left] == [PERSONS]


def test_a_direction_that_a_person_turned_inside_the_control_is_theirs() -> None:
    text, outcome = after("同比", printed(GROWTH, "下降3.2%"), "。", old=dict(OLD), new=dict(NEW))
    assert text == "同比下降3.2%。"
    assert len(outcome.left) == 1


def test_a_typed_figure_is_not_taken_for_the_fact_it_equals() -> None:
    text, outcome = after("低保", printed(PERSONS), "；另一处写作5601人。", old=dict(OLD), new=dict(NEW))
    assert text == "低保5501人；另一处写作5601人。"
    assert "5601" in [one.text for one in outcome.left]


@pytest.mark.parametrize(
    "words",
    [
        "群众收入增长，",  # another sentence's business
        "机构数由10家增加到12家；",  # typed figures of its own
    ],
)
def test_a_direction_word_of_another_sentence_stays(words: str) -> None:
    text, outcome = after(
        words.replace("，", "。"), "低保同比", printed(GROWTH), "。", old=dict(OLD), new=dict(NEW)
    )
    assert text.endswith("低保同比下降1.1%。")
    assert not outcome.flipped
    assert words[:4] in text


def test_a_word_that_belongs_to_a_typed_number_between_is_not_turned() -> None:
    text, outcome = after("户数增加5户和人数", printed(CHANGE, "12人"), "。", old=dict(OLD), new=dict(NEW))
    assert text == "户数增加5户和人数88人。"
    assert not outcome.flipped and outcome.flagged


@pytest.mark.parametrize("words", ["增长率为", "扭转负增长，同比变化", "没有增长"])
def test_a_set_phrase_or_a_negated_word_is_flagged_and_not_turned(words: str) -> None:
    text, outcome = after(f"同比{words}", printed(GROWTH, "3.2%"), "。", old=dict(OLD), new=dict(NEW))
    assert text == f"同比{words}1.1%。"
    assert not outcome.flipped and outcome.flagged


def test_a_claim_about_one_of_two_figures_is_not_guessed() -> None:
    old, new = (
        {(BEDS, "张"): "1200张", (TWIN, "张"): "1300张"},
        {(BEDS, "张"): "900张", (TWIN, "张"): "950张"},
    )
    text, outcome = after("公办", Piece("1200张", BEDS, "张"), "、民办", Piece("1300张", TWIN, "张"), "，超过1000张。",
                          old=old, new=new)  # fmt: skip
    assert text.endswith("，超过1000张。")
    assert "无法判定" in outcome.flagged[0].reason


def test_context_alone_never_moves_a_figure_to_another_fact() -> None:
    def rewrite(root: Node) -> None:
        strip_controls(root)
        for node in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            node.getparent().remove(node)

    made = docx(("城市低保共有", printed(PERSONS), "，机构床位共有", printed(BEDS), "。"))
    fresh = docx(
        ("城市低保共有", printed(PERSONS, printed=NEW), "，机构床位共有", printed(BEDS, printed=NEW), "。")
    )
    doc = edited(made, lambda root: (rewrite(root), replace(root, "5601人", "5611人"))[0])
    blob, _ = revise(doc, embedded.read(made), fresh, DATE)
    assert lines(blob) == ["城市低保共有5611人，机构床位共有10990张。"]


def test_every_word_outside_figures_is_the_persons_own() -> None:
    doc = docx(
        ("一、低保对象", printed(PERSONS), "（含新增），应保尽保。"),
        ("无数字的一段。",),
        ("床位", printed(BEDS), "。"),
    )
    blob, _ = refreshed(doc)
    old, new = "".join(lines(doc)), "".join(lines(blob))
    assert new == old.replace("5601", "5501").replace("11290", "10990")
