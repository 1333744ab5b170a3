"""A docx as plain text with the place of every character, and remarks on it as Word comments on a copy."""

from taizhang.document.review.comments import AUTHOR, Remark, annotate
from taizhang.document.review.plain import Piece, Plain, plain, text

__all__ = ["AUTHOR", "Piece", "Plain", "Remark", "annotate", "plain", "text"]
