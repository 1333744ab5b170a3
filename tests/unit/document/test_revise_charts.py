"""A chart that is still as the build drew it is replaced by the new one; a person's picture is not."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from docx_edits import edited
from revise_world import DATE
from taizhang.document import DocProperties, Placeholder, embedded, package, render, write_template
from taizhang.document.anchoring import pictures
from taizhang.document.ooxml import Node, qn
from taizhang.document.revise import Outcome, revise
from taizhang.present.pieces import Answer, PictureBlock, Piece

PROPERTIES = DocProperties("年度工作总结", "示例市民政局", dt.date(2021, 12, 20))


class Studio:
    """Renders a report with one chart of a given height and colour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "outline.txt").write_text("# 社会救助\n正文。\n{{ 图：低保 }}\n后面的话。", "utf-8")
        write_template(folder / "outline.txt", folder / "template.docx")

    def report(self, colour: str, alt: str, high: float = 2) -> bytes:
        Figure(figsize=(3, high), facecolor=colour).savefig(
            self._folder / f"{colour}.png", metadata={"Software": None}
        )
        caption = ("图1　", Piece("低保人数", "definition:chart:低保", "图题"))

        def ask(placeholder: Placeholder) -> Answer:
            return Answer(blocks=(PictureBlock(caption, self._folder / f"{colour}.png", alt),))

        render(self._folder / "template.docx", ask, self._folder / "out.docx", properties=PROPERTIES)
        return (self._folder / "out.docx").read_bytes()

    def hash_of(self, colour: str) -> str:
        return hashlib.sha256((self._folder / f"{colour}.png").read_bytes()).hexdigest()


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def refreshed(doc: bytes, old: bytes, new: bytes) -> tuple[bytes, Outcome]:
    return revise(doc, embedded.read(old), new, DATE)


def shown(blob: bytes) -> list[tuple[str, str]]:
    return [(one.sha256, one.alt) for one in pictures(package.unpack(blob))]


def size(blob: bytes) -> tuple[int, int]:
    found: list[tuple[int, int]] = []
    edited(blob, lambda root: found.extend(extents(root)))
    (one,) = found
    return one


def extents(root: Node) -> list[tuple[int, int]]:
    return [(int(node.get("cx")), int(node.get("cy"))) for node in root.iter(qn("wp:extent"))]


def test_the_new_chart_and_its_description_take_the_place_of_the_old(studio: Studio) -> None:
    old, new = studio.report("red", "共5人"), studio.report("blue", "共7人")
    blob, outcome = refreshed(old, old, new)
    assert shown(blob) == [(studio.hash_of("blue"), "共7人")]
    assert outcome.charts == ["图“低保”：已换成按新数绘制的图"]
    assert size(blob) == size(old)
    again, second = refreshed(blob, blob, new)
    assert again == blob and not second.charts


def test_a_persons_size_and_description_stay(studio: Studio) -> None:
    old, new = studio.report("red", "共5人"), studio.report("blue", "共7人", high=4)

    def shrink(root: Node) -> None:
        for node in (*root.iter(qn("wp:extent")), *root.iter(qn("a:ext"))):
            node.set("cx", "3000000")
            node.set("cy", "2000000")
        for node in root.iter(qn("wp:docPr")):
            node.set("descr", "自己写的说明")

    blob, _ = refreshed(edited(old, shrink), old, new)
    assert size(blob) == (3000000, 4000000)  # as wide as before; the new chart is twice as high for its width
    assert shown(blob) == [(studio.hash_of("blue"), "自己写的说明")]


def test_a_picture_that_a_person_put_in_is_left_and_listed(studio: Studio) -> None:
    old, new = studio.report("red", "共5人"), studio.report("blue", "共7人")
    studio.report("green", "别的图")
    parts = package.unpack(old)
    (media,) = [name for name in parts if name.startswith("word/media/")]
    parts[media] = (studio._folder / "green.png").read_bytes()
    blob, outcome = refreshed(package.repack(parts), old, new)
    assert shown(blob)[0][0] == studio.hash_of("green")
    assert [one.reason for one in outcome.left] == ["图片由人工更换，保持不动"]


def test_a_chart_that_a_person_deleted_stays_deleted(studio: Studio) -> None:
    old, new = studio.report("red", "共5人"), studio.report("blue", "共7人")

    def delete(root: Node) -> None:
        (drawing,) = root.iter(qn("w:drawing"))
        drawing.getparent().remove(drawing)

    blob, outcome = refreshed(edited(old, delete), old, new)
    assert shown(blob) == [] and not outcome.charts
