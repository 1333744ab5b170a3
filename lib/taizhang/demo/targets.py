"""The totals that a demo collection aims at: the one place of the project that knows them.

Money is integer 分. A ``Span`` counts heads: those paid in the last month, how many of them came in
after the first month, and how many others have left before the last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Heads of one roll over all months."""

    now: int
    entered: int
    left: int


@dataclass(frozen=True, slots=True)
class Rolls:
    """Heads and money of the monthly rolls; a paid sum of 0 is not steered."""

    urban: Span
    urban_persons: int
    rural: Span
    rural_persons: int
    dibao_paid: int
    hardship_urban: Span
    hardship_rural: Span
    hardship_paid: int
    living: Span
    living_paid: int
    nursing: Span
    nursing_paid: int
    old_age: int
    old_age_left: int
    centenarians: int
    children: tuple[Span, Span, Span]
    insured: int
    hole: tuple[str, int, int] | None


@dataclass(frozen=True, slots=True)
class Population:
    """Persons at the end of November; ``growth`` is thousandths a year."""

    resident: tuple[int, int, int, int, int, int]
    registered_young: tuple[int, int]
    registered_60: int
    growth: int


@dataclass(frozen=True, slots=True)
class Elder:
    """Institutions, beds, facilities."""

    public: int
    public_beds: int
    private: int
    private_beds: int
    nursing_share: int
    residents_share: int
    infirmary: int
    contract: int
    closed: int
    building: int
    facilities_before: int
    facilities_new: int
    facilities_open: int
    facility_contracts: int
    covered: int


@dataclass(frozen=True, slots=True)
class Governance:
    """Communities, organisations, social work."""

    communities: int
    villages: int
    associations: int
    services: int
    foundations: int
    community_organisations: int
    deregistered: int
    workers: int
    three_party: int
    five_party_pilots: int
    other_projects: int
    stations_city: int
    stations_banner: int
    stations_township: int
    stations_building: int


@dataclass(frozen=True, slots=True)
class Affairs:
    """Funerals and marriages; pairs are (2020, 2021)."""

    homes: int
    homes_begun: tuple[str, ...]
    commercial: int
    public: int
    marriages: tuple[int, int]
    divorces: tuple[int, int]
    reissued: tuple[int, int]
    other_cremations: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Money:
    """Charity and lottery in hundreds of yuan; lottery as (year, months, total)."""

    charity_organisations: int
    charity_total: int
    lottery: tuple[tuple[int, int, int], ...]
    first_rank: int


@dataclass(frozen=True, slots=True)
class Mess:
    """How many odd persons there are of each kind."""

    bad_ids: int
    paid_after_cremation: int
    twice_helped: int


@dataclass(frozen=True, slots=True)
class Targets:
    """One demo collection."""

    name: str
    seed: int
    banners: tuple[str, ...]
    months: tuple[int, ...]
    reporting: date
    rolls: Rolls
    population: Population
    elder: Elder
    governance: Governance
    affairs: Affairs
    money: Money
    mess: Mess

    @property
    def periods(self) -> tuple[tuple[int, int], ...]:
        """(year, month) of every monthly roll, the year before first."""
        year = self.reporting.year
        return tuple((y, m) for y in (year - 1, year) for m in self.months)


ORDOS_2021 = Targets(
    name="ordos-2021",
    seed=150600,
    banners=("150602", "150603", "150621", "150622", "150623", "150624", "150625", "150626", "150627"),
    months=tuple(range(1, 12)),
    reporting=date(2021, 12, 10),
    rolls=Rolls(
        urban=Span(3426, 250, 560),
        urban_persons=5601,
        rural=Span(11304, 900, 700),
        rural_persons=21474,
        dibao_paid=14_023_230_000,
        hardship_urban=Span(426, 45, 22),
        hardship_rural=Span(4670, 260, 470),
        hardship_paid=5_680_790_000,
        living=Span(8974, 1500, 351),
        living_paid=957_050_000,
        nursing=Span(24596, 2200, 900),
        nursing_paid=6_030_890_000,
        old_age=70074,
        old_age_left=6100,
        centenarians=62,
        children=(Span(31, 2, 9), Span(110, 6, 21), Span(332, 75, 28)),
        insured=297_012,
        hole=("150623", 2020, 2),
    ),
    population=Population(
        resident=(372_410, 1_352_180, 128_620, 135_020, 40_480, 37_140),
        registered_young=(281_340, 1_052_630),
        registered_60=297_468,
        growth=12,
    ),
    elder=Elder(26, 2708, 45, 8582, 528, 463, 40, 24, 5, 4, 36, 51, 9, 47, 209),
    governance=Governance(255, 128, 700, 760, 12, 845, 96, 2361, 116, 20, 31, 1, 9, 32, 5),
    affairs=Affairs(
        homes=6,
        homes_begun=("150621", "150622"),
        commercial=15,
        public=12,
        marriages=(11_702, 11_158),
        divorces=(2_236, 1_152),
        reissued=(1_480, 1_395),
        other_cremations=(2_060, 2_130),
    ),
    money=Money(
        charity_organisations=68,
        charity_total=536_842,
        lottery=((2018, 12, 9_640_000), (2019, 12, 9_231_250), (2020, 12, 6_882_480), (2021, 10, 4_551_236)),
        first_rank=2013,
    ),
    mess=Mess(6, 7, 5),
)

SAMPLE = replace(
    ORDOS_2021,
    name="sample",
    seed=7,
    banners=("150602", "150621"),
    months=(9, 10, 11),
    rolls=Rolls(
        urban=Span(12, 2, 3),
        urban_persons=20,
        rural=Span(26, 3, 2),
        rural_persons=49,
        dibao_paid=0,
        hardship_urban=Span(4, 0, 0),
        hardship_rural=Span(12, 1, 2),
        hardship_paid=0,
        living=Span(18, 3, 1),
        living_paid=0,
        nursing=Span(16, 2, 1),
        nursing_paid=0,
        old_age=26,
        old_age_left=4,
        centenarians=1,
        children=(Span(2, 0, 0), Span(4, 0, 1), Span(6, 1, 0)),
        insured=80,
        hole=None,
    ),
    population=Population(
        resident=(3_724, 13_521, 1_286, 1_350, 404, 371),
        registered_young=(2_813, 10_526),
        registered_60=88,
        growth=12,
    ),
    elder=Elder(3, 210, 4, 480, 528, 463, 3, 2, 1, 1, 4, 5, 1, 5, 10),
    governance=Governance(12, 6, 9, 11, 1, 10, 3, 24, 6, 3, 2, 1, 2, 4, 1),
    affairs=Affairs(
        homes=2,
        homes_begun=("150621",),
        commercial=2,
        public=2,
        marriages=(30, 28),
        divorces=(6, 4),
        reissued=(3, 3),
        other_cremations=(8, 9),
    ),
    money=Money(5, 42_100, ((2020, 12, 68_824), (2021, 10, 45_512)), 2013),
    mess=Mess(2, 1, 1),
)

COLLECTIONS = {target.name: target for target in (ORDOS_2021, SAMPLE)}
