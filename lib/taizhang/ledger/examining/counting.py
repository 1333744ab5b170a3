"""What sources.yml says about which rows count (counts_if) -> the rows of a sheet that do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from taizhang.ledger.examining.typed import Examination
from taizhang.ledger.findings import ERROR, Finding
from taizhang.ledger.recognise.normal import normal

NOT_COUNTED = "NOT_COUNTED"
"""The code of a row that someone has said not to count: it is reported, and no build stops for it."""


def places_of(exam: Examination) -> Mapping[int, tuple[str, ...]]:
    """Where the columns of counts_if stand, each with the words of the rows that count."""
    told = exam.setting.told(exam.path, exam.sheet.name).counts_if
    return {place: words for header, words in told.items() for place in _places(exam, header)}


def uncounted(exam: Examination) -> np.ndarray:
    """The data rows in whose column of counts_if another word stands than those that count."""
    rows = np.zeros(len(exam.rows), bool)
    for place, words in places_of(exam).items():
        cells = exam.texts(place).dictionary_encode()
        counts = [normal(text) in words for text in cells.dictionary.to_pylist()]
        rows |= ~np.array(counts, bool)[cells.indices.to_numpy(zero_copy_only=False)]
    return rows


def unmatched(exam: Examination) -> Iterator[Finding]:
    """A column of counts_if that the sheet does not have: nothing would be left out, in silence."""
    for header in exam.setting.told(exam.path, exam.sheet.name).counts_if:
        if len(_places(exam, header)) != 1:
            message = f"sources.yml 的 counts_if 写的“{header}”列在表中没有，或有几列；请核对列名"
            case = exam.case("MISSING_COLUMN", header)
            row = exam.layout.header_row + 1
            yield exam.finding("MISSING_COLUMN", ERROR, message, row=row, column=header, case=case)


def _places(exam: Examination, header: str) -> list[int]:
    names = exam.layout.match.header.names
    shown = exam.layout.match.header.shown
    wanted = normal(header)
    return [index for index, ways in enumerate(names) if wanted in (*ways, normal(shown[index]))]
