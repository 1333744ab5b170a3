"""A person rewrote the report, a banner sent a corrected roll: the figures follow, the words stay."""

from __future__ import annotations

import copy
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from docx_edits import controls, edited, paragraph_with, replace, strip_bookmarks, strip_controls, typed
from docx_sound import assert_sound
from every_figure import renumbered
from functional.conftest import REPORT, Bench
from taizhang.document import embedded
from taizhang.document.anchoring import shown
from taizhang.document.ooxml import Node, el, qn
from taizhang.document.revise import revise

pytestmark = pytest.mark.slow

ROLL = "社会福利/2021年/高龄津贴/达拉特旗_2021年11月_高龄津贴发放花名册.csv"
CORRECTED = ("16,", "17,"), "2800.00", "2550.00"  # two people of 100 and 150 yuan were on the roll by mistake
REWRITTEN = "三是关爱高龄老人。到11月底，享受津贴的有{persons}，同比{way}4.0%；全年发放{paid}，同比{growth}。"


@dataclass(frozen=True)
class World:
    """A workspace whose ledgers changed after a person edited the report."""

    bench: Bench
    document: Path
    answer: dict[str, Any]

    @property
    def out(self) -> Path:
        return Path(self.answer["document"])


def correct(bench: Bench) -> None:
    """The banner's corrected roll: two rows fewer, and its total accordingly."""
    rows, old, new = CORRECTED
    path = bench.ledgers / ROLL
    lines = path.read_bytes().decode("gb18030").splitlines(keepends=True)
    kept = [line.replace(old, new) for line in lines if not line.startswith(rows)]
    assert len(kept) == len(lines) - len(rows)
    path.write_bytes("".join(kept).encode("gb18030"))


def rewrite(root: Node) -> None:
    """What a person does in Word: sentences rewritten, copied, deleted, typed; some anchors lost on the way."""
    paragraph = paragraph_with(root, "三是关心高龄老年人")
    replace(
        paragraph,
        "三是关心高龄老年人。截至11月底，领取高龄津贴的75岁以上老年人",
        "三是关爱高龄老人。到11月底，享受津贴的有",
    )
    replace(paragraph, "，当年累计发放", "；全年发放")
    keep_the_bare_figure(paragraph)
    again = copy.deepcopy(paragraph)
    paragraph.addnext(again)
    strip_bookmarks(again)
    for number, node in enumerate(again.iter(qn("w:id")), start=880001):
        node.set(qn("w:val"), str(number))
    strip_controls(paragraph)
    gone = paragraph_with(root, "三是动员社会力量参与")
    gone.getparent().remove(gone)
    paragraph_with(root, "一是保障困境儿童").append(typed("另有享受高龄津贴老人26人。"))
    replace(paragraph_with(root, "四是规范福利彩票"), "0.05亿元", "0.07亿元")
    replace(paragraph_with(root, "依法办理行政区划事项"), "按计划开展界线联检", "扎实开展界线联检")


def keep_the_bare_figure(paragraph: Node) -> None:
    """增长 typed before the control, 4.0% left in it."""
    (control,) = controls(paragraph, "old_age_persons__growth@150600@2021-11")
    (text,) = control.iter(qn("w:t"))
    assert text.text == "增长4.0%"
    text.text = "4.0%"
    control.getprevious().addprevious(typed("增长"))


@pytest.fixture(scope="module")
def world(bench: Bench) -> World:
    document = bench.root / "改过的报告.docx"
    document.write_bytes(edited(bench.out / f"{REPORT}.docx", rewrite))
    correct(bench)
    done = bench.run("refresh", str(document), "sample", "--json")
    assert done.returncode == 0, done.stderr + done.stdout
    return World(bench, document, json.loads(done.stdout))


def texts(path: Path) -> list[str]:
    return [line.text for line in shown(path) if line.part == "word/document.xml"]


def test_a_new_file_stands_beside_the_input_and_the_input_is_as_it_was(world: World) -> None:
    assert world.out == world.document.with_name("改过的报告（更新）.docx")
    assert "享受津贴的有26人，同比增长4.0%" in "".join(texts(world.document))


def test_the_figures_of_rewritten_and_copied_sentences_are_the_new_ones(world: World) -> None:
    # 24 now and 25 a year before: -4.0 %; the year's sum is 250 yuan less
    expected = REWRITTEN.format(persons="24人", way="下降", paid="1.16万元", growth="增长15.5%")
    assert [text[: len(expected)] for text in texts(world.out) if text.startswith("三是关爱")] == [
        expected
    ] * 2


def test_every_other_word_is_as_the_person_left_it(world: World) -> None:
    before, after = texts(world.document), texts(world.out)
    differ = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    told = {(one["old"], one["new"]) for one in world.answer["changed"]}
    assert all(pair in told or pair[0].startswith("三是关爱") for pair in differ)
    assert "扎实开展界线联检" in "".join(after)
    assert "三是动员社会力量参与" not in "".join(after)


def test_what_a_person_typed_is_left_and_listed(world: World) -> None:
    assert "另有享受高龄津贴老人26人。" in "".join(texts(world.out))
    left = {(one["text"], bool(one["fact"])) for one in world.answer["left"]}
    assert {("0.07亿元", True), ("26", False)} <= left


def test_the_words_and_charts_that_followed_are_told(world: World) -> None:
    assert [(one["old"], one["new"]) for one in world.answer["flipped"]] == [("增长", "下降")] * 2
    assert {"bookmark", "control"} <= {one["anchor"] for one in world.answer["changed"]}
    assert [text.partition("”")[0] for text in world.answer["charts"]] == [
        "图“主要保障人数",
        "图“高龄津贴分旗区",
    ]


def test_the_charts_in_the_file_are_those_of_the_new_build(world: World) -> None:
    with zipfile.ZipFile(world.out) as archive:
        media = {archive.read(name) for name in archive.namelist() if name.startswith("word/media/")}
    drawn = {path.read_bytes() for path in (world.bench.out / "figures").glob("*.png")}
    assert media == drawn


def test_the_file_is_sound(world: World) -> None:
    assert_sound(world.out)


def test_refreshing_again_changes_nothing(world: World) -> None:
    again = world.bench.root / "再次.docx"
    done = world.bench.run("refresh", str(world.out), "sample", "-o", str(again), "--json")
    assert done.returncode == 0, done.stderr
    assert again.read_bytes() == world.out.read_bytes()
    answer = json.loads(done.stdout)
    assert [answer[name] for name in ("changed", "flipped", "flagged", "tables", "charts")] == [[]] * 5


def test_verifying_it_finds_no_stale_figure(world: World) -> None:
    done = world.bench.run("verify", str(world.out), "sample", "--json")
    counts = json.loads(done.stdout)["counts"]
    assert (counts["stale"], counts["edited"], counts["unsourced"]) == (0, 1, 1)  # 0.07亿元, 26人


def test_a_document_in_out_is_refreshed_beside_its_kept_copy(world: World) -> None:
    inside = world.bench.out / f"{REPORT}.docx"
    inside.write_bytes(world.document.read_bytes())
    done = world.bench.run("refresh", str(inside), "sample", "--json")
    assert done.returncode == 0, done.stderr
    assert (
        Path(json.loads(done.stdout)["document"]) == world.bench.edition / "人工稿" / f"{REPORT}（更新）.docx"
    )
    assert (world.bench.edition / "人工稿" / f"{REPORT}.docx").read_bytes() == world.document.read_bytes()


def test_a_file_of_that_name_is_never_overwritten(world: World) -> None:
    kept = world.out.read_bytes()
    try:
        world.out.write_bytes(edited(world.out, lambda root: root.find(qn("w:body")).insert(0, el("w:p"))))
        done = world.bench.run("refresh", str(world.document), "sample", "--json")
        assert Path(json.loads(done.stdout)["document"]).name == "改过的报告（更新2）.docx"
        assert world.out.read_bytes() != kept
    finally:
        world.out.write_bytes(kept)


def test_the_answer_for_people_says_where_and_what(world: World) -> None:
    done = world.bench.run("refresh", str(world.document), "sample", "-o", str(world.bench.root / "看.docx"))
    assert "更新的数字（" in done.stdout and "26人 → 24人" in done.stdout
    assert "没有动的数字（" in done.stdout and "手工录入，没有来源" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said_about"),
    [
        (("没有.docx", "sample"), 14, "没有这个文件"),
        (("edition.yml", "sample"), 14, "不是可以打开的 Word 文档"),
        (("改过的报告.docx", "sampel"), 2, "sample"),
        (("改过的报告.docx", "sample", "-o", "改过的报告.docx"), 2, "不会被覆盖"),
    ],
)
def test_a_mistaken_call_is_told_in_three_lines(
    world: World, arguments: tuple[str, ...], code: int, said_about: str
) -> None:
    (world.bench.root / "edition.yml").write_text("report: x", encoding="utf-8")
    lines = world.bench.lines_of_failure(code, "refresh", *arguments)
    assert said_about in "".join(lines)


def test_the_report_of_another_year_is_refused(world: World) -> None:
    other = world.bench.edition.with_name("other")
    other.mkdir(exist_ok=True)
    text = (world.bench.edition / "edition.yml").read_text(encoding="utf-8")
    text = text.replace('period: "2021"', 'period: "2020"').replace('as_of: "2021-', 'as_of: "2020-')
    (other / "edition.yml").write_text(text, encoding="utf-8")
    lines = world.bench.lines_of_failure(2, "refresh", str(world.document), "other")
    assert "2021" in lines[1] and "build" in lines[2]


def stripped(root: Node) -> None:
    strip_controls(root)
    strip_bookmarks(root)


@pytest.mark.parametrize(
    ("strip", "served"),
    [(lambda root: None, "control"), (strip_controls, "bookmark"), (stripped, "context")],
    ids=["untouched", "controls stripped", "controls and bookmarks stripped"],
)
def test_every_figure_of_the_report_changed_at_once_is_found(
    world: World, strip: Callable[[Node], None], served: str
) -> None:
    report = (world.bench.out / f"{REPORT}.docx").read_bytes()
    fresh = renumbered(report, seed=7)
    blob, outcome = revise(edited(report, strip), embedded.read(report), fresh, "2021-12-10T00:00:00Z")
    assert [line.text for line in shown(blob)] == [line.text for line in shown(fresh)]
    assert len(outcome.changed) > 500
    assert {one.anchor for one in outcome.changed} == {served}
    assert not (outcome.left or outcome.flagged or outcome.flipped)


def test_a_source_and_its_form_have_one_text_in_a_build(world: World) -> None:
    texts_of: dict[tuple[str, str], set[str]] = {}
    for anchor in embedded.read(world.bench.out / f"{REPORT}.docx").anchors:
        assert anchor.form, anchor
        texts_of.setdefault((anchor.source, anchor.form), set()).add(anchor.text)
    assert [key for key, found in texts_of.items() if len(found) > 1] == []
