"""A docx as plain text with the place of every character, and remarks on it as Word comments on a copy."""

from taizhang.document.review.comments import AUTHOR, Remark, annotate
from taizhang.document.review.plain import Aside, Piece, Plain, of, plain, text

__all__ = ["AUTHOR", "Aside", "Piece", "Plain", "Remark", "annotate", "of", "plain", "text"]
