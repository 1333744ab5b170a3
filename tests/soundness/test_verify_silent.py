"""Ways in which a report could come to say something else without verification noticing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import anchored_world as world
import docx_edits as edits
from taizhang.document import anchoring, embedded, package
from taizhang.document.anchoring import Number
from taizhang.document.ooxml import el, parse, qn, serialise, val

Node = edits.Node
Change = Callable[[Node], None]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.document(tmp_path_factory.mktemp("report"))


def retype(old: str, new: str) -> Change:
    """The text of a control is typed over."""
    return lambda root: edits.say(edits.control_with(root, old), new)


def before(control: str, text: str) -> Change:
    """Something is typed right before a control."""
    return lambda root: edits.control_with(root, control).addprevious(edits.typed(text))


def after(control: str, text: str) -> Change:
    """Something is typed right behind a control."""
    return lambda root: edits.control_with(root, control).addnext(edits.typed(text))


def words(place: str, old: str, new: str) -> Change:
    """Words of a paragraph are typed over."""
    return lambda root: edits.replace(edits.paragraph_with(root, place), old, new)


def emptied(root: Node) -> None:
    edits.say(edits.control_with(root, "5601人"), "")


def removed(root: Node) -> None:
    control = edits.control_with(root, "5601人")
    control.getparent().remove(control)


def copied_elsewhere(root: Node) -> None:
    copy = edits.copied(edits.control_with(root, "5601人"))
    sentence = edits.paragraph_with(root, "护理型床位")
    sentence.append(edits.typed("全市持证护理员"))
    sentence.append(copy)


def copied_over_another(root: Node) -> None:
    target = edits.control_with(root, "21474人")
    target.addprevious(edits.copied(edits.control_with(root, "5601人")))
    target.getparent().remove(target)


def moved_elsewhere(root: Node) -> None:
    sentence = edits.paragraph_with(root, "护理型床位")
    sentence.append(edits.typed("全市持证护理员"))
    sentence.append(edits.control_with(root, "5601人"))


def swapped(root: Node) -> None:
    one, other = edits.control_with(root, "3426户"), edits.control_with(root, "5601人")
    place = edits.typed("")
    one.addprevious(place)
    other.addprevious(one)
    place.addprevious(other)


def swapped_cells(root: Node) -> None:
    one, other = edits.control_with(root, "969"), edits.control_with(root, "1636")
    home, away = one.getparent(), other.getparent()
    home.append(other)
    away.append(one)


def swapped_labels(root: Node) -> None:
    edits.say(edits.paragraph_with(root, "东胜区"), "某地")
    edits.say(edits.paragraph_with(root, "康巴什区"), "东胜区")
    edits.say(edits.paragraph_with(root, "某地"), "康巴什区")


def tracked_change(root: Node) -> None:
    run = next(edits.control_with(root, "5601人").iter(qn("w:r")))
    new = edits.copied(run)
    edits.say(new, "5602人")
    run.addnext(edits.inserted(new))
    gap = edits.typed("")
    run.addprevious(gap)
    gap.getparent().replace(gap, edits.deleted(run))


def tracked_deletion(root: Node) -> None:
    run = next(edits.control_with(root, "5601人").iter(qn("w:r")))
    gap = edits.typed("")
    run.addprevious(gap)
    gap.getparent().replace(gap, edits.deleted(run))


def tracked_digit_outside(root: Node) -> None:
    edits.control_with(root, "5601人").addprevious(edits.inserted(edits.typed("1")))


def hidden(root: Node) -> None:
    control = edits.control_with(root, "5601人")
    run = next(control.iter(qn("w:r")))
    run.insert(0, el("w:rPr", None, el("w:vanish")))
    control.addnext(edits.typed("6501人"))


def other_tag(root: Node) -> None:
    control = edits.control_with(root, "5601人")
    control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").set(qn("w:val"), world.SAID["农村人数"][1])


def in_a_field(root: Node) -> None:
    control = edits.control_with(root, "5601人")
    field = [
        el("w:r", None, el("w:fldChar", {"w:fldCharType": kind})) for kind in ("begin", "separate", "end")
    ]
    code = el("w:r", None, el("w:instrText"))
    code[0].text = " = 5602 "
    control.addprevious(field[0])
    control.addprevious(code)
    control.addprevious(field[1])
    control.addprevious(edits.typed("5602人"))
    control.addprevious(field[2])
    control.getparent().remove(control)


def split_over_runs(root: Node) -> None:
    control = edits.control_with(root, "5601人")
    run = next(control.iter(qn("w:r")))
    run.addnext(edits.copied(run))
    first, second = control.iter(qn("w:t"))
    first.text, second.text = "56", "02人"


def direction_outside(root: Node) -> None:
    control = edits.control_with(root, "下降5.3%")
    edits.say(control, "5.3%")
    control.addprevious(edits.typed("增长"))


def direction_dropped(root: Node) -> None:
    edits.say(edits.control_with(root, "下降5.3%"), "5.3%")


def foreign_control(root: Node) -> None:
    """The number stands in a control of somebody else's now, and is another."""
    control = edits.control_with(root, "5601人")
    control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").set(qn("w:val"), "别的系统")
    edits.say(control, "5602人")


CHANGES: dict[str, tuple[Change, str]] = {
    "控件内改一位": (retype("5601人", "5602人"), "5601人"),
    "控件内多打一位": (retype("5601人", "56010人"), "5601人"),
    "控件前打一位": (before("5601人", "1"), "5601人"),
    "控件前隔空格打一位": (before("5601人", "1 "), "5601人"),
    "控件前隔零宽字符打一位": (before("5601人", "1\u200b"), "5601人"),
    "控件前打别种数字": (before("5601人", "𝟏"), "5601人"),
    "控件内打零宽字符": (retype("5601人", "56\u200b01人"), "5601人"),
    "控件前打小数": (before("53%", "0."), "53%"),
    "表中控件后打一位": (after("969", "0"), "969"),
    "表中控件后打万": (after("969", "万"), "969"),
    "控件前打负号": (before("969", "-"), "969"),
    "控件前打全角负号": (before("969", "－"), "969"),
    "控件前打不足": (before("5601人", "不足"), "5601人"),
    "全角数字": (retype("5601人", "５６０１人"), "5601人"),
    "改成汉字": (retype("5601人", "五千六百零二人"), "5601人"),
    "控件内改单位": (retype("14023.23万元", "14023.23亿元"), "14023.23万元"),
    "控件内人改户": (retype("5601人", "5601户"), "5601人"),
    "控件后打次": (after("5601人", "次"), "5601人"),
    "控件后打以上": (after("5601人", "以上"), "5601人"),
    "表头单位改了": (words("低保金（万元）", "万元", "亿元"), "1432.87"),
    "表头指标改了": (words("城市低保人数（人）", "人数（人", "户数（户"), "969"),
    "行名改了": (words("康巴什区", "康巴什区", "乌审旗"), "207"),
    "行名互换": (swapped_labels, "207"),
    "控件内方向改了": (retype("下降5.3%", "增长5.3%"), "下降5.3%"),
    "控件外方向相反": (direction_outside, "下降5.3%"),
    "控件内方向没了": (direction_dropped, "下降5.3%"),
    "控件前又打方向": (before("增长7.8%", "下降"), "增长7.8%"),
    "同比改成环比": (words("全年累计", "同比", "环比"), "增长7.8%"),
    "较上年改成较上月": (words("婚姻登记", "较上年同期", "较上月"), "减少857对"),
    "持平改成数字": (retype("持平", "提高0.5个百分点"), "持平"),
    "控件清空": (emptied, "5601人"),
    "控件删去": (removed, "5601人"),
    "控件复制到别的句子": (copied_elsewhere, "5601人"),
    "控件复制到别的数字上": (copied_over_another, "5601人"),
    "控件移到别的句子": (moved_elsewhere, "5601人"),
    "同句两个控件互换": (swapped, "5601人"),
    "同行两格互换": (swapped_cells, "969"),
    "修订改数": (tracked_change, "5601人"),
    "修订删数": (tracked_deletion, "5601人"),
    "修订在控件前加一位": (tracked_digit_outside, "5601人"),
    "控件隐藏另打一个": (hidden, "5601人"),
    "控件标记换成别的数据点": (other_tag, "21474人"),
    "放进域里": (in_a_field, "5601人"),
    "分在两段文字里": (split_over_runs, "5601人"),
    "换成别人的控件": (foreign_control, "5601人"),
    "日期改了": (words("全部到账", "10日", "11日"), "10"),
    "日期改成汉字": (words("全部到账", "10日", "十日"), "10"),
    "图题数字改了": (words("各旗区75岁", "75", "70"), "各旗区75岁以上低保人数"),
    "表号改了": (words("表1　", "表1", "表3"), "1"),
}  # fmt: skip


def caught(numbers: list[Number], expected: str) -> list[Number]:
    return [number for number in numbers if number.edited and number.expected == expected]


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_by_hand_is_told(report: Path, name: str) -> None:
    change, expected = CHANGES[name]
    found = anchoring.numbers(edits.edited(report, change))
    assert caught(found, expected), [n for n in found if n.edited or not n.known]


def without_anchors(root: Node) -> None:
    edits.strip_controls(root)
    edits.strip_bookmarks(root)


WORDS = {
    "改一位": ("截至11月底", "5601人", "5602人", "5601人"),
    "多一位": ("截至11月底", "5601人", "15601人", "5601人"),
    "全角": ("截至11月底", "5601人", "５６０１人", "5601人"),
    "单位": ("全年累计", "14023.23万元", "14023.23亿元", "14023.23万元"),
    "方向": ("截至11月底", "下降5.3%", "增长5.3%", "下降5.3%"),
    "方向没了": ("截至11月底", "下降5.3%", "5.3%", "下降5.3%"),
    "汉字": ("截至11月底", "5601人", "五千六百人", "5601人"),
    "负号": ("全年累计", "14023.23万元", "-14023.23万元", "14023.23万元"),
    "删去": ("截至11月底", "5601人", "", "5601人"),
    "两数互换": ("截至11月底", "3426户、人口5601人", "5601户、人口3426人", "5601人"),
    "环比": ("全年累计", "同比", "环比", "增长7.8%"),
    "增减反了": ("婚姻登记", "减少857对", "增加857对", "减少857对"),
    "持平改了": ("护理型床位", "持平", "下降1.2个百分点", "持平"),
}


@pytest.mark.parametrize("strip", [edits.strip_controls, without_anchors], ids=["只有书签", "只有上下文"])
@pytest.mark.parametrize("name", WORDS)
def test_it_is_told_without_controls_too(report: Path, name: str, strip: Change) -> None:
    place, old, new, expected = WORDS[name]

    def change(root: Node) -> None:
        strip(root)
        edits.replace(edits.paragraph_with(root, place), old, new)

    found = anchoring.numbers(edits.edited(report, change))
    assert caught(found, expected), [n for n in found if n.edited or not n.known]


def test_a_bookmark_moved_to_another_number_is_told(report: Path) -> None:
    def change(root: Node) -> None:
        name = next(a.bookmark for a in embedded.read(report).anchors if a.text == "5601人")
        start = next(n for n in root.iter(qn("w:bookmarkStart")) if n.get(qn("w:name")) == name)
        end = next(n for n in root.iter(qn("w:bookmarkEnd")) if n.get(qn("w:id")) == start.get(qn("w:id")))
        number = edits.control_with(root, "21474人")
        number.addprevious(start)
        number.addnext(end)
        edits.strip_controls(root)

    found = anchoring.numbers(edits.edited(report, change))
    assert [number for number in found if number.text == "21474人" and number.edited]


def test_an_equal_control_with_a_foreign_bookmark_is_told(report: Path) -> None:
    def change(root: Node) -> None:
        names = {a.text: a.bookmark for a in embedded.read(report).anchors}
        for node in root.iter(qn("w:bookmarkStart")):
            if node.get(qn("w:name")) == names["5601人"]:
                node.set(qn("w:name"), names["21474人"])

    found = anchoring.numbers(edits.edited(report, change))
    assert [n.note for n in found if n.text == "5601人"] == ["控件与书签指的不是同一个数据点"]


def test_a_nested_control_of_another_fact_is_told(report: Path) -> None:
    def change(root: Node) -> None:
        control = edits.control_with(root, "5601人")
        content = control.find(qn("w:sdtContent"))
        inner = el(
            "w:sdt", None, el("w:sdtPr", None, val("w:tag", world.SAID["农村人数"][1]), val("w:id", 77)),
            el("w:sdtContent", None, *list(content)),
        )  # fmt: skip
        content.append(inner)

    found = anchoring.numbers(edits.edited(report, change))
    assert [number for number in found if number.text == "5601人" and number.edited]


def test_two_reports_with_the_same_words_do_not_lend_each_other_sources(report: Path) -> None:
    """A sentence as in another county's report, typed in: the figures differ, so none is 一致."""

    def change(root: Node) -> None:
        without_anchors(root)
        edits.paragraph_with(root, "养老机构床位").addnext(
            el(
                "w:p",
                None,
                edits.typed("某县办理婚姻登记910对，较上年同期减少12对，补领证件不计入以上数字。"),
            )
        )

    found = anchoring.numbers(edits.edited(report, change))
    typed = [number for number in found if "某县" in number.where]
    assert len(typed) == 2
    assert all(number.edited or not number.known for number in typed)


@pytest.mark.parametrize(
    "strip", [None, edits.strip_controls, without_anchors], ids=["控件", "书签", "上下文"]
)
def test_any_one_digit_changed_anywhere_is_told(report: Path, strip: Change | None) -> None:
    """Sixty digits drawn at random from text, table and captions, one at a time."""
    rng = random.Random(2021)
    start = report.read_bytes() if strip is None else edits.edited(report, strip)
    parts = package.unpack(start)
    root = parse(parts[edits.BODY])
    written = anchoring.numbers(start)
    for _ in range(20):
        number = rng.choice(
            [each for each in written if each.part == edits.BODY and any(map(str.isdigit, each.text))]
        )
        undo, at = one_digit(root, number, rng)
        found = anchoring.numbers(package.repack({**parts, edits.BODY: serialise(root)}))
        undo()
        assert [
            each
            for each in found
            if each.edited and each.paragraph == number.paragraph and each.start <= at < each.end
            and (each.expected, each.source) == (number.text, number.source)
        ], number  # fmt: skip


def one_digit(root: Node, number: Number, rng: random.Random) -> tuple[Callable[[], None], int]:
    """Change one digit of a number; how to undo it, and where it was."""
    line = next(each for each in anchoring.shown_part(root, edits.BODY) if each.paragraph == number.paragraph)
    at = rng.choice([n for n in range(number.start, number.end) if line.text[n].isdigit()])
    bit = next(each for each in line.bits if each.start <= at < each.start + len(each.text))
    old, place = bit.node.text, at - bit.start
    bit.node.text = old[:place] + rng.choice([c for c in "0123456789" if c != old[place]]) + old[place + 1 :]

    def undo() -> None:
        bit.node.text = old

    return undo, at
