"""A sheet that no ledger's columns fit -> a statistic by places or units, each of its columns of figures kept."""

from taizhang.ledger.recognise.wide.choice import Statistic, statistics
from taizhang.ledger.recognise.wide.figures import figures_of, with_unit
from taizhang.ledger.recognise.wide.words import words

__all__ = ["Statistic", "figures_of", "statistics", "with_unit", "words"]
