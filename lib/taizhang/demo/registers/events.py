"""The kinds of meetings and events, and how often each was held in the last year and in the one before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """One kind; ``batch`` is how many of them a row of the ledger counts together at most."""

    kind: str
    now: int
    before: int
    unit: str = "次"
    office: str = "机关党委"
    batch: int = 1


EVENTS = (
    Event("党组专题研究党建和党风廉政建设会议", 2, 2, office="办公室"),
    Event("党史学习教育会议", 9, 0, batch=2),
    Event("专题学习", 12, 10, batch=3),
    Event("集中学习", 15, 14, batch=2),
    Event("专题研讨", 6, 5),
    Event("知识测试", 5, 4),
    Event("主题党日活动", 11, 11),
    Event("党组会议", 38, 35, office="办公室", batch=4),
    Event("养老护理技能大赛市级参赛选手获奖", 4, 3, "名", "养老服务科", 2),
    Event("代表自治区参加全国大赛选手", 2, 0, "名", "养老服务科", 2),
    Event("养老护理技能大赛获市民政局荣誉", 2, 1, "项", "养老服务科"),
    Event("信访接待日", 22, 20, office="办公室", batch=2),
    Event("安全生产检查", 16, 15, office="养老服务科", batch=4),
    Event("业务培训", 9, 6, office="规划财务科"),
)
