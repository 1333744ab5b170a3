"""A result -> the short table that a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.proofread.model import Check, Result, Status

Named = Sequence[tuple[int, int, str]]
"""Places [start, end) of the text that have a name of their own: 页眉, 页脚."""

_AROUND = 12


def lines(result: Result, named: Named = ()) -> list[str]:
    """One block a remark (place, fragment, rule, verdict, what it should be and why), then the sums."""
    found = [line for check in result.remarks for line in _remark(result, check, named)]
    for part in result.excepted:
        found.append(
            f"例外　{_place(result, part.check, named)}　{part.check.rule}：{_fragment(result, part.check)}"
        )
        found.append(f"　　　已说明：{part.exception.reason}")
    found += [f"例外未用到：{part.rule}“{part.fragment}”，请核对例外文件。" for part in result.unused]
    return [*found, summary(result)]


def summary(result: Result) -> str:
    """共x个数字，核对y处，未能核对z处."""
    return f"共{len(result.claims)}个数字，核对{len(result.checks) + len(result.excepted)}处，未能核对{result.unchecked}处。"


def _remark(result: Result, check: Check, named: Named) -> list[str]:
    expected = f"应为{check.expected}。" if check.expected and check.status is Status.WRONG else ""
    return [
        f"{check.status.value}　{_place(result, check, named)}　{check.rule}：{_fragment(result, check)}",
        f"　　　{expected}{check.reason}",
    ]


def _place(result: Result, check: Check, named: Named) -> str:
    """The name of the place, or the number of the paragraph: 页眉, 第3段."""
    name = next((name for start, end, name in named if start <= check.focus[0] < end), "")
    before = result.text[: check.focus[0]].split("\n")[:-1]
    return name or f"第{sum(bool(line.strip()) for line in before) + 1}段"


def _fragment(result: Result, check: Check) -> str:
    start, end = check.focus
    before = result.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = result.text[end : end + 4].partition("\n")[0]
    return f"……{before}【{result.text[start:end]}】{after}……"
