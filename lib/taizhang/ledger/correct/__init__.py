"""A collection's corrections.yml -> cells mended and rows left out before the checks, each said and counted."""

from taizhang.ledger.correct.apply import Corrected, correct
from taizhang.ledger.correct.declared import CORRECTIONS, Correction, held_against, read_corrections

__all__ = ["CORRECTIONS", "Corrected", "Correction", "correct", "held_against", "read_corrections"]
