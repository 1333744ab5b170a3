"""A title, a sheet name or a heading -> whether it speaks of those who are not paid, in the columns of a pay roll."""

from __future__ import annotations

import re

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.recognise.given import Claims

_PAID = "发放"
_FEW = 20
_WORDS = re.compile(
    r"(?<![含除无未])(?:停发|停保|暂停(?:发放)?|退保|退出(?!现役)|核减|核销|减员|清退|追[缴回退]|退款|退汇|退票|取消|注销"
    r"|拟(?:新增|纳入|享受|发放|救助|保障)|不符合|不合格|不予|未通过|未成功|失败|未发放?|待发放?|备选|预算|不再享受|终止|迁出|冻结|拒发|疑似|预发|测算|计划表|作废"
    r"|减少(?:人员|对象|明细|名单|情况)?(?:表|名册|花名册)?$|减少(?:人员|对象|明细|名单|情况)"
    r"|(?:待审[核批]?|待批|退回)(?:人员|对象|家庭|户|名单|明细|金额|资金|款)"
    r"|死亡(?:人员|对象)?(?:减员|名单|名册|花名册|统计))(?![后前])"
)
_SPARE = re.compile(r"^(?:填报)?(?:模板|样表|旧表?|备份)$")
_NOTICE = re.compile(r"^(?!.*发放).*公示")
_THE_DEAD = re.compile(r"(?:以下|其中)?(?:为|是)?(?:本月|上月)?(?:死亡|去世)(?:人员|对象)?")
_REMARK = re.compile(r"^(?:注|附注|备注|说明|填表说明)")


def other_list(spec: LedgerSpec, text: str) -> str | None:
    """The word by which a normal ``text`` shows a list of others than those whom ``spec`` pays."""
    found = _WORDS.search(text) or _NOTICE.search(text)
    if found is None or not pays(spec) or any(found[0] in word for word in spec.title):
        return None
    return "公示" if found.re is _NOTICE else found[0]


def pays(spec: LedgerSpec) -> bool:
    """Whether the ledger holds amounts."""
    return any(column.type == "money" for column in spec.columns.values())


def said_around(spec: LedgerSpec, said: Claims) -> tuple[str, str] | None:
    """Where a sheet says so, and the word: its title rows, its name, the name of a file that holds nothing else.

    A folder's name may say how its files came.
    """
    title, sheet, file = [(source, "".join(lines)) for source, lines in said.texts[:3]]
    for source, text in (title, sheet, file):
        word = other_list(spec, text)
        own = (
            (source, text) != file
            or _PAID not in title[1] + sheet[1]
            or _PAID not in text.replace(word or "", "")
        )
        if word and own:
            return source, word
    if pays(spec) and _SPARE.match(sheet[1]):
        return sheet
    return None


def heads_others(spec: LedgerSpec, text: str) -> bool:
    """Whether a row among the data is a heading over those who are not paid."""
    if len(text) > _FEW or _REMARK.match(text) or not pays(spec):
        return False
    return other_list(spec, text) is not None or _THE_DEAD.fullmatch(text) is not None
