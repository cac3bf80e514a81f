"""``uncertainty``: an effect's four kinds of doubt, kept apart."""

from collections.abc import Iterator

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.uncertainty import ALIGNMENT, INDICATOR, EffectKind, Uncertainty, VarianceRow
from sim.study.progress import Progress
from sim.study.uncertainty.forms import (
    Form,
    forms_of,
    run_forms,
    spread,
    variant_indicator_rows,
    variant_rows,
)
from sim.study.uncertainty.variance import (
    FEWEST_DRAWS,
    MOST_DRAWS,
    REPEATS,
    components,
    crossed,
    share_error,
    shares,
)
from sim.world import Scenario, World


def uncertainty(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    runs: int = 1000,
    seed: int = 0,
    steps: int | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Uncertainty:
    """Ask a question of every form of the model, and split the variance of each effect.

    The forms are the scenario's own ``variants`` or the default ones
    (:func:`sim.world.variant.default_variants`); all share the draws of ``runs`` pairs of runs, of
    which a form that looks ahead takes a tenth. Chance and values are told apart by
    :data:`REPEATS` courses of chance for each of ``runs / REPEATS`` parameter draws. ``workers``
    threads share the work and change no bit.
    """
    steps = scenario.steps if steps is None else steps
    forms = forms_of(world, scenario, baseline, runs)
    draws, done = draws_of(runs), 0
    for count in run_forms(forms, seed, steps, workers):
        done += count
        if progress is not None:
            progress(done)
    cells = np.empty((draws, REPEATS, len(forms[0].effect.total)))
    for part, found in crossed(forms[0].pairing, seed, draws, REPEATS, steps):
        cells[part] = found
        if progress is not None:
            progress(done + part.stop * REPEATS)
    return Uncertainty(
        variants=variant_rows(forms),
        indicators=variant_indicator_rows(forms),
        variance=_rows(forms, cells),
        draws=draws,
        repeats=REPEATS,
    )


def work(world: World, scenario: Scenario, baseline: Scenario, runs: int) -> int:
    """How many pairs of runs :func:`uncertainty` makes, for a progress bar."""
    forms = forms_of(world, scenario, baseline, runs)
    return sum(form.wanted for form in forms) + draws_of(runs) * REPEATS


def draws_of(runs: int) -> int:
    """How many parameter draws split the variance where ``runs`` pairs of runs are asked for."""
    return min(MOST_DRAWS, max(FEWEST_DRAWS, runs // REPEATS))


def _rows(forms: tuple[Form, ...], cells: Floats) -> tuple[VarianceRow, ...]:
    as_it_is = forms[0]
    form, found = spread(forms), components(cells).not_negative()
    share, error = shares(found, form), share_error(cells, form)
    effect, mc_error = as_it_is.effect.mean(as_it_is.runs), as_it_is.effect.error(as_it_is.runs)
    deviation = np.sqrt(np.stack([found.parameters, found.chance, form]))
    return tuple(
        VarianceRow(
            target=target,
            kind=kind,
            effect=float(effect[t]),
            mc_error=float(mc_error[t]),
            sd_parameters=float(deviation[0, t]),
            sd_chance=float(deviation[1, t]),
            sd_form=float(deviation[2, t]),
            share_parameters=_known(share[0, t]),
            share_chance=_known(share[1, t]),
            share_form=_known(share[2, t]),
            share_error=_known(error[t]),
        )
        for t, (target, kind) in enumerate(_targets(as_it_is))
    )


def _targets(form: Form) -> Iterator[tuple[str, EffectKind]]:
    for pair in form.pairing.with_.names.seen_pairs:
        yield pair, ALIGNMENT
    for watch in form.pairing.watches:
        yield watch.indicator.id, INDICATOR


def _known(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
