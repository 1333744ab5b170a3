"""A goal, what was done and the completion rate -> whether the three agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.moments import is_next, step_of

RULE = "完成率"
_DONE = Grammar(
    "(?:{fully}|{in_time})完成了?{goal_kinds}?的?(?:目标任务|{goal_nouns})(?=[，。：；]|$)|任务已?{fully}完成"
)
_SPARED = Grammar("(?:({overspent})|{spared})了?$")
_GOAL_BEHIND = Grammar("的?(?:年度|全年|目标|[两三四五]年)?{goal_nouns}(?!完成率|[一-鿿]{0,8}完工)")
_OFF = 3
_OF_THE_GOAL = Grammar("{carried_out}[^，]{0,6}$")
_RATE = Grammar(
    "(?:{completion}|完成[^，]*(?:{goal_nouns}|预算|数)[^，]*|[占为][^，]*(?:{goal_nouns}|预算)[^，]*|完成了?)"
    "的?(?:分别)?(?:达到?|为|是)?$"
)
_OVER = Grammar("超(?:额完成|{goal_nouns}|[出过][^，]*(?:{goal_nouns}|预期|预算)|收)[^，]*$")
_ADJUSTED = Grammar("{adjusted}[为到至后]?$")
_TIME_TAKEN = re.compile(
    r"[用在]?[\d一二两三四五六七八九十]+个?[年月天](?:左右)?(?:时间|内)?"
)  # 计划用3年时间改造2860户
_LEFT = Grammar("{remaining}|{rest}")
_AGAINST = Grammar("{held_against}[^，□]*$")
_TOGETHER, _STAGE = Grammar("{stages_together}|[两三]次"), Grammar("{stages}|第[一二三四五六]")
_GOAL = Grammar("(?:{goal_told}|预算(?!收入)|(?<![主重需必])要(?=[一-鿿]{1,3}$))[^，]{0,12}$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every completion rate whose goal and result stand in the same sentence or the one before."""
    yield from _said_done(reading)
    yield from _said_spared(reading)
    for claim in reading.claims:
        over = _OVER.search(reading.before(claim)) or (
            claim.lead.endswith("超额") and claim.tail.startswith("完成")
        )
        if claim.kind is not Kind.RATE or not (over or _RATE.search(reading.before(claim).replace(" ", ""))):
            continue
        if (roles.is_change(claim, reading) and not over) or "时间进度" in claim.lead:
            continue
        yield from _check(reading, claim, bool(over))


def _said_done(reading: Reading) -> Iterator[Check]:
    """提前完成全年目标，目标120户，已完成112户."""
    for number in range(len(reading.sentences)):
        said = _DONE.search(reading.sentence_text(number))
        near = [one for one in reading.of_sentence(number) if one.kind is Kind.AMOUNT and not one.weak]
        goals = [one for one in near if is_goal(reading, one)]
        dones = [one for one in near if one not in goals and not roles.is_change(one, reading)]
        if said is None or len(goals) != 1 or len(dones) != 1 or not roles.same_measure(goals[0], dones[0]):
            continue
        if dones[0].span.high < goals[0].span.low and _OF_THE_GOAL.search(dones[0].lead):
            reason = f"文中写“{said[0]}”，但目标{goals[0].text}，完成{dones[0].text}；请核对。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [goals[0], dones[0]], reason)


def _said_spared(reading: Reading) -> Iterator[Check]:
    """预算15.0万元，支出16.8万元，节约1.8万元: spared is what the budget is more than the spending."""
    for number in range(len(reading.sentences)):
        near = [one for one in reading.of_sentence(number) if one.measure == "money" and not one.weak]
        spared = [one for one in near if _SPARED.search(one.lead)]
        goals = [one for one in near if one not in spared and is_goal(reading, one)]
        dones = [one for one in near if one not in (*spared, *goals) and "支" in one.lead]
        if len(near) != 3 or not len(spared) == len(goals) == len(dones) == 1:
            continue
        goal, done, left = goals[0], dones[0], spared[0]
        found = _SPARED.search(left.lead)
        over = found is not None and found[1] is not None
        if (goal.span.low > done.span.high) if over else (done.span.low > goal.span.high):
            reason = f"预算{goal.text}，支出{done.text}，文中写“{left.lead[-2:]}{left.text}”；请核对。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [goal, done, left], reason)


def _check(reading: Reading, claim: Claim, over: bool) -> Iterator[Check]:
    near = [other for other in _window(reading, claim) if other.kind is Kind.AMOUNT and not other.weak]
    goals = [other for other in near if is_goal(reading, other) and not _left(other)]
    changed = [other for other in near if _ADJUSTED.search(other.lead)]
    goals = changed if changed and "调整后" in reading.before(claim) else goals
    pairs = [
        (goal, done)
        for goal in goals
        for done in near
        if done is not goal and roles.same_measure(goal, done) and not is_goal(reading, done)
        and done not in changed and not _left(done) and not _of_two_times(goal, done)
        and not roles.is_change(done, reading)
    ]  # fmt: skip
    if _own_statement(reading, claim, near):
        pairs = [pair for pair in pairs if not any(_apart(reading, one, claim) for one in pair)]
    here = [pair for pair in pairs if all(one.sentence == claim.sentence for one in pair)]
    judged = [
        (goal, done, value)
        for goal, done in here or pairs  # what the sentence itself says is not excused by another one
        if (value := _value(goal, done, over)) is not None
    ]
    if judged and (summed := _in_all(reading, claim, [pair for pair in here if pair[0] is judged[0][0]])):
        yield summed
        return
    held = [part for part in judged if verdicts.agrees(claim, part[2])]
    if held:
        goal, done, _ = held[0]
        yield verdicts.check(
            reading,
            RULE,
            Status.RIGHT,
            [goal, done, claim],
            f"{done.text}÷{goal.text}与{claim.text}相符。",
            focus=claim,
        )
        return
    judged = [part for part in judged if _of_its_size(claim, part)]
    if judged and not _together(claim, judged) and not _all_apart(reading, claim, judged):
        yield _remark(reading, claim, judged, over)


def _narrower(reading: Reading, claim: Claim, judged: Sequence[tuple[Claim, Claim, Interval]]) -> bool:
    """已完成1268户，其中省级任务1000户的完成率为112.4%: behind 其中 the goal alone is told, and what was done of it is not."""
    clause = reading.before(claim)
    goals = {
        id(goal) for goal, _, _ in judged if "□" in clause and goal.start >= claim.outer_start - len(clause)
    }
    dones = [done for _, done, _ in judged if done.start < claim.outer_start - len(clause)]
    inside = re.match("其[中内]", clause) is not None
    return (
        inside
        and "□" in clause
        and len(dones) == len(judged)
        and (bool(goals) or _GOAL.search(clause) is not None)
    )


def _of_two_times(goal: Claim, done: Claim) -> bool:
    """2023年完成1020户，2024年计划980户; 截至11月底1.1亿元，12月预计1000万元: the goal is of a later time."""
    years = roles.own_year(goal), roles.own_year(done)
    if None not in years and years[0] != years[1]:
        return goal.start > done.start
    steps = step_of(goal.lead), step_of(done.lead)
    return None not in steps and goal.start > done.start and is_next(done.lead, goal.lead)


def _left(claim: Claim) -> bool:
    """剩余3所计划明年完工: what is not done yet."""
    return bool(_LEFT.search(claim.lead))


def _of_its_size(claim: Claim, part: tuple[Claim, Claim, Interval]) -> bool:
    """拨付5万元 of 2360万元 is no 96.2%: in a sentence apart, a value so far off is of other figures."""
    goal, done, value = part
    together = goal.sentence == done.sentence == claim.sentence
    kinds = [kind for kind in words.named_rates() if any(f"{word}率" in claim.lead for word in kind.rate)]
    if not together and kinds and not any(word in done.lead for kind in kinds for word in kind.part):
        return False  # 实拨2345万元。经费支出率…: what was paid out is not said to be spent
    near = claim.value <= value.middle * _OFF and value.middle <= claim.value * _OFF
    return together or near


def _own_statement(reading: Reading, claim: Claim, near: Sequence[Claim]) -> bool:
    """Whether the words between two semicolons around the rate have a figure of their own."""
    same = [one for one in near if one.sentence == claim.sentence and one.start < claim.start]
    return any(not _apart(reading, one, claim) for one in same)


def _apart(reading: Reading, one: Claim, claim: Claim) -> bool:
    first, second = sorted((one, claim), key=lambda part: part.start)
    return one.sentence == claim.sentence and "；" in reading.blanked[first.outer_end : second.outer_start]


def _all_apart(reading: Reading, claim: Claim, judged: Sequence[tuple[Claim, Claim, Interval]]) -> bool:
    """支出0.86亿元；收入完成率112%: nothing that was done stands in the statement of the rate, or 其中 begins one of its own."""
    return _narrower(reading, claim, judged) or all(_apart(reading, done, claim) for _, done, _ in judged)


def _window(reading: Reading, claim: Claim) -> list[Claim]:
    """The claims of the sentence and of the one before it that has any: a heading may stand between."""
    back = 1 if reading.of_sentence(claim.sentence - 1) else 2
    return reading.window(claim, back)


def _in_all(reading: Reading, claim: Claim, pairs: Sequence[tuple[Claim, Claim]]) -> Check | None:
    """第一批214.5万元，第二批163.8万元，预算450万元，累计支出占预算的84.1%: the batches together."""
    dones = [done for _, done in pairs]
    if len(dones) < 2 or not _TOGETHER.search(reading.before(claim)):
        return None
    if not all(_STAGE.search(done.lead) for done in dones):
        return None
    goal = pairs[0][0]
    value = total(done.span for done in dones).over(goal.span)
    if value is None:
        return None
    involved, said = [goal, *dones, claim], verdicts.texts(dones)
    if verdicts.agrees(claim, value.scaled(100)):
        return verdicts.check(
            reading, RULE, Status.RIGHT, involved, f"（{said}）÷{goal.text}与{claim.text}相符。", focus=claim
        )
    expected = verdicts.said(value.middle * 100, claim)
    reason = f"（{said}）÷{goal.text}＝{expected}，文中为{claim.text}；如目标另有所指，请写明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=claim, expected=expected)


def _together(claim: Claim, judged: Sequence[tuple[Claim, Claim, Interval]]) -> bool:
    """2022年完成0.9亿元，2023年完成1.2亿元，累计完成75%: what was done in all."""
    goal = judged[0][0]
    parts = [done for one, done, _ in judged if one is goal]
    ratio = total(done.span for done in parts).over(goal.span)
    return len(parts) > 1 and ratio is not None and verdicts.agrees(claim, ratio.scaled(100))


def _value(goal: Claim, done: Claim, over: bool) -> Interval | None:
    known = words.units().get(goal.unit)
    exactly = point(goal.value * (known.factor if known else 1))  # a goal is set, not measured
    ratio = done.span.over(goal.span if goal.qualifier else exactly)
    if ratio is None:
        return None
    return ratio.scaled(100).minus(point(100)) if over else ratio.scaled(100)


def _remark(
    reading: Reading, claim: Claim, judged: Sequence[tuple[Claim, Claim, Interval]], over: bool
) -> Check:
    goal, done, value = min(judged, key=lambda part: abs(part[1].start - claim.start))
    expected = verdicts.said(value.middle, claim)
    reason = (
        f"目标{goal.text}，完成{done.text}，{'超额' if over else '完成率'}应为{expected}，文中为{claim.text}"
    )
    cut = verdicts.cut_off(claim, value)
    sure = len(judged) == 1 and not cut and goal.sentence == done.sentence == claim.sentence
    reason += f"；{verdicts.CUT}" if cut else "。" if sure else "；如目标另有所指，请写明。"
    status = Status.WRONG if sure else Status.DOUBTFUL
    return verdicts.check(reading, RULE, status, [goal, done, claim], reason, focus=claim, expected=expected)


def is_goal(reading: Reading, claim: Claim) -> bool:
    """年度目标1000户, 计划建设20个: what was to be done."""
    before = reading.before(claim)
    spans = _TIME_TAKEN.sub("", reading.text[claim.outer_start - len(before) : claim.outer_start])
    last = spans if not re.search(r"\d", spans) else re.split("□", before)[-1]
    goal = _GOAL.search(last)
    if roles.is_change(claim, reading) and _AGAINST.search(last):
        return False  # 比预算数减少8.8万元: how far from the goal
    if goal is None:
        return bool(_GOAL_BEHIND.match(reading.text, claim.outer_end))
    after = last[goal.start() + 2 :]
    if re.search(r"(?<!安排|确定|下达|列入|提出|部署)了$", after):
        return False  # 48公里的整治计划推进了36公里
    return not re.search(r"已|实际", after) and (
        not re.search("完成", after) or (after.startswith("完成") and "任务" not in goal[0])
    )
