"""The five stages: which notebook each is, and on whose products it stands."""

from __future__ import annotations

from dataclasses import dataclass

LEDGERS, INDICATORS, PLANNING, AUDIT, REPORT = (
    "00_ledgers",
    "10_indicators",
    "20_planning",
    "30_audit",
    "90_report",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One notebook of the pipeline.

    ``needs`` are the stages whose products it reads, ``reads`` which other inputs (ledgers, template);
    ``says`` is what a progress line calls it.
    """

    name: str
    needs: tuple[str, ...]
    says: str
    reads: tuple[str, ...] = ()


STAGES = (
    Stage(LEDGERS, (), "核验台账", ("ledgers",)),
    Stage(INDICATORS, (LEDGERS,), "计算指标"),
    Stage(PLANNING, (LEDGERS, INDICATORS), "规划分析"),
    Stage(AUDIT, (LEDGERS, INDICATORS), "审计核查"),
    Stage(REPORT, (LEDGERS, INDICATORS, PLANNING, AUDIT), "生成报告", ("template",)),
)
