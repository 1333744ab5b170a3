"""Paragraphs now and as written -> which is which, and which number of one is which of the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from taizhang.document.anchoring.matching.tokens import Masked, Token

_ALIKE = 0.5  # of two-character pieces that a rewritten paragraph shares with what was written
_ALIKE_ANYWHERE = 0.6
_AHEAD = 0.1  # by which the best must lead the next
LEAST, MARGIN = 4, 2  # of characters around a number, within paragraphs known to be the same
SURE = 10  # likewise where the number itself stood elsewhere in the paragraph
_EDGE = 3  # what it is worth when both stand at the very beginning or end
_VALUE = 3  # what an equal number is worth


def pair_lines(now: Sequence[Masked], then: Sequence[Masked]) -> dict[int, int]:
    """Paragraph of now -> paragraph as written: equal ones in order, rewritten ones in the gaps, moved ones."""
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, [x.masked for x in now], [x.masked for x in then], autojunk=False)
    pieces_now, pieces_then = [_pieces(x.masked) for x in now], [_pieces(x.masked) for x in then]
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs.update(zip(range(a, b), range(c, d), strict=True))
        elif kind == "replace":
            _pair_gap(range(a, b), range(c, d), pieces_now, pieces_then, pairs)
    for number in range(len(now)):
        if number not in pairs and now[number].tokens:
            best = _clear_best(pieces_now[number], pieces_then)
            if best is not None:
                pairs[number] = best
    return pairs


def _pair_gap(
    new: Iterable[int],
    old: Iterable[int],
    pieces_now: Sequence[Counter[str]],
    pieces_then: Sequence[Counter[str]],
    pairs: dict[int, int],
) -> None:
    """Most alike first, each once."""
    scored = sorted(((_alike(pieces_now[a], pieces_then[b]), -a, -b) for a in new for b in old), reverse=True)
    taken: set[int] = set()
    for score, a, b in scored:
        if score >= _ALIKE and -a not in pairs and -b not in taken:
            pairs[-a] = -b
            taken.add(-b)


def _clear_best(pieces: Counter[str], candidates: Sequence[Counter[str]]) -> int | None:
    scored = sorted(((_alike(pieces, each), number) for number, each in enumerate(candidates)), reverse=True)
    if not scored or scored[0][0] < _ALIKE_ANYWHERE:
        return None
    lead = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
    return scored[0][1] if lead >= _AHEAD else None


def _pieces(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) if len(text) > 1 else Counter([text])


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def context(now: Masked, token: Token, then: Masked, spot: Token) -> int:
    """How many characters around two numbers agree, outwards from the numbers."""
    left = _common(now.left(token)[::-1], then.left(spot)[::-1])
    right = _common(now.right(token), then.right(spot))
    score = left + right
    score += _EDGE * (left == token.hole == spot.hole)
    rest = (len(now.masked) - token.hole - 1, len(then.masked) - spot.hole - 1)
    return score + _EDGE * (rest[0] == rest[1] == right)


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def pair_numbers(now: Masked, then: Masked) -> dict[int, int]:
    """Number of now -> number as written, in order, where the words around it leave no doubt."""
    if now.masked == then.masked:
        return {number: number for number in range(len(now.tokens))}
    words = [[context(now, token, then, spot) for spot in then.tokens] for token in now.tokens]
    scores = [
        [
            score + _VALUE * (score > 0 and now.said(token) == then.said(spot))
            for score, spot in zip(row, then.tokens, strict=True)
        ]
        for row, token in zip(words, now.tokens, strict=True)
    ]
    pairs = _in_order(scores, words)
    free = set(range(len(then.tokens))) - set(pairs.values())
    return {
        a: b
        for a, b in pairs.items()
        if all(scores[a][c] <= scores[a][b] - MARGIN for c in free)
        and (words[a][b] >= SURE or not _is_another(now.said(now.tokens[a]), b, then))
    }


def _is_another(said: str, spot: int, then: Masked) -> bool:
    """Whether a number is not the one that stood at a spot, but one that stood elsewhere in the same paragraph."""
    texts = [then.said(token) for token in then.tokens]
    return texts[spot] != said and said in texts


def _in_order(scores: list[list[int]], words: list[list[int]]) -> dict[int, int]:
    """The pairs, both in order, of the highest total score."""
    rows, columns = len(scores), len(scores[0]) if scores else 0
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows - 1, -1, -1):
        for b in range(columns - 1, -1, -1):
            taken = _worth(scores, words, a, b) + best[a + 1][b + 1]
            best[a][b] = max(best[a + 1][b], best[a][b + 1], taken)
    pairs, a, b = {}, 0, 0
    while a < rows and b < columns:
        worth = _worth(scores, words, a, b)
        if worth > 0 and best[a][b] == worth + best[a + 1][b + 1]:
            pairs[a] = b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _worth(scores: list[list[int]], words: list[list[int]], a: int, b: int) -> int:
    return scores[a][b] if words[a][b] >= LEAST else 0
