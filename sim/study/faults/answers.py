"""Who answers a deed, and by how much: crises, launches, technology, deeds that echo themselves."""

from collections.abc import Iterator, Mapping

from sim.kernel.arrays import Floats
from sim.results.conventions import AGAIN
from sim.results.faults import Reading
from sim.study.ensemble.run import run
from sim.study.faults.desk import AskedArm, Desk, seen
from sim.study.faults.reading import mean, ratio

MONTHS = 6  # from the first scripted deed on, in which reactions are counted
SHOWN = 5  # reactions that a screen shows
SURE = 2.0  # standard errors by which an act must have become more frequent to be one

CRISES = {"mutual_defence_invoked": "treaty invoked", "dprk_provocation": "fire at the border"}
IN_A_CRISIS = {
    "kor_answers_provocation": ("South Korea's own answer", "above 1"),
    "usa_kor_exercise": ("American drills with South Korea", "above 1"),
    "jpn_seeks_dprk_talks": ("Japan seeks talks with Kim", "not above 1"),
    "usa_summit_with_kim": ("an American summit with Kim", "not above 1"),
}
LAUNCHES = {"missile_launch": "short missile", "icbm_launch": "long missile"}
HOSTILE = {"KOR": "South Korea", "USA": "the United States", "JPN": "Japan"}
DRILL = "usa_kor_exercise"
IN_THE_RECORD = "1.11 to 1.25 (record)"

Acts = Mapping[str, Floats]
"""Action -> (run,) how often it is chosen."""


def crisis(desk: Desk) -> Iterator[Reading]:
    """Who answers a clash in Korea, and how."""
    for name, said in CRISES.items():
        with_, without = _reactions(desk, name)
        for action, (what, wanted) in IN_A_CRISIS.items():
            found = ratio(with_[action], without[action])
            yield Reading(f"{name}_{action}", f"{said}: {what}", "ratio", *found, wanted=wanted)
        rank = _order(with_, without).index("kor_answers_provocation") + 1
        what = f"{said}: rank of South Korea's answer among what is done more often"
        yield Reading(f"{name}_rank", what, "count", rank, wanted="among the first")


def technology(desk: Desk) -> Iterator[Reading]:
    """What Russian technology in North Korea leads to in the year after it."""
    name = "technology_transfer"
    first = max(step for step, _ in desk.deeds(desk.scenario(name))) + 1
    levels = {"debate": "Seoul debates a bomb", "hedge": "Seoul works toward a bomb"}
    found = desk.pair(
        name,
        *(seen(first, first + 11, posture="rok_nuclear", at_least=level) for level in levels),
        seen(first, first + 11, action=["prk_border_provocation", "prk_nuclear_test"]),
    )
    for (level, what), (with_, without) in zip(levels.items(), found[:-1], strict=True):
        chance = mean(with_ - without)
        yield Reading(
            level, f"{what} within a year", "ratio", *ratio(with_, without), wanted="above 1"
        )
        yield Reading(f"{level}_change", "the change of its chance", "difference", *chance)
    what = "North Korea fires at the border or tests a bomb"
    yield Reading("bold", what, "ratio", *ratio(*found[-1]), wanted="above 1")


def own_echo(desk: Desk) -> Iterator[Reading]:
    """How many scripted deeds are among the foremost reactions to themselves."""
    found = []
    for scenario in desk.shocks:
        told = run(
            desk.world,
            scenario,
            desk.scenario(scenario.against),
            runs=desk.runs,
            seed=desk.seed,
            steps=min(scenario.steps, max(step for step, _ in desk.deeds(scenario)) + MONTHS),
            workers=desk.workers,
        ).reactions
        answers = (row for row in told if row.because != AGAIN and row.extra > SURE * row.mc_error)
        foremost = sorted(answers, key=lambda row: row.baseline_rate - row.rate)[:SHOWN]
        deeds = {action for _, action in desk.deeds(scenario)}
        if any(row.action in deeds for row in foremost):
            found.append(scenario.id)
    what = f"scenarios in which a deed is among the {SHOWN} foremost reactions to itself"
    yield Reading("scenarios", what, "count", len(found), wanted="0", note=", ".join(found))
    with_, without = (each["kor_lethal_aid"] for each in _reactions(desk, "lethal_aid"))
    what = "further deliveries of lethal aid after the scripted one"
    yield Reading("aid", what, "ratio", *ratio(with_, without), wanted="told as a flow")


def launches(desk: Desk) -> Iterator[Reading]:
    """Routine answers to a launch, against the same months without one."""
    for name, said in LAUNCHES.items():
        ((step, action),) = desk.deeds(desk.scenario(name))
        quiet = AskedArm(name, idle=((desk.world.actions[action].instrument, step, step),))
        asked = {who: {"hostile_acts": f"{who}>PRK"} for who in HOSTILE}
        for who, what in {**asked, "drill": {"action": DRILL}}.items():
            with_, without = desk.read(
                [AskedArm(name), quiet], [seen(at, at, **what) for at in (step, step + 1)]
            )
            acts = f"hostile acts of {HOSTILE[who]}" if who in HOSTILE else "American drills"
            told, id_ = f"{said}: {acts}", f"{name}_{who}"
            both = ratio(with_[0] + with_[1] - without[0], without[1])
            wanted = IN_THE_RECORD if who in HOSTILE else "above 1"
            yield Reading(f"{id_}_both", f"{told}, both months", "ratio", *both, wanted=wanted)
            for n, when in enumerate(("same", "next")):
                found = ratio(with_[n], without[n])
                yield Reading(f"{id_}_{when}", f"{told}, {when} month", "ratio", *found)


def _reactions(desk: Desk, name: str) -> list[Acts]:
    """Acts from the first scripted deed on, with it and without."""
    scenario = desk.scenario(name)
    first = min(step for step, _ in desk.deeds(scenario))
    return desk.acts([AskedArm(name), AskedArm(scenario.against)], first, first + MONTHS - 1)


def _order(with_: Acts, without: Acts) -> list[str]:
    """All actions, those first that are surely taken more often, by how much."""
    return sorted(with_, key=lambda name: -_more(with_[name] - without[name]))


def _more(extra: Floats) -> float:
    value, error = mean(extra)
    assert value is not None
    return value if error is not None and value > SURE * error else min(0.0, value)
