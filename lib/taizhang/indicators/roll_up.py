"""Facts of parts -> the fact of their whole, only where the indicator says that it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from taizhang.declare.specs import IndicatorSpec
from taizhang.errors import RollUpError
from taizhang.indicators.facts import Fact

OVER = {"place": "行政区划", "time": "统计期"}


def total(spec: IndicatorSpec, facts: Sequence[Fact], over: str) -> Decimal:
    """The sum of ``facts`` over ``place`` or ``time``.

    Raises RollUpError when the indicator is not additive that way, or when a part has no value.
    """
    if spec.roll_up.get(over) != "sum" or spec.denominator:
        raise RollUpError(
            f"指标“{spec.label}”",
            f"要求按{OVER[over]}相加",
            "该指标不能这样相加（人数须去重、存量不能跨月累加、比率须重新计算），请改用上一级的数据点。",
        )
    gap = next((fact for fact in facts if fact.value is None), None)
    if gap is not None:
        raise RollUpError(
            f"指标“{spec.label}”", f"{gap.place_name}{gap.period}没有数值（{gap.status}）", "补齐后再相加。"
        )
    return sum((fact.value or Decimal(0) for fact in facts), Decimal(0))
