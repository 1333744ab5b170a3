"""Births, sexes and townships -> synthetic people with ids, names and bank accounts.

An id's area part is 1599 and two digits of the banner: no county has it, so nobody's id is met by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .geography import BANNERS

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN = ("某甲", "某乙", "某丙", "某丁", "某戊", "某己", "某庚", "某辛", "某壬", "某癸", "某", "某某")


@dataclass(frozen=True, slots=True)
class People:
    """Everyone in a collection, by index: texts as object arrays, births as days since 1970."""

    banner: Ints
    birth: Ints
    id_number: Texts
    name: Texts
    town: Texts
    bank: Texts


class Registry:
    """Collects people; ``people`` gives them their ids once all are known."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.size = 0
        self._parts: list[tuple[Ints, Ints, Ints, Ints]] = []
        self._spoiled: set[int] = set()

    def add(self, banner: Ints, birth: Ints, *, male: Ints | None = None, town: Ints | None = None) -> Ints:
        """Add one person for each banner index (into ``BANNERS``) and birth day; returns their indices."""
        count = len(banner)
        male = self.rng.integers(0, 2, count) if male is None else male
        town = random_town(self.rng, banner) if town is None else town
        self._parts.append((banner, birth, male, town))
        self.size += count
        return np.arange(self.size - count, self.size)

    def spoil(self, persons: Ints) -> None:
        """Give these persons ids whose check digit is wrong."""
        self._spoiled.update(int(person) for person in persons)

    def births(self) -> Ints:
        """Birth days of all so far."""
        return np.concatenate([part[1] for part in self._parts])

    def banners(self) -> Ints:
        """Banner indices of all so far."""
        return np.concatenate([part[0] for part in self._parts])

    def people(self) -> People:
        """Everyone, with ids that differ."""
        columns = zip(*self._parts, strict=True)
        banner, birth, male, town = (np.concatenate(column) for column in columns)
        towns = np.array([np.array(item.townships, dtype=object) for item in BANNERS] + [None], dtype=object)
        ids = _id_numbers(banner, birth, male)
        for person in sorted(self._spoiled):
            ids[person] = ids[person][:17] + ("1" if ids[person][17] == "0" else "0")
        town_names = objects([towns[b][t] for b, t in zip(banner.tolist(), town.tolist(), strict=True)])
        return People(banner, birth, ids, _names(self.size), town_names, _accounts(self.size))


def random_town(rng: np.random.Generator, banner: Ints) -> Ints:
    """A township index in each banner."""
    counts = np.array([len(item.townships) for item in BANNERS])
    return rng.integers(0, counts[banner])


def objects(values: list[str] | list[bytes]) -> Texts:
    """A list as an object array."""
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out


def calendar(days: Ints) -> tuple[Ints, Ints, Ints]:
    """Year, month and day of days since 1970."""
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    number = months.astype(np.int64)
    return number // 12 + 1970, number % 12 + 1, (stamps - months).astype(np.int64) + 1


def age_in_months(birth: Ints, year: int, month: int) -> Ints:
    """Whole months of age, a birthday counted from the first of its month."""
    born_year, born_month, _ = calendar(birth)
    return (year * 12 + month) - (born_year * 12 + born_month)


def _id_numbers(banner: Ints, birth: Ints, male: Ints) -> Texts:
    year, month, day = calendar(birth)
    rank = _rank_in_group((banner * 100_000 + birth + 40_000) * 2 + male)
    serial = rank * 2 + male
    if int(serial.max()) > 999:
        raise AssertionError("more than 500 people of one sex, banner and day")
    number = np.array([item.number for item in BANNERS])[banner]
    head = ((159_900 + number) * 10_000 + year) * 10_000 + month * 100 + day
    body = head * 1000 + serial
    marks = objects([*CHECK])[_weighted(body) % 11]
    return objects([f"{digits}{mark}" for digits, mark in zip(body.tolist(), marks.tolist(), strict=True)])


def _weighted(body: Ints) -> Ints:
    total = np.zeros(len(body), dtype=np.int64)
    for place, weight in enumerate(WEIGHTS):
        total += body // 10 ** (16 - place) % 10 * weight
    return total


def _rank_in_group(group: Ints) -> Ints:
    """0, 1, 2 … among equal values, in order of appearance."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    first = np.r_[True, ordered[1:] != ordered[:-1]]
    starts = np.flatnonzero(first)
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - np.repeat(starts, np.diff(np.r_[starts, len(group)]))
    return rank


def _names(count: int) -> Texts:
    names = objects([surname + given for given in GIVEN for surname in SURNAMES])
    return names[np.arange(count) * 37 % len(names)]


def _accounts(count: int) -> Texts:
    serial = np.arange(count, dtype=np.int64) * 7_919_003 % 10**11
    return objects([f"62159900{number:011d}" for number in serial.tolist()])
