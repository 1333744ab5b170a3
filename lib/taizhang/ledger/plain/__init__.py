"""A sheet as people lay it out -> the same rows as plain tables: one block, no cell left to the eye."""

from taizhang.ledger.plain.parts import Part, parts
from taizhang.ledger.plain.titles_against_rows import contradictions, wholes_among_parts, without_county

__all__ = ["Part", "contradictions", "parts", "wholes_among_parts", "without_county"]
