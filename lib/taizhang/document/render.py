"""Template, answers and properties -> a finished docx, or every problem of the template at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from taizhang.document import marks, package
from taizhang.document.anchoring import record
from taizhang.document.embedded import anchors as anchor_part
from taizhang.document.model import DocProperties, Key, Placeholder, RenderReport
from taizhang.document.ooxml import paragraph_text, paragraphs, parse
from taizhang.document.word import merge
from taizhang.document.word.blocks import Placer
from taizhang.document.word.controls import Binder
from taizhang.document.word.scan import Spot, scan
from taizhang.document.word.style import GBT9704, Profile
from taizhang.errors import ReportError
from taizhang.present.pieces import Answer, Block, Piece, plain

Ask = Callable[[Placeholder], Answer]
_NAMED = 3  # problems spelt out in one message


def render(
    template: Path,
    ask: Ask,
    out: Path,
    *,
    properties: DocProperties,
    profile: Profile = GBT9704,
) -> RenderReport:
    """Fill ``template`` with what ``ask`` answers and write ``out``.

    ``ask`` is called once for each different placeholder and raises ReportError for one it does not
    know. Raises one ReportError that counts all problems and names the first three; then nothing is
    written.
    """
    source = package.unpack(template)
    spots, problems = scan(source)
    answers, unanswered = _ask_all(spots, ask)
    problems += [*unanswered, *_misplaced(spots, answers)]
    _raise_all(problems, template.name)
    known = marks.Marks()
    blob, report = _fill(template.read_bytes(), spots, answers, known, profile)
    parts, anchors = record.complete(package.unpack(blob), report.anchors)
    finished = package.pack(parts, properties)
    _check_finished(package.unpack(finished), template.name)
    package.write(finished, out)
    return replace(report, anchors=tuple(anchors))


def placeholders_of(template: Path) -> list[Placeholder]:
    """Every placeholder of a template, in order; what is wrong with it is left to ``render`` to say."""
    spots, _ = scan(package.unpack(template))
    return [spot.placeholder for spot in spots]


_Answers = dict[Key, Answer]


def _ask_all(spots: list[Spot], ask: Ask) -> tuple[_Answers, list[ReportError]]:
    answers: _Answers = {}
    problems: list[ReportError] = []
    asked: set[Key] = set()
    for spot in spots:
        if spot.placeholder.key in asked:
            continue
        asked.add(spot.placeholder.key)
        try:
            answers[spot.placeholder.key] = _answered(spot.placeholder, ask)
        except ReportError as error:
            problems.append(error)
    return answers, problems


def _answered(placeholder: Placeholder, ask: Ask) -> Answer:
    answer = ask(placeholder)
    blank = any(isinstance(part, Piece) and not part.text.strip() for part in answer.text)
    if blank or bool(plain(answer.text).strip()) == bool(answer.blocks):
        received = (
            f"“{placeholder.name}”没有得到内容" if not answer.blocks else f"“{placeholder.name}”的内容不明确"
        )
        raise ReportError(placeholder.where, received, "请检查这个指标、表或图在本期是否有数据")
    return answer


def _misplaced(spots: list[Spot], answers: _Answers) -> Iterable[ReportError]:
    for spot in spots:
        answer = answers.get(spot.placeholder.key)
        if answer is not None and answer.blocks and not (spot.alone and spot.free):
            name = f"{spot.placeholder.kind}：{spot.placeholder.name}"
            yield ReportError(
                spot.placeholder.where,
                f"“{name}”没有单独成段",
                "请让它在正文中独占一段，不放在表格、页眉、页脚里",
            )


def _raise_all(problems: list[ReportError], name: str) -> None:
    if len(problems) == 1:
        raise problems[0]
    if problems:
        told = "；".join(
            f"（{n}）{p.where}：{p.received}，{p.do.removesuffix('。')}"
            for n, p in enumerate(problems[:_NAMED], start=1)
        )
        raise ReportError(
            f"模板 {name}", f"{len(problems)} 处问题：{told}", "请在 Word 或 WPS 中逐处改正模板，再运行一次"
        )


def _fill(
    blob: bytes,
    spots: list[Spot],
    answers: _Answers,
    known: marks.Marks,
    profile: Profile,
) -> tuple[bytes, RenderReport]:
    blocks: list[tuple[Block, ...]] = []
    texts: dict[Key, str] = {}
    for key, answer in answers.items():
        if answer.blocks:
            texts[key] = marks.block_mark(len(blocks))
            blocks.append(answer.blocks)
        else:
            texts[key] = known.text(answer.text)
    document = merge.merge(blob, texts)
    Placer(document, known, profile).place(blocks)
    anchors = Binder(known, merge.roots(document)).bind()
    merge.attach(document, anchor_part.to_xml(anchors))
    placeholders = {spot.placeholder.key: spot.placeholder for spot in reversed(spots)}
    ordered = tuple(placeholders[key] for key in answers)
    return merge.saved(document), RenderReport(ordered, tuple(anchors))


def _check_finished(parts: dict[str, bytes], name: str) -> None:
    """Nothing of a template or of our own marks may be left over."""
    for part, blob in parts.items():
        if not (part.startswith("word/") and part.endswith(".xml")):
            continue
        for _, paragraph, where in paragraphs(parse(blob), part):
            text = paragraph_text(paragraph)
            if "{{" in text or "}}" in text or marks.RESERVED.search(text):
                raise ReportError(
                    f"模板 {name} {where}", "生成后仍有占位符或标记", "请检查此处的文字，不要使用 {{ 和 }}"
                )
