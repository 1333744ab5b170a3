"""Report files, their known exceptions and an edition's facts -> what proofreading finds, and Word comments."""

from taizhang.run.proofreading.exceptions import beside
from taizhang.run.proofreading.facts import EditionFacts, facts_of, of_facts
from taizhang.run.proofreading.files import FileResult, Proofread, annotate, as_json, proofread_files, text_of

__all__ = [
    "EditionFacts",
    "FileResult",
    "Proofread",
    "annotate",
    "as_json",
    "beside",
    "facts_of",
    "of_facts",
    "proofread_files",
    "text_of",
]
