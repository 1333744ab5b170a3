"""Targets -> every person, roll, policy and cremation of a collection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..geography import weights
from ..people import Ints, People, Registry
from ..targets import Targets
from . import children, deaths, dibao, disability, elders, hardship
from .deaths import Deaths
from .elders import Insured
from .spans import Roster, born


@dataclass(frozen=True, slots=True)
class World:
    """All that the ledgers with people in them show."""

    targets: Targets
    people: People
    rolls: dict[str, Roster]
    children: Roster
    insured: Insured
    deaths: Deaths
    workers: Ints
    men: Ints
    women: Ints
    undated: int


def build(targets: Targets) -> World:
    """The same world for the same targets, always."""
    rng = np.random.default_rng(targets.seed)
    registry = Registry(rng)
    rolls = _rolls(rng, registry, targets)
    young = children.roster(rng, registry, targets)
    policies = elders.insured(rng, registry, targets, *_old_and_known(rolls, targets))
    late = _spoil(rng, registry, rolls, targets)
    gone = [_without(rolls["old_age"], late), _without(rolls["special_hardship"], late)]
    dead = deaths.cremations(rng, registry, targets, _alone(gone, rolls), late)
    workers = _adults(registry, targets, targets.governance.workers + 1, (23, 58))
    couples = sum(targets.affairs.marriages + targets.affairs.divorces + targets.affairs.reissued) + 1
    men = _adults(registry, targets, couples, (24, 60), male=1)
    women = _adults(registry, targets, couples, (22, 58), male=0, banner=registry.banners()[men])
    undated = int(_adults(registry, targets, 1, (70, 74))[0])
    return World(targets, registry.people(), rolls, young, policies, dead, workers, men, women, undated)


def _rolls(rng: np.random.Generator, registry: Registry, targets: Targets) -> dict[str, Roster]:
    months = len(targets.periods)
    rolls = _dibao(rng, registry, targets)
    rolls["special_hardship"] = hardship.roster(rng, registry, targets)
    _help_twice(rng, registry, rolls, targets)
    poor = np.concatenate([rolls[key].person[rolls[key].staying(months)] for key in rolls])
    rolls["old_age"] = elders.allowance(rng, registry, targets, np.unique(poor))
    on_dibao = np.concatenate(
        [rolls[k].person[rolls[k].staying(months)] for k in ("urban_dibao", "rural_dibao")]
    )
    living = disability.living(rng, registry, targets, on_dibao)
    old = rolls["old_age"].person[rolls["old_age"].staying(months)]
    old = np.setdiff1d(old, np.concatenate([living.person, on_dibao]))
    rolls["disability"] = disability.joined(living, disability.nursing(rng, registry, targets, living, old))
    return rolls


def _dibao(rng: np.random.Generator, registry: Registry, targets: Targets) -> dict[str, Roster]:
    goals, months = targets.rolls, len(targets.periods)
    homes = {
        kind: dibao.draw_households(rng, span, persons, weights(targets.banners, kind), months, kind)
        for kind, span, persons in (
            ("urban", goals.urban, goals.urban_persons),
            ("rural", goals.rural, goals.rural_persons),
        )
    }
    paid = dibao.amounts(homes, targets)
    return {f"{kind}_dibao": dibao.roster(rng, registry, homes[kind], paid[kind], targets) for kind in homes}


def _help_twice(
    rng: np.random.Generator, registry: Registry, rolls: dict[str, Roster], targets: Targets
) -> None:
    """Put a few people who stay on rural 低保 on the 特困 roll of their banner as well."""
    months, births = len(targets.periods), registry.births()
    poor, other = rolls["rural_dibao"], rolls["special_hardship"]
    staying = rng.permutation(poor.staying(months))
    able = staying[births[poor.person[staying]] > -11_000]
    for entry in able[: targets.mess.twice_helped]:
        places = other.staying(months)
        places = places[(other.banner[places] == poor.banner[entry]) & (other.person[places] >= 0)]
        free = next(p for p in places.tolist() if other.person[p] not in poor.person)
        other.person[free] = poor.person[entry]


def _old_and_known(rolls: dict[str, Roster], targets: Targets) -> tuple[Ints, Ints]:
    months = len(targets.periods)
    old = rolls["old_age"].person[rolls["old_age"].staying(months)]
    return old, np.unique(np.concatenate([r.person[r.staying(months)] for r in rolls.values()]))


def _members(rolls: dict[str, Roster]) -> dict[int, int]:
    persons, counts = np.unique(np.concatenate([r.person for r in rolls.values()]), return_counts=True)
    return dict(zip(persons.tolist(), counts.tolist(), strict=True))


def _spoil(rng: np.random.Generator, registry: Registry, rolls: dict[str, Roster], targets: Targets) -> Ints:
    """Pick people for wrong check digits, and people who stay on a roll after their cremation."""
    months, members = len(targets.periods), _members(rolls)
    alone = [
        [p for p in rng.permutation(r.person[r.staying(months)]).tolist()[:400] if members[p] == 1]
        for r in rolls.values()
    ]
    turns = [p for row in zip(*alone, strict=False) for p in row]
    bad = targets.mess.bad_ids
    registry.spoil(np.array(turns[:bad], dtype=np.int64))
    return np.array(turns[bad : bad + targets.mess.paid_after_cremation], dtype=np.int64)


def _without(roster: Roster, persons: Ints) -> Roster:
    keep = ~np.isin(roster.person, persons)
    return Roster(roster.person[keep], roster.start[keep], roster.end[keep], roster.banner[keep])


def _alone(gone: list[Roster], rolls: dict[str, Roster]) -> list[Roster]:
    """Only people of a single roll: nobody is to be paid elsewhere after the end."""
    members = _members(rolls)
    several = np.array([person for person, count in members.items() if count > 1], dtype=np.int64)
    return [_without(roster, several) for roster in gone]


def _adults(
    registry: Registry,
    targets: Targets,
    count: int,
    ages: tuple[int, int],
    *,
    male: int | None = None,
    banner: Ints | None = None,
) -> Ints:
    """New people between two ages, the younger ones more often."""
    shares = weights(targets.banners, "all")
    if banner is None:
        banner = registry.rng.choice(len(shares), count, p=shares / shares.sum())
    years = ages[0] + (ages[1] - ages[0]) * registry.rng.random(count) ** 2
    sex = None if male is None else np.full(count, male)
    return registry.add(banner, born((years * 365.25).astype(np.int64), targets.reporting), male=sex)
