"""The same question under rival forms of the model, on the same draws."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.results.uncertainty import VariantIndicatorRow, VariantRow
from sim.study.compare.ends import effects, ends
from sim.study.ensemble.histogram import Histogram
from sim.study.ensemble.pairing import Pairing, arms_of, pair
from sim.study.ensemble.tally import ALIGNMENT_BIN, Moments
from sim.study.workers import in_order
from sim.world import Scenario, World
from sim.world.variant import MYOPIC, Variant

LOOKING_AHEAD = 10  # a form that looks ahead is asked with so many times fewer runs: it costs more
BLOCK = 500  # runs of every form that are compared together
PIECE = 50  # runs of a form that looks ahead in one task, so that threads can share it


@dataclass(frozen=True)
class Found:
    """What a block of pairs of runs shows under one form."""

    effects: Floats  # (target, run) with minus without: alignments, then indicators
    hits: NDArray[np.int64]  # (arm, indicator) runs in which it came true


@dataclass
class Form:
    """One form, ready to run, and what it has shown so far. Means are over targets."""

    variant: Variant
    pairing: Pairing
    wanted: int  # runs
    runs: int = 0
    effect: Moments = field(init=False)
    moved: Moments = field(init=False)  # from the world as it is
    apart: Moments = field(init=False)  # from the middle of all forms
    effect_bins: Histogram = field(init=False)
    hits: Floats = field(init=False)  # (arm, indicator)

    def __post_init__(self) -> None:
        pairs, watched = len(self.pairing.with_.names.seen_pairs), len(self.pairing.watches)
        self.effect, self.moved, self.apart = (Moments(pairs + watched) for _ in range(3))
        self.effect_bins = Histogram(pairs, -2.0, 2.0, ALIGNMENT_BIN)
        self.hits = np.zeros((2, watched))

    @property
    def looks_ahead(self) -> bool:
        """Whether its actors look ahead, which takes much longer."""
        return self.variant.decision != MYOPIC

    def add(self, found: Found, as_it_is: Floats, middle: Floats) -> None:
        """Add a block, seen beside the effects of others on the same draws."""
        runs = found.effects.shape[1]
        self.runs += runs
        self.hits += found.hits
        self.effect.add(found.effects)
        self.effect_bins.add(found.effects[: len(self.effect_bins.counts)])
        self.moved.add(found.effects - as_it_is[:, :runs])
        self.apart.add(found.effects - middle[:, :runs])


@dataclass(frozen=True)
class Task:
    """Some pairs of runs of the form of that number."""

    form: int
    first: int
    runs: int


def forms_of(world: World, scenario: Scenario, baseline: Scenario, runs: int) -> tuple[Form, ...]:
    """Every form of a scenario bound to its world, the world as it is first.

    In each form both arms have it; what either has switched off is no rival.
    """
    return tuple(
        Form(
            variant,
            pair(world, variant.of(scenario), variant.of(baseline)),
            runs if variant.decision == MYOPIC else -(-runs // LOOKING_AHEAD),
        )
        for variant in scenario.forms(world, baseline.off)
    )


def run_forms(forms: tuple[Form, ...], seed: int, steps: int, workers: int = 1) -> Iterator[int]:
    """Run every form with ``workers`` threads; yields how many pairs each task held."""
    plan = [
        [_tasks(form, number, first) for number, form in enumerate(forms)]
        for first in range(0, forms[0].wanted, BLOCK)
    ]
    tasks = [task for block in plan for of_form in block for task in of_form]
    given = (tuple(form.pairing for form in forms), seed, steps)
    results = in_order(_work, given, tasks, workers)
    for block in plan:
        found: list[Found | None] = []
        for of_form in block:
            pieces = []
            for task in of_form:
                pieces.append(next(results))
                yield task.runs
            found.append(_joined(pieces) if pieces else None)
        _add(forms, found)


def _tasks(form: Form, number: int, first: int) -> list[Task]:
    end = min(form.wanted, first + BLOCK)
    size = PIECE if form.looks_ahead else BLOCK
    return [Task(number, start, min(size, end - start)) for start in range(first, end, size)]


def _work(given: tuple[tuple[Pairing, ...], int, int], task: Task) -> Found:
    pairings, seed, steps = given
    pairing = pairings[task.form]
    drawn = arms_of(pairing.cases, seed, task.first, task.runs, steps)
    with_, without = (ends(arm, pairing.watches) for arm in drawn)
    hits = np.array([with_.hits.sum(axis=0), without.hits.sum(axis=0)])
    return Found(effects(with_, without), hits)


def _joined(pieces: list[Found]) -> Found:
    hits: NDArray[np.int64] = np.sum([piece.hits for piece in pieces], axis=0)
    return Found(np.concatenate([piece.effects for piece in pieces], axis=1), hits)


def _add(forms: tuple[Form, ...], found: list[Found | None]) -> None:
    """Add a block of every form; the middle is that of the forms that take part in every run."""
    always = [
        one.effects
        for form, one in zip(forms, found, strict=True)
        if one is not None and not form.looks_ahead
    ]
    middle = np.mean(always, axis=0)
    for form, one in zip(forms, found, strict=True):
        if one is not None:
            form.add(one, always[0], middle)


def spread(forms: tuple[Form, ...]) -> Floats:
    """(target,) variance over forms of the expected effect, each form counted alike.

    What the finite number of runs adds to it is taken off, as in an analysis of variance of forms
    by runs; an estimate below zero counts as 0.
    """
    if len(forms) < 2:
        return np.zeros_like(forms[0].apart.total)
    apart = np.array([form.apart.mean(form.runs) for form in forms])
    error = np.array([form.apart.error(form.runs) for form in forms])
    noise = np.nan_to_num(error**2).sum(axis=0) / (len(forms) - 1)
    between: Floats = np.maximum(0.0, apart.var(axis=0, ddof=1) - noise)
    return between


def variant_rows(forms: tuple[Form, ...]) -> tuple[VariantRow, ...]:
    """The effect on every alignment under every form."""
    return tuple(row for form in forms for row in _alignments(form))


def _alignments(form: Form) -> Iterator[VariantRow]:
    runs = form.runs
    effect, error = form.effect.mean(runs), form.effect.error(runs)
    moved, moved_error = form.moved.mean(runs), form.moved.error(runs)
    p10, p90 = form.effect_bins.quantile(0.1), form.effect_bins.quantile(0.9)
    for p, name in enumerate(form.pairing.with_.names.seen_pairs):
        source, target = name.split(">")
        yield VariantRow(
            variant=form.variant.id,
            source=source,
            target=target,
            effect=float(effect[p]),
            effect_p10=float(p10[p]),
            effect_p90=float(p90[p]),
            mc_error=float(error[p]),
            moved=float(moved[p]),
            moved_error=float(moved_error[p]),
            runs=runs,
        )


def variant_indicator_rows(forms: tuple[Form, ...]) -> tuple[VariantIndicatorRow, ...]:
    """The share of runs in which each indicator came true under every form."""
    return tuple(row for form in forms for row in _indicators(form))


def _indicators(form: Form) -> Iterator[VariantIndicatorRow]:
    runs, pairs = form.runs, len(form.pairing.with_.names.seen_pairs)
    with_, without = form.hits / runs
    difference, error = form.effect.mean(runs), form.effect.error(runs)
    moved, moved_error = form.moved.mean(runs), form.moved.error(runs)
    for i, watch in enumerate(form.pairing.watches):
        target = pairs + i
        yield VariantIndicatorRow(
            variant=form.variant.id,
            indicator=watch.indicator.id,
            title=watch.indicator.title,
            with_=float(with_[i]),
            without=float(without[i]),
            difference=float(difference[target]),
            mc_error=float(error[target]),
            moved=float(moved[target]),
            moved_error=float(moved_error[target]),
            runs=runs,
        )
