"""Tables of an edited document: cells, rows and columns that came or went are revisions too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docx_sound import assert_sound
from revise_world import DATE, added, body, docx, edited, struck
from taizhang.document import embedded
from taizhang.document.anchoring import shown
from taizhang.document.ooxml import Node, paragraph_text, qn, text_node
from taizhang.document.revise import Outcome, revise
from taizhang.present.pieces import Piece, Rich, TableBlock

Rows = Mapping[str, tuple[str, ...]]
OLD: Rows = {"150600": ("20", "1.50"), "150602": ("12", "0.90"), "150621": ("8", "0.60")}
NAMES = {"150600": "合计", "150602": "东胜区", "150621": "达拉特旗", "150622": "准格尔旗"}
COLUMNS = ("persons", "paid", "households")


def table(rows: Rows) -> TableBlock:
    """A table by places; — where a place has no figure."""
    columns = COLUMNS[: len(next(iter(rows.values())))]
    header: tuple[Rich, ...] = (
        ("地区",),
        *((Piece(name, f"definition:{name}", "表头"),) for name in columns),
    )
    body_rows = tuple(
        ((NAMES[code],), *(cell(name, code, text) for name, text in zip(columns, texts, strict=True)))
        for code, texts in rows.items()
    )
    return TableBlock((), (header,), body_rows, "l" + "r" * len(columns), (1.0,) * (len(columns) + 1))


def cell(name: str, code: str, text: str) -> Rich:
    return (text,) if text == "—" else (Piece(text, f"{name}@{code}@2021-11", "表"),)


def written(rows: Rows) -> bytes:
    caption: Rich = ("表1　", Piece("分旗区", "definition:table:one", "表题"))
    return docx(("前面的话。",), caption, table(rows), ("后面的话。",))


def refreshed(doc: bytes, old: Rows, new: Rows) -> tuple[bytes, Outcome]:
    blob, outcome = revise(doc, embedded.read(written(old)), written(new), DATE)
    again, second = revise(blob, embedded.read(blob), written(new), DATE)
    assert again == blob, "refreshing twice must change nothing"
    assert not (second.changed or second.tables or second.flagged)
    return blob, outcome


def grid(blob: bytes) -> list[list[str]]:
    """The accepted texts of the table's rows."""
    rows: dict[int, list[str]] = {}
    for line in shown(blob):
        if line.cell is not None:
            rows.setdefault(line.cell.row, []).append(line.text)
    return list(rows.values())


def rows_of(root: Node) -> list[Node]:
    return list(root.iter(qn("w:tr")))


def test_figures_in_cells_are_revised_one_by_one() -> None:
    blob, outcome = refreshed(written(OLD), OLD, {**OLD, "150621": ("7", "0.55"), "150600": ("19", "1.45")})
    assert grid(blob)[1:] == [["合计", "19", "1.45"], ["东胜区", "12", "0.90"], ["达拉特旗", "7", "0.55"]]
    assert struck(blob) == ["20", "1.50", "8", "0.60"]
    assert added(blob) == ["19", "1.45", "7", "0.55"]
    assert len(outcome.changed) == 4 and not outcome.tables


def test_a_banner_that_sent_figures_at_last_fills_its_dashes(tmp_path: Path) -> None:
    old = {**OLD, "150622": ("—", "—")}
    blob, outcome = refreshed(written(old), old, {**OLD, "150622": ("5", "0.40")})
    assert grid(blob)[-1] == ["准格尔旗", "5", "0.40"]
    assert struck(blob) == ["—", "—"]
    assert [one.fact for one in outcome.changed] == ["persons@150622@2021-11", "paid@150622@2021-11"]
    tags = {node.get(qn("w:val")) for node in body(blob).iter(qn("w:tag"))}
    assert "persons@150622@2021-11" in tags
    path = tmp_path / "out.docx"
    path.write_bytes(blob)
    assert_sound(path)


def test_a_banner_whose_figures_are_gone_gets_dashes() -> None:
    new = {**OLD, "150621": ("—", "—")}
    blob, _ = refreshed(written(OLD), OLD, new)
    assert grid(blob)[-1] == ["达拉特旗", "—", "—"]
    back, _ = revise(blob, embedded.read(blob), written(OLD), DATE)
    assert grid(back)[-1] == ["达拉特旗", "8", "0.60"]


def test_a_banner_more_is_a_row_more(tmp_path: Path) -> None:
    new = {
        "150600": ("25", "1.90"),
        "150602": ("12", "0.90"),
        "150622": ("5", "0.40"),
        "150621": ("8", "0.60"),
    }
    blob, outcome = refreshed(written(OLD), OLD, new)
    assert [row[0] for row in grid(blob)] == ["地区", "合计", "东胜区", "准格尔旗", "达拉特旗"]
    (row,) = [row for row in rows_of(body(blob)) if row.find(f"{qn('w:trPr')}/{qn('w:ins')}") is not None]
    assert "".join(paragraph_text(each) for each in row.iter(qn("w:p"))) == "准格尔旗50.40"
    assert outcome.tables == ["“表1　分旗区”新增1行（准格尔旗）"]
    path = tmp_path / "out.docx"
    path.write_bytes(blob)
    assert_sound(path)


def test_a_banner_less_is_a_row_struck() -> None:
    blob, outcome = refreshed(written(OLD), OLD, {"150600": ("12", "0.90"), "150602": ("12", "0.90")})
    assert [row[0] for row in grid(blob)] == ["地区", "合计", "东胜区"]
    assert len(rows_of(body(blob))) == 4  # the struck row is there until somebody accepts
    assert outcome.tables == ["“表1　分旗区”删去1行（达拉特旗）"]


def test_a_row_that_a_person_deleted_stays_deleted() -> None:
    root = body(written(OLD))
    row = rows_of(root)[3]
    row.getparent().remove(row)
    doc = edited(written(OLD), root)
    blob, outcome = refreshed(doc, OLD, {**OLD, "150621": ("7", "0.55")})
    assert [row[0] for row in grid(blob)] == ["地区", "合计", "东胜区"]
    assert not outcome.changed and not outcome.tables


def test_a_row_that_a_person_renamed_is_still_that_row() -> None:
    root = body(written(OLD))
    (name,) = [node for node in root.iter(qn("w:t")) if node.text == "达拉特旗"]
    name.text = "达旗"
    blob, outcome = refreshed(edited(written(OLD), root), OLD, {**OLD, "150621": ("7", "0.55")})
    assert grid(blob)[-1] == ["达旗", "7", "0.55"]
    assert not outcome.tables


def test_a_column_more_replaces_the_table(tmp_path: Path) -> None:
    new = {code: (*texts, "3") for code, texts in OLD.items()}
    blob, outcome = refreshed(written(OLD), OLD, new)
    assert grid(blob)[0] == ["地区", "persons", "paid", "households"]
    assert grid(blob)[-1] == ["达拉特旗", "8", "0.60", "3"]
    assert outcome.tables == ["“表1　分旗区”列有变化，整表替换"]


def test_a_table_that_a_person_reshaped_is_flagged_when_columns_change() -> None:
    root = body(written(OLD))
    row = rows_of(root)[3]
    row.getparent().remove(row)
    new = {code: (*texts, "3") for code, texts in OLD.items()}
    blob, outcome = revise(edited(written(OLD), root), embedded.read(written(OLD)), written(new), DATE)
    assert len(rows_of(body(blob))) == 3
    assert len(outcome.flagged) == 1


def test_a_note_that_a_person_added_in_a_cell_stays() -> None:
    root = body(written(OLD))
    (name,) = [node for node in root.iter(qn("w:p")) if paragraph_text(node) == "东胜区"]
    name.iter(qn("w:r")).__next__().append(text_node("（含新区）"))
    blob, _ = refreshed(edited(written(OLD), root), OLD, {**OLD, "150602": ("11", "0.85")})
    assert ["东胜区（含新区）", "11", "0.85"] in grid(blob)


def test_what_only_the_new_build_has_is_told() -> None:
    old = docx(("一、任务",), (Piece("办好一件事。", "task:1", "任务"),))
    rows: tuple[tuple[Rich, ...], ...] = (((Piece("甲.csv", "ledger:甲.csv#3", "文件"),),),)
    more = TableBlock((), ((("文件",),),), rows, "l", (1.0,))
    new = docx(
        ("一、任务",),
        (Piece("办好一件事。", "task:1", "任务"),),
        (Piece("再办一件。", "task:2", "任务"),),
        more,
    )
    blob, outcome = revise(old, embedded.read(old), new, DATE)
    assert [(one.sentence, one.reason[:6]) for one in outcome.flagged] == [
        ("", "新数据中多出"),
        ("再办一件。", "新数据中另有"),
    ]
    again, second = revise(blob, embedded.read(blob), new, DATE)
    assert again == blob and not second.flagged


def test_a_cell_that_comes_from_another_source_now_is_refilled() -> None:
    def check(left: Piece, result: str) -> bytes:
        rows: tuple[tuple[Rich, ...], ...] = (
            ((Piece("构成", "definition:x", "勾稽关系"),), (left,), (result,)),
        )
        return docx(TableBlock((), ((("关系",), ("总数",), ("结果",)),), rows, "lrl", (1.0, 1.0, 1.0)))

    old = check(Piece("—", "reconciliation:x", "勾稽：总数"), "无法核对")
    new = check(Piece("12", "beds@150622@2021", "勾稽：总数"), "相符")
    blob, _ = revise(old, embedded.read(old), new, DATE)
    assert grid(blob)[1] == ["构成", "12", "相符"]
    again, second = revise(blob, embedded.read(blob), new, DATE)
    assert again == blob and not second.changed
