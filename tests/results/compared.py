"""A made-up comparison, for tests of what is done with one."""

from sim.results import Notice
from sim.results.comparison import (
    CompareArmRow,
    CompareIndicatorRow,
    CompareMeta,
    CompareRow,
    Comparison,
    PartingRow,
)
from tests.results.fake import NAMES

SCENARIOS = ("lethal_aid", "technology_transfer")


def comparison(runs: int = 1000, warnings: tuple[Notice, ...] = ()) -> Comparison:
    first, second = SCENARIOS
    numbers = {
        "end": -0.27,
        "reference_end": -0.23,
        "peak": -0.11,
        "peak_step": 3,
        "peak_error": 0.003,
    }
    alike = {"contrast": 0.0, "contrast_p10": 0.0, "contrast_p90": 0.0, "contrast_error": 0.0}
    apart = {
        "contrast": 0.025,
        "contrast_p10": -0.06,
        "contrast_p90": 0.14,
        "contrast_error": 0.004,
    }
    effects = (
        (first, -0.041, -0.13, 0.05, alike),
        (second, -0.016, -0.07, 0.03, apart),
    )
    return Comparison(
        meta=CompareMeta(
            scenarios=SCENARIOS,
            titles=("South Korea sends lethal aid", "Russia transfers technology"),
            reference="pact",
            reference_title="The treaty of 19 June 2024",
            world="northeast_asia_2024",
            start="2024-06",
            step_unit="month",
            runs=runs,
            seed=0,
            steps=18,
            names=NAMES,
        ),
        alignments=tuple(
            CompareRow(
                scenario=scenario,
                source="RUS",
                target="KOR",
                effect=effect,
                effect_p10=low,
                effect_p90=high,
                mc_error=0.003,
                **numbers,  # type: ignore[arg-type]
                **contrast,
            )
            for scenario, effect, low, high, contrast in effects
        )
        + tuple(
            CompareRow(s, "CHN", "JPN", 0, 0, 0.0, 0, 0, 0.0, 0.0, 0, 0, 0, 0, 0, 0)
            for s in SCENARIOS
        ),
        indicators=(
            CompareIndicatorRow(
                first, "debate", "Seoul debates a bomb", 0.31, 0.12, 0.19, 0.012, 0.2, 0.01, 0, 0
            ),
            CompareIndicatorRow(
                second, "debate", "Seoul debates a bomb", 0.12, 0.12, 0.0, 0.0, 0, 0, -0.19, 0.012
            ),
        ),
        arms=(
            CompareArmRow(first, "South Korea sends lethal aid", 0.999, 2.0, 0.98, 4.0),
            CompareArmRow(second, "Russia transfers technology", 0.0, None, 0.0, None),
        ),
        partings=(
            PartingRow(
                first,
                False,
                "KOR",
                "kor_reviews",
                "Reviews its ban",
                "with",
                True,
                False,
                0.96,
                2.0,
            ),
            PartingRow(
                first, False, "KOR", "kor_shells", "Lends shells", "without", True, True, 0.12, 3.0
            ),
            PartingRow(
                first,
                True,
                "RUS",
                "rus_arms",
                "Arms North Korea",
                "without",
                False,
                False,
                0.15,
                4.0,
            ),
        ),
        warnings=warnings,
    )
