"""Some of so many (17个村中，…的村19个; 培训286人，取得证书296人) -> whether the part is larger than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.sums.completeness import puts_inside
from taizhang.proofread.rules.sums.groups import may_add
from taizhang.proofread.words import either, named_rates, pattern, scales

RULE = "分项与合计"
_AMONG = re.compile(
    r"([^，、。；□]{0,12}?)(?:当中|之中|(?<![集初高])中(?![心央国小型医学部华级药等试转期欧高低])|里(?!程))(?:，|有|已|[^，、。；□]{0,10}$)"
)
_SAYS_ALL = re.compile(r"^(?:全[市县区镇乡省旗]|[我本][市县区旗镇])(?!持证|党员)")
_DENIED = re.compile(r"(?:没有|未|无|不|非)([一-鿿]{2})")
_NEAR = 24
_ALL_TIME = re.compile(r"累计|共有|现有|目前|总")
_CARRIED = re.compile(r"历年|结转|上年|去年|往年|以前年度|往期")
_HERE = r"(?:全[市县区镇乡村省旗]|[我本][市县区旗镇村局]|目前|[现共有为达]|总数|总人数)*"
_SCATTERED = ("pieces",)
_MOST = 10
_SUCH = re.compile(r"^[^占比较于超，□]{2,}(?<![增减比来加少高目新])的(?:有|为|达到?|共)?$")
_BARE = re.compile(r"(?:已|现|仅|只|实际)*有?")
_OF_PLACE = re.compile(r"[该本][一-鿿]{0,6}?[院站所校园局馆处会司心](?=[一-鿿]{2})")
_FULL = re.compile(r"权重|满分|分值|总分")
_GOT = re.compile(r"([^，□]*?)(?:评价|评估|考核|实际|自评|最终|综合)?(?:得|得分|评分|得了)(?:为|是)?$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every part that stands right after its whole and is larger."""
    for number in range(len(reading.sentences)):
        yield from _such(reading, number)
        yield from _scored(reading, number)
        claims = _counted(reading, number)
        for whole, part in pairwise([*_counted(reading, number - 1)[-1:], *claims]):
            if (
                _SAYS_ALL.search(part.lead)
                or not roles.same_measure(whole, part)
                or (whole.measure == "pieces" and whole.unit != part.unit)
                or part.span.low <= whole.span.high
                or part.depth != whole.depth
            ):
                continue
            if _leaves_a_rest(reading, whole, part):
                yield _remark(reading, whole, part)
            elif whole.sentence != part.sentence or denies(whole, part):
                continue
            elif (
                _one_of(reading, whole, part)
                or _passed(reading, whole, part)
                or _kind_of(reading, whole, part)
                or _unnamed(reading, whole, part)
            ):
                yield _remark(reading, whole, part)


def _such(reading: Reading, number: int) -> Iterator[Check]:
    """老年人1860人，查实失能的1960人: 的 without a noun speaks of what was counted before, so of some of them."""
    claims = [claim for claim in _counted(reading, number) if claim.depth == 0]
    for index, part in enumerate(claims):
        like = [
            claim
            for claim in claims[:index]
            if roles.same_measure(claim, part)
            and claim.unit == part.unit
            and "；" not in reading.between(claim, part)
        ]
        named = (
            bool(like)
            and not re.search("的(?:有|为|达到?|共)?$", like[0].lead)
            and not _is_inner(reading, like[0])
        )
        named = named and not _another_sort(like[0], part)
        told = like and re.search("其[中内]", reading.between(like[-1], part))  # the sums speak of these
        if named and not told and _names_some(reading, part):
            whole = max(like, key=lambda claim: claim.value)
            if part.span.low > whole.span.high:
                yield _remark(reading, whole, part)


def denies(whole: Claim, part: Claim) -> bool:
    """设置医务室的24家，没有医务室但…的40家: what the one has, the other has not; 剔除重名的20人: nobody is of them."""
    if roles.is_taken_out(whole):
        return True
    denied = _DENIED.match(part.lead)
    return denied is not None and denied[1] in whole.lead


def _another_sort(whole: Claim, part: Claim) -> bool:
    """独居老人61位，空巢的112位: both are kinds of the same people, neither is in the other; so 有劳动能力 and 没有."""
    if denies(whole, part):
        return True
    steps = any(all(re.search(either(scale), one.lead) for one in (whole, part)) for scale in scales())
    return steps or all(re.search(pattern("overlapping"), claim.lead) for claim in (whole, part))


def _is_inner(reading: Reading, claim: Claim) -> bool:
    """网格员中党员4862名: a part already, so no whole of what follows."""
    start = reading.sentences[claim.sentence][0]
    return puts_inside(re.split("；", reading.blanked[start : claim.outer_start])[-1])


def _names_some(reading: Reading, part: Claim) -> bool:
    """The figure ends its clause and its words end with 的."""
    ends = re.match(r"[，。；、]|$|（|\(", reading.text[part.outer_end : part.outer_end + 1])
    every = re.match(pattern("of_all", "whole_places"), part.lead)
    return bool(_SUCH.search(part.lead) and ends) and not (every or re.search("[共总]", part.lead))


def _scored(reading: Reading, number: int) -> Iterator[Check]:
    """满意度指标权重10分，满意度指标得19分: nobody gets more than there is."""
    scores = [claim for claim in reading.of_sentence(number) if claim.measure == "points_scored"]
    for index, got in enumerate(scores):
        if not (named := _GOT.search(got.lead)):
            continue
        most = [claim for claim in scores[:index] if _FULL.search(claim.lead)]
        own = [claim for claim in most if named[1] and named[1] in claim.lead] or most[-1:]
        behind = scores[index + 1 : index + 2]
        if behind and behind[0].depth > got.depth and _FULL.search(behind[0].lead):
            own = behind  # 得27.5分（满分30分）
        if own and got.span.low > own[-1].span.high and "附加" not in got.lead:
            yield _remark(reading, own[-1], got)


def _counted(reading: Reading, number: int) -> list[Claim]:
    claims = reading.of_sentence(number) if number >= 0 else []
    return [claim for claim in claims if may_add(claim, reading) and not claim.weak]


def _leaves_a_rest(reading: Reading, whole: Claim, part: Claim) -> bool:
    """接到报警43处。当晚抽排完成72处，其余连夜推进: where something is left, the part is smaller."""
    rest = re.search(
        r"(?:其余|剩余|余下|剩下)(?!的?□)[^，。；□]*",
        reading.blanked[part.outer_end : part.outer_end + _NEAR],
    )
    done = re.search(r"已|完成|完毕|办结|整改|换好|建成|修复|发放|处置", part.lead + part.tail)
    before = reading.blanked[part.outer_end : part.outer_end + rest.start()] if rest else "□"
    beside = re.search("其[中内]", whole.lead)  # 其中转办6件，当场办结29件: both are parts
    return bool(rest and done and not beside and "□" not in before and whole.unit == part.unit)


def _one_of(reading: Reading, whole: Claim, part: Claim) -> bool:
    """26个社区中有28个…: the same thing is counted, not something that each may have several of."""
    found = _AMONG.match(reading.between(whole, part))
    if found is None:
        return _kind_named(reading, whole, part)
    if whole.measure not in _SCATTERED:
        return True
    noun = found[1].removeprefix("的")
    named = noun[-2:] if len(noun) > 1 else noun
    own = part.lead.split("中")[-1] + part.tail
    return whole.unit == part.unit and (bool(named and named in own) or not _counts_things(part))


def _kind_named(reading: Reading, whole: Claim, part: Claim) -> bool:
    """186个行政村…，评为示范村的有216个: the part is named by the last word of what the whole counts."""
    if not re.search(r"[，；。]", reading.between(whole, part)):
        return False  # 通达8个国家的31个港口: each of them may have several
    noun = re.match(r"[一-鿿]{2,5}", whole.tail)
    named = re.search(
        r"(?<![全我本])([村户所家院校园区镇乡组站社队])的?(?:有|共|共有|为|达|达到)?$", part.lead
    )
    return bool(noun and named and whole.unit == part.unit and noun[0][: noun[0].find(named[1]) + 1][1:])


def _counts_things(part: Claim) -> bool:
    """已建成幸福院19个 counts 幸福院; 有28个建成了食堂 counts what was named before."""
    return not re.search(r"(?:^|[中里])(?:有|已有|已|的)?$", part.lead)


def _passed(reading: Reading, whole: Claim, part: Claim) -> bool:
    """参加培训…，取得证书…: only who took part can have passed."""
    between = reading.between(whole, part)
    carried = _CARRIED.search(reading.sentence_text(whole.sentence)) or _ALL_TIME.search(part.lead)
    carried = carried or re.search(pattern("opening"), reading.sentence_text(whole.sentence))
    carried = carried or re.search("其[中内]", whole.lead)  # what stands behind 其中 has its own whole
    beside = "在建" in whole.lead  # 在建14个，完工23个
    if re.search(r"[；;]|^、", between) or carried or beside or part.value > whole.value * _MOST:
        return False
    found = [re.search(pattern("found_there"), claim.lead) is not None for claim in (whole, part)]
    if found == [False, True] and part.measure == "pieces":
        return False  # 抽查30个部门，发现问题86个
    if whole.measure == "money" and not re.search(r"发现|查出", part.lead):
        return False  # a budget may be overspent
    if whole.unit not in ("件", "起", part.unit) or re.search(pattern("inflow", "outflow"), whole.lead):
        return False
    return any(
        any(word in whole.lead for word in kind.whole)
        and any(word in part.lead for word in kind.part)
        and not any(word in whole.lead for word in kind.part)
        for kind in named_rates()
    )


def _kind_of(reading: Reading, whole: Claim, part: Claim) -> bool:
    """党员86名，35岁以下党员92名: the second is a kind of the first."""
    name = whole.subject
    cut = re.search(r"[)”》’]$", reading.text[: whole.outer_start - len(whole.lead)][-1:])
    if cut:
        return False  # （一级）公路26公里: the name is cut short
    if own := _OF_PLACE.match(name):
        name = name[own.end() :]  # 该福利院床位
    plain = len(name) > 1 and re.search(
        rf"^{_HERE}(?:{_OF_PLACE.pattern})?{re.escape(name)}{_HERE}$", whole.lead
    )
    if _ALL_TIME.search(part.lead) or "；" in reading.between(whole, part):
        return False
    claims = reading.of_sentence(whole.sentence)
    before = claims[claims.index(whole) - 1 : claims.index(whole)] if claims.index(whole) else []
    if before and not re.search(r"[，；]", reading.between(before[0], whole)):
        return False  # 公办机构12家、床位1240张: these 床位 are of the 12
    return bool(plain and whole.unit == part.unit and part.subject != name and _narrower(part.lead, name))


def _unnamed(reading: Reading, whole: Claim, part: Claim) -> bool:
    """护理员3260人，1816人取得证书: a figure without a noun counts what was named before."""
    bare = _BARE.fullmatch(part.lead) and re.match(pattern("some_do"), part.tail)
    follows = re.fullmatch(r"，[^，；□]{0,6}", reading.between(whole, part))
    return bool(bare and follows and len(whole.subject) > 1 and whole.unit == part.unit)


def _narrower(lead: str, name: str) -> bool:
    """35岁以下党员 are 党员; 非公募基金会 are no 公募基金会."""
    return lead.endswith(name) and not re.search(r"[非不未无]$", lead.removesuffix(name))


def _remark(reading: Reading, whole: Claim, part: Claim) -> Check:
    reason = f"{part.text}大于{whole.text}；如两者不是包含关系（如含以前年度的），请写明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, [whole, part], reason, focus=part)
