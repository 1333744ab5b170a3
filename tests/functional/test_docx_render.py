"""From a filled template to a Word file that opens and keeps its figures' sources."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import docx

from docx_sound import assert_sound
from docx_world import OUTLINE, PROPERTIES, Write, answers, body, rendered
from taizhang.document import (
    digits_outside_controls,
    new_template,
    package,
    read,
)
from taizhang.document.ooxml import parse, qn


def test_the_file_is_sound(template: Write, picture: Path) -> None:
    path = template(OUTLINE)
    out, _ = rendered(path, answers(picture))
    new_template(path.with_name("empty.docx"))
    for docx_file in (path, path.with_name("empty.docx"), out):
        assert_sound(docx_file)


def test_every_piece_is_a_control_in_a_bookmark_and_listed(template: Write, picture: Path) -> None:
    out, report = rendered(template(OUTLINE), answers(picture))
    # six in the text, one in the caption, two in each of forty rows, one in 任务, one in 附录
    assert len(report.anchors) == 6 + 1 + 2 * 40 + 1 + 1
    assert read.anchors(out) == list(report.anchors)
    shown = [(s.text, s.tag) for line in read.lines(out) for s in line.stretches if s.tag]
    assert shown == [(anchor.text, anchor.tag) for anchor in report.anchors]
    controls = list(body(out).iter(qn("w:sdt")))
    names = [control.getprevious().get(qn("w:name")) for control in controls]
    assert names == [anchor.bookmark for anchor in report.anchors]
    assert all(re.fullmatch(r"f[0-9a-f]{12}(_\d+)?", name) for name in names)


def test_the_anchor_says_which_paragraph_holds_the_text(template: Write, picture: Path) -> None:
    out, report = rendered(template(OUTLINE), answers(picture))
    lines = {(line.part, line.number): line for line in read.lines(out)}
    for anchor in report.anchors:
        line = lines[anchor.part, anchor.paragraph]
        assert anchor.text in line.text
        assert anchor.where == line.where


def test_digits_outside_controls_are_found_and_declared_ones_pass(template: Write, picture: Path) -> None:
    out, _ = rendered(template(OUTLINE + "\n另有35户。"), answers(picture))
    declared = (r"\d{4}年\d{1,2}月\d{1,2}日", r"〔\d{4}〕\d+号")
    assert [text for _, text in digits_outside_controls(out, declared)] == ["另有35户。"]


def test_a_page_number_is_no_digit_without_a_source(template: Write) -> None:
    path = template("正文")
    assert any(b"PAGE" in blob for blob in package.unpack(path).values())
    assert digits_outside_controls(path) == []


def test_captions_stay_with_tables_and_pictures(template: Write, picture: Path) -> None:
    out, _ = rendered(template(OUTLINE), answers(picture))
    styles = parse(package.unpack(out)["word/styles.xml"])
    kept = {s.get(qn("w:styleId")) for s in styles.iter(qn("w:style")) if list(s.iter(qn("w:keepNext")))}
    assert {"TzTableCaption", "TzPicture"} <= kept
    order = [
        line.style
        for line in read.lines(out)
        if line.style in ("TzPicture", "TzFigureCaption", "TzTableCaption")
    ]
    assert order == ["TzTableCaption", "TzPicture", "TzFigureCaption"]


def test_a_tall_picture_is_at_most_150_mm_high_and_is_described(template: Write, picture: Path) -> None:
    out, _ = rendered(template("{{ 图：低保人数 }}"), answers(picture))
    (shape,) = body(out).iter(qn("wp:inline"))
    wide, high = (int(shape.find(qn("wp:extent")).get(side)) / 36000 for side in ("cx", "cy"))
    assert (round(wide), round(high)) == (75, 150)  # the picture is twice as high as wide
    assert shape.find(qn("wp:docPr")).get("descr") == "低保人数逐月变化"


def test_styles_that_a_foreign_template_lacks_are_added(tmp_path: Path, picture: Path) -> None:
    path = tmp_path / "foreign.docx"
    opened = docx.Document()
    opened.add_paragraph("{{ 表：甲 }}")
    opened.save(str(path))
    out, _ = rendered(path, answers(picture))
    styles = package.unpack(out)["word/styles.xml"].decode()
    assert "表题" in styles and "表格文字" in styles
    assert b"python-docx" not in package.unpack(out)["docProps/core.xml"]


def test_styles_whose_ids_an_editor_changed_are_found_by_name(template: Write, picture: Path) -> None:
    path = template("{{ 表：甲 }}")
    parts = package.unpack(path)
    parts = {name: blob.replace(b'"Tz', b'"Style') for name, blob in parts.items()}
    path.write_bytes(package.pack(parts, PROPERTIES))
    out, _ = rendered(path, answers(picture))
    assert {line.style for line in read.lines(out) if line.text} > {"StyleTableHead", "StyleTableText"}
    assert_sound(out)


_SCRIPT = """
import sys, datetime
from pathlib import Path
from taizhang.document import *
from taizhang.present.pieces import *
folder = Path(sys.argv[1])
write_template(folder / "outline.txt", Path("t.docx"))
def ask(p):
    if p.kind == "图":
        return Answer(blocks=(PictureBlock(("图",), folder / "chart.png", "图"),))
    if p.kind != "数":
        return Answer(blocks=(Paragraph(("甲", Piece("1", "a"))),))
    return Answer((Piece("1", p.name),))
render(Path("t.docx"), ask, Path("r.docx"), properties=DocProperties("题", "局", datetime.date(2021, 12, 1)))
"""


def test_another_zone_hash_seed_and_folder_give_the_same_bytes(
    template: Write, picture: Path, tmp_path: Path
) -> None:
    template(OUTLINE)
    hashes = []
    for zone, seed in (("UTC", "0"), ("Asia/Shanghai", "12345")):
        folder = tmp_path / f"folder {seed}"
        folder.mkdir()
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", _SCRIPT, str(tmp_path)], cwd=folder, env=env, check=True)
        hashes.append(
            [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("t.docx", "r.docx")]
        )
    assert hashes[0] == hashes[1]
