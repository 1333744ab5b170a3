"""What was verified -> lines for people: a summary, then everything that is not 一致 with advice."""

from __future__ import annotations

from collections import Counter

from taizhang.run.verify import model
from taizhang.run.verify.model import EDITED, QUIET, SAME, STALE, UNSOURCED, File, Judged, Verified

_ANCHORS = {"control": "控件", "bookmark": "书签", "context": "上下文", "": "—"}
_ADVICE = {
    STALE: "台账已变动，运行 taizhang refresh 更新",
    EDITED: "与来源不符：改回应有的数字，或说明理由",
    UNSOURCED: "没有来源：核实后改用占位符，或说明出处",
}
_FILE_ADVICE = {
    STALE: "用现在的台账会写出不同的内容，重新生成",
    EDITED: "生成之后被改动过",
    model.MISSING: "不见了",
    model.CHANGED: "生成之后变动过",
    model.ADDED: "生成之后才有",
    model.UNLISTED: "不是由生成写出的",
    UNSOURCED: "不是由生成写出的",
}
MOST = 60


def lines(found: Verified) -> list[str]:
    """The answer for a terminal."""
    told = [_title(found), *(f"！{problem}" for problem in found.problems)]
    told += _summary(found)
    told += _numbers([number for number in found.numbers if number.status != SAME])
    told += _files("文件", found.files)
    told += _files("图", found.pictures)
    told += list(found.remarks)
    if found.gone:
        told.append(f"文档中有 {found.gone} 处带来源的文字已随所在的句子、行或表删去，不算差错。")
    return [*told, "结论：全部一致。" if found.clean else "结论：有不一致，见上。"]


def _title(found: Verified) -> str:
    return f"核验 {found.target}" + (
        f"（期次 {found.edition}）" if found.edition not in ("", found.target) else ""
    )


def _summary(found: Verified) -> list[str]:
    counts = Counter(number.status for number in found.numbers)
    anchors = found.anchors
    said = "  ".join(f"{status} {counts[status]}" for status in (SAME, STALE, EDITED, UNSOURCED))
    served = "，".join(f"{_ANCHORS[name]} {count}" for name, count in anchors.items())
    told = [f"数字 {len(found.numbers)} 个：{said}", f"带来源的数字凭什么认出：{served}"]
    if found.files:
        statuses = Counter(file.status for file in found.files)
        told.append(
            f"文件 {len(found.files)} 个：" + "  ".join(f"{name} {n}" for name, n in statuses.items())
        )
    return told


def _numbers(wrong: list[Judged]) -> list[str]:
    told = []
    for number in wrong[:MOST]:
        told.append(f"[{number.status}] {number.where}")
        should = f"，应为“{number.expected}”" if number.expected and number.expected != number.text else ""
        told.append(f"    现为“{number.text or '（空）'}”{should}（认出依据：{_ANCHORS[number.anchor]}）")
        if number.fact and number.status != UNSOURCED:
            told.append(f"    来源：{number.label} {number.fact}".replace("： ", "："))
        told.append(f"    {number.note + '；' if number.note else ''}{_ADVICE[number.status]}")
    if len(wrong) > MOST:
        told.append(f"……另有 {len(wrong) - MOST} 个，用 --json 查看全部")
    return told


def _files(title: str, files: tuple[File, ...]) -> list[str]:
    wrong = [file for file in files if file.status not in (SAME, model.WITHHELD)]
    loud = [file for file in wrong if file.status not in QUIET] + [
        file for file in wrong if file.status in QUIET
    ]
    told = [f"[{title}：{file.status}] {file.path}（{_FILE_ADVICE[file.status]}）" for file in loud[:MOST]]
    return told + ([f"……另有 {len(loud) - MOST} 个{title}，用 --json 查看全部"] if len(loud) > MOST else [])
