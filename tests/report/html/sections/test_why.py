import numpy as np
import pytest

from sim.report.html.brief import brief
from sim.report.html.sections.why import BARS, contributions, explained, figures, largest, why
from sim.results import WITH, WITHOUT, LedgerRow, Stored
from tests.report.html.page import read
from tests.results.fake import meta, results

LEDGER = (
    LedgerRow("RUS", "KOR", "aid", "reciprocity", WITH, -0.10),
    LedgerRow("RUS", "KOR", "aid", "reciprocity", WITHOUT, -0.02),
    LedgerRow("RUS", "KOR", "", "structural_pull", WITHOUT, 0.01),
    LedgerRow("KOR", "RUS", "aid", "reciprocity", WITH, 0.5),
)


def test_contributions_are_with_less_without() -> None:
    books = contributions(LEDGER)
    assert books["RUS", "KOR"] == pytest.approx(
        {("aid", "reciprocity"): -0.08, ("", "structural_pull"): -0.01}
    )


def test_few_bars_the_largest_first_and_none_too_small_to_show() -> None:
    book = {(f"a{at}", "balance"): 0.01 * at for at in range(20)} | {("b", "balance"): -0.5}
    found = largest(book)
    assert found[0] == (("b", "balance"), -0.5)
    assert len(found) == BARS
    assert largest({("a", "balance"): 0.0004}) == []


def test_the_sum_is_the_shift_that_the_runs_themselves_show(stored: Stored) -> None:
    """The ledger against the histories: mean of atanh at the end, with less without."""
    ensemble = stored.results.ensemble
    ends = np.arctanh(ensemble.arrays["alignment"][:, :, -1].astype(np.float64)).mean(axis=1)
    shift = dict(zip(ensemble.labels["pair"], ends[0] - ends[1], strict=True))
    books = contributions(stored.results.ledger)
    assert len(explained(brief(stored.results, stored.facts))) > 5
    for (source, target), book in books.items():
        assert sum(book.values()) == pytest.approx(shift[f"{source}>{target}"], abs=2e-5)


def test_every_pair_that_shifts_can_be_chosen_and_has_its_panel(stored: Stored) -> None:
    told = brief(stored.results, stored.facts)
    top = read(why(told))
    pairs = [f"{row.source}>{row.target}" for row in explained(told)]
    assert [one.get("value") for one in top.all("option")] == pairs
    panels = [one for one in top.all("div") if one.get("data-panel")]
    assert [one.get("data-panel") for one in panels] == pairs
    assert set(figures(told)) > {f"why-{pairs[0].replace('>', '-')}"}


def test_deeds_stand_before_what_draws_back_and_the_page_says_what_a_bar_nets() -> None:
    told = brief(results(ledger=LEDGER), {})
    top = read(why(told))
    (fall,) = [one for one in top.all("svg") if "RUS>KOR" not in one.text and "ledger" in one.csv][
        :1
    ]
    names = [one.text for one in fall.all("text") if "q" not in one.get("class")]
    assert names.index("aid") < names.index("structural pull")
    assert "A bar nets two things" in top.text


def test_nothing_to_explain() -> None:
    assert "nothing to explain" in why(brief(results(shifts=()), {}))


def test_a_large_ensemble_says_what_its_ledger_is_a_mean_over() -> None:
    assert "first 2,000 pairs" in why(brief(results(meta=meta(runs=100_000)), {}))
    assert "first 2,000 pairs" not in why(brief(results(), {}))
