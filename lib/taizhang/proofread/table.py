"""A result -> the short table that a person reads."""

from __future__ import annotations

from taizhang.proofread.model import Check, Result, Status

_AROUND = 12


def lines(result: Result) -> list[str]:
    """One block a remark (paragraph, fragment, rule, verdict, what it should be and why), then the sums."""
    found = [line for check in result.remarks for line in _remark(result, check)]
    for part in result.excepted:
        found.append(
            f"例外　第{_paragraph(result, part.check)}段　{part.check.rule}：{_fragment(result, part.check)}"
        )
        found.append(f"　　　已说明：{part.exception.reason}")
    found += [f"例外未用到：{part.rule}“{part.fragment}”，请核对例外文件。" for part in result.unused]
    return [*found, summary(result)]


def summary(result: Result) -> str:
    """共x个数字，核对y处，未能核对z处."""
    return f"共{len(result.claims)}个数字，核对{len(result.checks) + len(result.excepted)}处，未能核对{result.unchecked}处。"


def _remark(result: Result, check: Check) -> list[str]:
    expected = f"应为{check.expected}。" if check.expected and check.status is Status.WRONG else ""
    return [
        f"{check.status.value}　第{_paragraph(result, check)}段　{check.rule}：{_fragment(result, check)}",
        f"　　　{expected}{check.reason}",
    ]


def _paragraph(result: Result, check: Check) -> int:
    return sum(bool(line.strip()) for line in result.text[: check.focus[0]].split("\n")[:-1]) + 1


def _fragment(result: Result, check: Check) -> str:
    start, end = check.focus
    before = result.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = result.text[end : end + 4].partition("\n")[0]
    return f"……{before}【{result.text[start:end]}】{after}……"
