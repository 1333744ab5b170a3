"""A seed -> a damaged file: a small roll with bytes flipped, cut, doubled, moved, or its parts repacked damaged."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from fuzz.hostile import plain_ods, plain_xls, plain_xlsb

SAMPLE = Path(__file__).resolve().parents[2] / "data_raw" / "sample"
SUFFIXES = (".xlsx", ".csv", ".xls", ".xlsb", ".ods", ".txt", ".xlsm")
PACKAGES = (".xlsx", ".xlsb", ".ods")
INSIDE = 0.6
"""The share of packages that are damaged inside only: any damage outside is caught by the checksums."""
_CELLS = re.compile(r"worksheets/|sharedStrings|content\.xml")
_FIGURE = re.compile(rb"[0-9]")
_XML_SCRAPS = (
    b"<f>",
    b"</c>",
    b'hidden="1"',
    b"<!DOCTYPE",
    b"&#0;",
    b"<![CDATA[",
    b' r="XFD1048576"',
    b' table:number-rows-repeated="1048576"',
    b"\xff\xff\xff\x7f",
    b"\xff",
)


def seeds() -> list[tuple[str, bytes]]:
    """The small files to start from, always in the same order."""
    paths = sorted(path for path in SAMPLE.rglob("*") if path.suffix in (".xlsx", ".csv"))
    sample = [(path.suffix, path.read_bytes()) for path in paths if not path.name.startswith("~$")]
    others = [(".xlsb", plain_xlsb()), (".ods", plain_ods()), (".xls", plain_xls())]
    return sample + others * max(1, len(sample) // 6)


def mutated(seed: int, starts: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The damaged file of a seed: its name and its bytes."""
    dice = random.Random(seed)
    suffix, data = dice.choice(starts)
    ways: list[Callable[[random.Random, bytes], bytes]] = [_flipped, _cut, _doubled, _blanked, _scrambled]
    if suffix in PACKAGES and dice.random() < INSIDE:
        ways = [_repacked]
    for _ in range(1 if ways == [_repacked] else dice.randint(1, 3)):
        data = dice.choice(ways)(dice, data)
    if dice.random() < 0.1:
        suffix = dice.choice(SUFFIXES)
    return f"{seed}_高龄津贴{suffix}", data


def _flipped(dice: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(dice.randint(1, 20)):
        if damaged:
            damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def _cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _doubled(dice: random.Random, data: bytes) -> bytes:
    first, last = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:last] + data[first:last] * dice.randint(1, 3) + data[last:]


def _blanked(dice: random.Random, data: bytes) -> bytes:
    first = dice.randrange(len(data) + 1)
    return data[:first] + bytes([dice.choice((0, 32, 255))]) * dice.randint(1, 64) + data[first + 64 :]


def _scrambled(dice: random.Random, data: bytes) -> bytes:
    first = dice.randrange(len(data) + 1)
    return data[:first] + dice.randbytes(dice.randint(1, 40)) + data[first:]


def _repacked(dice: random.Random, data: bytes) -> bytes:
    """Damage inside a part, with right checksums: what a damaged archive never lets through."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            names = old.namelist()
            unlucky = dice.choice(names + [name for name in names if _CELLS.search(name)] * 4)
            for name in names:
                body = old.read(name)
                new.writestr(name, _inside(dice, body) if name == unlucky else body)
    except Exception:  # an archive that is damaged already is left so
        return data
    return out.getvalue()


def _inside(dice: random.Random, body: bytes) -> bytes:
    chance = dice.random()
    if chance < 0.4:
        return _retyped(dice, body)
    if chance < 0.7:
        return dice.choice((_flipped, _cut, _doubled, _blanked))(dice, body)
    place = dice.randrange(len(body) + 1)
    return body[:place] + dice.choice(_XML_SCRAPS) + body[place:]


def _retyped(dice: random.Random, body: bytes) -> bytes:
    """Other figures where figures stand: addresses, counts, styles and values that are wrong but well written."""
    places = [match.start() for match in _FIGURE.finditer(body)]
    damaged = bytearray(body)
    for place in dice.sample(places, min(len(places), dice.randint(1, 8))):
        damaged[place] = dice.choice(b"0123456789")
    return bytes(damaged)
