"""A made-up comparison, for tests of what is done with one."""

from sim.results import Notice
from sim.results.comparison import (
    CompareArmRow,
    CompareIndicatorRow,
    CompareMeta,
    CompareRow,
    Comparison,
    ContrastRow,
    IndicatorContrastRow,
    PartingRow,
)
from tests.results.fake import NAMES

SCENARIOS = ("lethal_aid", "technology_transfer")
INDICATORS = (  # id, title, shares: of the reference, of the first scenario, of the second
    ("aid", "South Korea's weapons go to Ukraine directly", 0.07, 1.0, 0.04),
    ("debate", "Seoul debates a bomb", 0.12, 0.306, 0.124),
    ("far", "Both move it, and alike", 0.10, 0.80, 0.79),
    ("near", "The two move it apart", 0.30, 0.25, 0.35),
    ("arms", "Russia's readiness to arm North Korea falls by a tenth of the whole", 0.1, 0.2, 0.2),
)


def comparison(runs: int = 1000, warnings: tuple[Notice, ...] = ()) -> Comparison:
    first, second = SCENARIOS
    numbers = {
        "end": -0.27,
        "reference_end": -0.23,
        "peak": -0.11,
        "peak_step": 3,
        "peak_error": 0.003,
    }
    effects = ((first, -0.0414, -0.13, 0.05), (second, -0.0166, -0.07, 0.03))
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
            own=("arms",),
            settled=("aid",),
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
            )
            for scenario, effect, low, high in effects
        )
        + tuple(CompareRow(s, "CHN", "JPN", 0, 0, 0.0, 0, 0, 0.0, 0.0, 0, 0) for s in SCENARIOS),
        indicators=tuple(
            CompareIndicatorRow(scenario, name, title, with_, without, with_ - without, 0.012, 0, 0)
            for name, title, without, *shares in INDICATORS
            for scenario, with_ in zip(SCENARIOS, shares, strict=True)
        ),
        contrasts=(
            ContrastRow(second, first, "RUS", "KOR", 0.0248, -0.06, 0.14, 0.004, 0.04, 6, 0.004),
            ContrastRow(second, first, "CHN", "JPN", 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0.0),
        ),
        indicator_contrasts=tuple(
            IndicatorContrastRow(second, first, name, theirs - ours, 0.012)
            for name, _, _, ours, theirs in INDICATORS
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
