"""A title, a sheet name or a heading -> whether it speaks of those who are not paid, in the columns of a pay roll."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.recognise.given import Claims
from taizhang.ledger.recognise.titles import evidence, of_persons
from taizhang.ledger.rulebook.signs import sign

_PAID = "发放"
_NOTICE = "公示"
_FEW = 20


def other_list(spec: LedgerSpec, text: str) -> str | None:
    """The word by which a normal ``text`` shows a list of others than those whom ``spec`` pays."""
    found = sign("other_list").search(text)
    word = found[0] if found else _NOTICE if sign("notice").search(text) else None
    if word is None or not pays(spec) or any(word in title for title in spec.title):
        return None
    return word


def partial_list(spec: LedgerSpec, text: str) -> str | None:
    """The word by which a normal ``text`` shows a list of some of those whom ``spec`` pays: 新增, 变更, 复核."""
    found = sign("partial_list").search(text)
    if (
        found is None
        or not (pays(spec) and of_persons(spec))
        or any(found[0] in title for title in spec.title)
    ):
        return None
    return found[0]


def stands_in_for(spec: LedgerSpec, said: Claims, specs: Iterable[LedgerSpec]) -> list[LedgerSpec]:
    """The ledgers of payments that the titles speak of, where the sheet is read as one that gives no indicator.

    A ledger that has titles in common with others takes their rolls where these lack columns.
    """
    if not (spec.supplementary and pays(spec) and of_persons(spec)):
        return []
    texts = ["".join(lines) for _, lines in said.texts]
    own = [one for one in specs if not one.supplementary and set(one.title) & set(spec.title)]
    named = [(words, one.id, one) for one in own if (words := evidence(one, texts))]
    if named:
        return [min(named)[2]]
    return own if any(sign("pay_roll").search(text) for text in texts) else []


def pays(spec: LedgerSpec) -> bool:
    """Whether the ledger holds amounts."""
    return any(column.type == "money" for column in spec.columns.values())


def said_around(
    spec: LedgerSpec, said: Claims, list_of: Callable[[LedgerSpec, str], str | None] = other_list
) -> tuple[str, str] | None:
    """Where a sheet says so, and the word: its title rows, its name, the name of a file that holds nothing else.

    A folder's name may say how its files came. ``list_of`` finds the word of one kind of lists.
    """
    title, sheet, file = [(source, "".join(lines)) for source, lines in said.texts[:3]]
    for source, text in (title, sheet, file):
        word = list_of(spec, text)
        own = (
            (source, text) != file
            or _PAID not in title[1] + sheet[1]
            or _PAID not in text.replace(word or "", "")
        )
        if word and own:
            return source, word
    if list_of is other_list and pays(spec) and sign("spare_sheet").search(sheet[1]):
        return sheet
    return None


def heads_others(spec: LedgerSpec, text: str) -> bool:
    """Whether a row among the data is a heading over those who are not paid."""
    if len(text) > _FEW or sign("remark_line").search(text) or not pays(spec):
        return False
    return other_list(spec, text) is not None or sign("the_dead").search(text) is not None
