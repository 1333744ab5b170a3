"""What only the sheets of a collection together show: repeated rows, duplicates, parts of one roll, gaps."""

from taizhang.ledger.rules.across.duplicates import Meetings, Met, duplicate_files, meetings, pairs_of
from taizhang.ledger.rules.across.gaps import gaps
from taizhang.ledger.rules.across.repeats import (
    Place,
    Repeat,
    overlaps,
    repeat_findings,
    repeat_summary,
    repeats,
    two_form_findings,
    two_forms,
)
from taizhang.ledger.rules.across.together import Parts, missing_parts, part_findings, parts, values

__all__ = [
    "Meetings",
    "Met",
    "Parts",
    "Place",
    "Repeat",
    "duplicate_files",
    "gaps",
    "meetings",
    "missing_parts",
    "overlaps",
    "pairs_of",
    "part_findings",
    "parts",
    "repeat_findings",
    "repeat_summary",
    "repeats",
    "two_form_findings",
    "two_forms",
    "values",
]
