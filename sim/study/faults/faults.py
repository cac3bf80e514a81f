"""The known faults, in words that stay as they are, each with its measure."""

from sim.results.faults import MeasuredFault, Measurement
from sim.study.faults import answers, claims, possible, rates, shifts, threats
from sim.study.faults.desk import Desk
from sim.study.faults.fault import Measurable
from sim.study.progress import Progress, untold


def measured(desk: Desk, report: Progress = untold) -> Measurement:
    """Put every measure to the model; ``report`` is told how many are done.

    Raises ``WorldError`` where a scenario that is asked does not load.
    """
    found = []
    for done, fault in enumerate(FAULTS, 1):
        found.append(MeasuredFault(fault, tuple(fault.measure(desk))))
        report(done)
    return Measurement(desk.world, desk.runs, desk.seed, tuple(found))


FAULTS = (
    Measurable(
        number=1,
        asked="Does a warning deter?",
        found=(
            "A warning could only provoke: a threat weighed with its author once it was defied, "
            "and never with the one it was meant to stop. What the sources have in mind is a "
            "warning that deters."
        ),
        how=(
            "After the pact Seoul puts its ban on lethal aid under review in month 2. Russia warns "
            "it in months 3 to 5, or says nothing to it in these months."
        ),
        main="change",
        measure=threats.warning,
    ),
    Measurable(
        number=2,
        asked="Does a single shock keep its sign?",
        found=(
            "Deeds done once cancelled themselves: they became expected, and their absence then "
            "counted as a deed of the other sign. In the record the tone of a pair persists "
            "after a shock."
        ),
        how=(
            "Every scenario that scripts deeds, against what it is compared with: mean shifts "
            f"of all alignments above {shifts.LARGE} in the first {shifts.SOON} months, and "
            f"their sign {shifts.LATER} months after the last deed. Some may turn for what "
            "others do in return."
        ),
        main="share",
        measure=shifts.habit,
    ),
    Measurable(
        number=3,
        asked="Do levels matter?",
        found=(
            "A Russia that leans wholly on China acted as any other: what is set otherwise was "
            "taken for what is usual, and only departures from the usual count."
        ),
        how="`russia_leans_on_china` against the pact as it was.",
        main="largest",
        measure=shifts.levels,
    ),
    Measurable(
        number=4,
        asked="Is a crisis answered by those it hurts?",
        found=(
            "After a clash Japan and America sought talks with Kim, and Seoul's own answer and the "
            "drills with it became rarer: the wish for calm held back the victim as well."
        ),
        how=(
            "Two scenarios of a clash, against the pact without it: acts in the six months from "
            "the first shot on, those that are scripted left out."
        ),
        main="mutual_defence_invoked_kor_answers_provocation",
        measure=answers.crisis,
    ),
    Measurable(
        number=5,
        asked="Is a joint deed held against both who do it?",
        found=(
            "North Korean troops in Russia's war hardly turned Seoul from Russia, since a deed has "
            "one owner; and what Russia owes for them was gone after a year."
        ),
        how="`troops_to_russia` against the pact without it; ranks are by size of the mean shift.",
        main="rank",
        measure=shifts.joint_deed,
    ),
    Measurable(
        number=6,
        asked="Does the first domino fall?",
        found=(
            "The pact hardly moved Seoul to review its ban on lethal aid. It did so the next day."
        ),
        how=(
            "The pact against a world without it: the chance that the ban comes to be under "
            "review, or goes further."
        ),
        main="pact_3",
        measure=threats.first_domino,
    ),
    Measurable(
        number=7,
        asked="Does technology change what a state can do, and others fear?",
        found=(
            "Technology changed nothing material, so that the last domino, a bolder and abler "
            "North and then a bomb in Seoul, had no road."
        ),
        how="`technology_transfer` against the pact without it, over the year after the transfer.",
        main="hedge",
        measure=answers.technology,
    ),
    Measurable(
        number=8,
        asked="Does a review that nothing follows lapse?",
        found=(
            "A review of the ban stood for good: with the known months to December 2024 given, "
            "South Korean lethal aid in 2025 was several times as likely as without a review."
        ),
        how=(
            "Known deeds of June to December 2024 are given, Seoul's line on aid does nothing but "
            "announce the review in June, and everybody is free in 2025. With nobody reacting, "
            "every motive is off and base rates alone decide."
        ),
        main="aid",
        measure=threats.standing_review,
    ),
    Measurable(
        number=9,
        asked="Can what happened happen?",
        found=(
            "Workers could not follow troops, and a review could not be announced twice: a lower "
            "rung was barred once a higher one stood."
        ),
        how="Each is scripted; 1 if the world lets it stand.",
        main="labour_after_troops",
        measure=possible.barred,
    ),
    Measurable(
        number=10,
        asked="Is a deed told as a reaction to itself?",
        found=(
            "Deliveries of lethal aid after the first were told as answers to it, eleven times as "
            "likely as without it. They are a flow once the decision stands."
        ),
        how=(
            f"Every scenario that scripts deeds: the {answers.SHOWN} acts that are surely taken "
            f"more often, by how much, in the {answers.MONTHS} months from the first deed on."
        ),
        main="scenarios",
        measure=answers.own_echo,
    ),
    Measurable(
        number=11,
        asked="Are launches answered as a matter of routine?",
        found=(
            "Hostile acts after a launch rose by 1 to 5 %. In the record they rise by 11 to 25 %, "
            "and nothing in the laws stood for standing procedures."
        ),
        how=(
            "A launch in one month, against the same month without any; all answers are free. The "
            "record counts the days after a launch, which can lie in either month: so what both "
            "months have beyond the ordinary is set against one ordinary month."
        ),
        main="icbm_launch_KOR_both",
        measure=answers.launches,
    ),
    Measurable(
        number=12,
        asked="Do patrons bid for their client, and answer for it?",
        found=(
            "Claims that the pact costs China friends, that Beijing bids against Moscow, and that "
            "Moscow seeks a counterweight to Beijing came out the wrong way."
        ),
        how=(
            "The tests of these claims, and of others with the same sources ([claims](claims.md)): "
            "the probability over draws of all values that the model agrees."
        ),
        main="china_gains_no_friends",
        measure=claims.contradicted,
    ),
    Measurable(
        number=13,
        asked="Can the tests of claims tell anything?",
        found=(
            "More than half of them agreed with the signs of all impacts shuffled, so that "
            "agreement with them proved little."
        ),
        how=(
            f"All tests on the model, and on {claims.SHUFFLES} worlds in which the signs of all "
            f"impacts are dealt out anew, {claims.DRAWS} draws each."
        ),
        main="shuffled",
        measure=claims.null,
    ),
    Measurable(
        number=14,
        asked="Do launches come in spells?",
        found=(
            "They came evenly, but for declared halts. In the record there are years full of "
            "launches and years without any."
        ),
        how=(
            f"{rates.YEARS} years of the world at rest, and the {rates.YEARS} whole years of the "
            "record before its date: months with a launch of any kind."
        ),
        main="lag",
        measure=rates.spells,
    ),
    Measurable(
        number=15,
        asked="How large are shifts?",
        found=(
            "Shifts of a few hundredths mean nothing to a reader who has no yardstick, and are "
            "small beside shocks of the past."
        ),
        how="The largest mean shift of any alignment over all scenarios, each over its own months.",
        main="way",
        measure=shifts.sizes,
    ),
    Measurable(
        number=16,
        asked="How likely is a nuclear test?",
        found=(
            "A third of all runs saw one within 18 months with nothing scripted at all: the rate "
            "averages over a stop of almost seven years."
        ),
        how="The share of runs in which North Korea tests a nuclear weapon.",
        main="baseline",
        measure=rates.nuclear_test,
    ),
    Measurable(
        number=17,
        asked="Do replies also hold back?",
        found=(
            "Replies pushed one way: they made every danger likelier, and pushed far more acts "
            "than they held back."
        ),
        how=(
            "The history of question 8 with the review, and the free year after it, against the "
            "same in which nobody reacts, and against a world in which nothing is scripted."
        ),
        main="prk_nuclear_test_after",
        measure=rates.replies,
    ),
    Measurable(
        number=18,
        asked="Does one escalatory act set off more than one?",
        found=(
            "Not at the start, but after lethal aid: see [what the model cannot "
            "tell](limits.md#what-the-laws-build-in). No fault by itself; any change of the laws "
            "moves it."
        ),
        how="R, as `sim diagnose` finds it, over draws of all values.",
        main="height",
        measure=rates.escalation,
    ),
)
