"""What all registers share: dates, places, codes, and the randomness of one register."""

from __future__ import annotations

import zlib
from datetime import date, timedelta

import numpy as np

from ..geography import BANNERS, Banner, weights
from ..people import Ints
from ..rosters.spans import apportion, deal
from ..targets import Targets

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def randomness(targets: Targets, register: str) -> np.random.Generator:
    """Random numbers of one register, whatever the others draw."""
    return np.random.default_rng([targets.seed, zlib.crc32(register.encode())])


def dealt(targets: Targets, count: int, kind: str = "all") -> list[Banner]:
    """A banner for each of ``count`` things, in blocks."""
    return [BANNERS[n] for n in deal(count, weights(targets.banners, kind)).tolist()]


def shuffled(rng: np.random.Generator, banners: list[Banner]) -> list[Banner]:
    """The same banners in another order."""
    return [banners[n] for n in rng.permutation(len(banners)).tolist()]


def in_collection(targets: Targets) -> list[Banner]:
    """The banners of a collection."""
    return [banner for banner in BANNERS if banner.code in targets.banners]


def days(rng: np.random.Generator, first: date, last: date, count: int) -> list[date]:
    """Random days, both ends included."""
    width = (last - first).days + 1
    return [first + timedelta(days=n) for n in rng.integers(0, width, count).tolist()]


def spread(rng: np.random.Generator, total: int, count: int, low: float = 0.5) -> list[int]:
    """Whole numbers of some variety that add up to ``total``."""
    shares: Ints = (rng.uniform(low, 1.5, count) * 10_000).astype(np.int64)
    values: list[int] = apportion(total, shares).tolist()
    return values


def uscc(kind: str, banner: Banner, serial: int) -> str:
    """A synthetic unified code: ``kind`` is its first two characters, the area part is no county's."""
    body = f"{serial:08d}"
    total = sum(int(c) * w for c, w in zip(body, BODY_WEIGHTS, strict=True))
    mark = "0123456789X"[(11 - total % 11) % 11]
    head = f"{kind}{159_900 + banner.number}{body}{mark}"
    weighed = sum(USCC.index(c) * w for c, w in zip(head, USCC_WEIGHTS, strict=True))
    return head + USCC[(31 - weighed) % 31]


def ordinal(number: int) -> str:
    """1 … 99 as Chinese numerals, for names."""
    ones = " 一二三四五六七八九"
    tens, rest = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{ones[tens]}十")
    return (head + ones[rest]).strip()
