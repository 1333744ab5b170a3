"""Words of a share and of a figure -> how alike they are."""

from __future__ import annotations

import re

from taizhang.proofread.claims import Reading, subjects
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.words import pattern, rate_parts

_ALIKE, _SIGNS = 0.5, 2


def words_before(reading: Reading, claim: Claim) -> str:
    """The words between the last figure of the clause and 占, or the share itself."""
    return _before_share(reading.before(claim)).split("□")[-1].strip()


def own_name(reading: Reading, claim: Claim) -> str:
    """What the clause says has the share: 现金占70%."""
    before, said = reading.before(claim), words_before(reading, claim)
    start = claim.outer_start - len(before)
    aged = any(
        other.kind is Kind.AGE and start <= other.start < claim.start
        for other in reading.of_sentence(claim.sentence)
    )
    if aged or said.startswith(("岁", "及以上", "以上", "周岁")):  # ages are holes
        written = reading.text[claim.outer_start - len(before) : claim.outer_start]
        said = re.split("占|人口比重|比重", written)[0].strip()
    said = re.sub(r"率\($", "", said)  # 闲置率(占查看数)
    short = subjects.trimmed(said)
    return short if len(short) > 1 else said


def _before_share(clause: str) -> str:
    """A clause up to its last 占, or up to the figure: 获奖项目占申报项目□的."""
    return clause.rpartition("占")[0] if "占" in clause else clause


def stem_of(claim: Claim) -> str:
    """What the rate is named after: 集中供养 of 集中供养率."""
    return re.sub(r"(?:率|比例|比重|占比).*$", "", claim.lead)[-6:]


def shares_words(one: str, other: str) -> bool:
    """Whether two characters in a row are the same in both."""
    return any(one[index : index + 2] in other for index in range(len(one) - 1))


def name_of(reading: Reading, claim: Claim) -> str:
    """All words around a figure."""
    return claim.lead + claim.subject + claim.unit + claim.tail


def fits(reading: Reading, own: str, claim: Claim) -> bool:
    """Whether a figure goes by that name: most of the name in its words, or its own short words all in the name."""
    if likeness(own, name_of(reading, claim)) >= _ALIKE:
        return True
    short = re.sub(r"^(?:其中|有|共|现有)+", "", claim.lead)
    return len(short) > 1 and short in own


def likeness(name: str, other: str) -> float:
    """How much of a name's characters stand in the other, two by two: 0 to 1."""
    clean = re.sub(r"总数|总量|总额|人数|户数|数量|总|数|的", "", name)
    if not clean:
        return 0
    pairs = {clean[index : index + 2] for index in range(max(1, len(clean) - 1))}
    return sum(pair in other for pair in pairs) / len(pairs)


def of_other_sort(own: str, name: str) -> bool:
    """智能设备, 改造设备; 高龄老年人, 空巢老年人: one noun, and words before it that have no sign in common."""
    end = next((at for at in range(1, min(len(own), len(name)) + 1) if own[-at] != name[-at]), 0)
    heads = (own[: 1 - end or None], name[: 1 - end or None]) if end > _SIGNS else ("", "")
    return min(map(len, heads)) > 1 and not set(heads[0]) & set(heads[1])


def of_the_others(part: str, name: str) -> bool:
    """36人没过关，通过率85%: the rate is of those that the part leaves, by its words and the rate's name; 清退不符合条件的
    186户，清退率 is of the part itself."""
    if re.search(pattern("lacking"), name):  # 实际到考5119人，缺考率
        return bool(re.search(pattern("came"), part)) and not re.search(pattern("lacking"), part)
    stem = _stem(name)[-_SIGNS:]
    lacks = re.search(rf"[未没不][^，]{{0,4}}{stem}" if stem in part else pattern("lacking"), part)
    return bool(stem and lacks) and not re.search(pattern("lacking", "bad_rates"), name)


def goes_with(part: str, name: str) -> bool:
    """Whether a part's words say what a rate's name counts: 重新上岗 of 再就业率, 没过关 of 合格率."""
    stem = _stem(name)
    if stem[-_SIGNS:] in part or stem.removesuffix("化")[-_SIGNS:] in part or of_the_others(part, stem):
        return True
    return any(
        any(known in stem for known in names) and any(word in part for word in parts)
        for names, parts in rate_parts()
    )


def _stem(name: str) -> str:
    return re.sub(r"(?:率|度|面|比例|程度|比重|占比|份额)[^率]*$", "", name)
