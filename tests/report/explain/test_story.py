"""Every clause of a story is worked out again from the trace, and compared with what is said."""

import math
import re
from functools import lru_cache

import numpy as np
import pytest

from sim.binding import build_case
from sim.ledger import LATE, Trace, trace
from sim.report import words
from sim.report.explain.story import (
    MOVES,
    SMALLEST,
    VISIBLE,
    Sentence,
    Story,
    factor,
    tell,
)
from sim.results.conventions import TOLD
from sim.world.month import month_of
from sim.world.provenance import Register
from tests.study import desk

STEPS, SEED = 10, 1
RUNS = (0, 4, 7)


@lru_cache
def told(run: int) -> tuple[Story, Trace, Trace, tuple[str, ...]]:
    one = desk.asked()
    cases = [build_case(one.world, scenario) for scenario in one.both]
    ours, theirs = (trace(case, SEED, run, STEPS) for case in cases)
    pairs = cases[0].names.pairs
    return tell(ours, theirs, one.world, one.scenario, pairs), ours, theirs, pairs


@pytest.fixture(params=RUNS)
def story(request: pytest.FixtureRequest) -> tuple[Story, Trace, Trace, tuple[str, ...]]:
    return told(request.param)


Told = tuple[Story, Trace, Trace, tuple[str, ...]]


def test_every_deed_has_its_sentence_in_order(story: Told) -> None:
    found, ours, _, _ = story
    assert [(s.step, s.action) for s in found.sentences] == [(d.step, d.action) for d in ours.deeds]
    assert [s.month for s in found.sentences] == [
        month_of(desk.world().date, d.step) for d in ours.deeds
    ]


def test_who_does_what_is_the_world_s_own_title(story: Told) -> None:
    for sentence in story[0].sentences:
        action = desk.world().actions[sentence.action]
        name = desk.world().parties[action.owner].name
        assert sentence.text.startswith(f"{name} {action.title[:1].lower()}{action.title[1:]}; ")


def test_chances_are_those_of_the_trace(story: Told) -> None:
    found, ours, _, _ = story
    for sentence, deed in zip(found.sentences, ours.deeds, strict=True):
        assert sentence.scripted == deed.scripted
        said = re.search(
            r"(?:chance|would have been) ([<>\d]+%), ([<>\d]+%) in a normal", sentence.text
        )
        assert said is not None
        assert said.groups() == (words.percent(deed.probability), words.percent(deed.base_rate))
        assert ("scripted: its own chance would have been" in sentence.text) == deed.scripted


def test_reasons_are_the_tilts_with_their_sign_and_factor(story: Told) -> None:
    found, ours, _, _ = story
    motives = desk.asked().world.motives
    by_word = {f"{name}: {motive.because}": name for name, motive in motives.items()}
    for sentence, deed in zip(found.sentences, ours.deeds, strict=True):
        assert {r.motive: r.tilt for r in sentence.reasons} == dict(deed.reasons)
        said: dict[str, tuple[str, str]] = {}
        for side, lead in (("for it ", "for"), ("against it ", "against")):
            for clause in sentence.text.split("; "):
                if clause.startswith(side):
                    reasons = re.findall(
                        r"([^()]+?) \(odds x ([\d.]+?)\)", clause.removeprefix(side)
                    )
                    for word, ratio in reasons:
                        said[by_word[word.lstrip(", ")]] = (lead, ratio)
        strong = {motive: tilt for motive, tilt in deed.reasons.items() if abs(tilt) > TOLD}
        assert said.keys() == strong.keys()
        for motive, (lead, ratio) in said.items():
            tilt = deed.reasons[motive]
            assert lead == ("for" if tilt > 0.0 else "against")
            digits = 1 if tilt > 0.0 else 2
            assert float(ratio) == pytest.approx(math.exp(tilt), abs=0.5 * 10**-digits + 1e-12)


def test_what_moved_is_what_the_ledger_booked(story: Told) -> None:
    """Postings of the deed, in alignment: all of a step's postings make up its change."""
    found, ours, _, pairs = story
    alignment = np.tanh(ours.latent)
    apart = np.diff(ours.latent, axis=0)
    change = np.diff(alignment, axis=0) / np.where(apart == 0.0, 1.0, apart)
    for sentence in found.sentences:
        expected: dict[str, dict[str, float]] = {}
        for posting in ours.postings:
            entry = posting.entry
            if entry.action != sentence.action:
                continue
            if posting.step - (entry.mechanism in LATE) != sentence.step:
                continue
            pair = f"{entry.source}>{entry.target}"
            amount = posting.amount * float(change[posting.step - 1, pairs.index(pair)])
            by = expected.setdefault(pair, {})
            by[entry.mechanism] = by.get(entry.mechanism, 0.0) + amount
        moved = {f"{m.source}>{m.target}": dict(m.parts) for m in sentence.moved}
        assert moved.keys() == expected.keys()
        for pair, parts in moved.items():
            assert parts == pytest.approx(expected[pair], abs=1e-12)
        for one in sentence.moved:
            assert one.amount == pytest.approx(sum(amount for _, amount in one.parts))


def test_moves_are_said_with_their_sign_size_and_parts(story: Told) -> None:
    names = {code: party.name for code, party in desk.world().parties.items()}
    titles = {mechanism.title.lower(): name for name, mechanism in desk.world().mechanisms.items()}
    for sentence in story[0].sentences:
        said = re.findall(
            r"([A-Z][\w ]+ toward [\w ]+?) (rises|falls) by ([\d.]+) \(([^)]*)\)", sentence.text
        )
        due = [m for m in sentence.moved[:MOVES] if abs(m.amount) >= SMALLEST]
        assert len(said) == len(due)
        for (pair, verb, size, parts), moved in zip(said, due, strict=True):
            assert pair == f"{names[moved.source]} toward {names[moved.target]}"
            assert verb == ("rises" if moved.amount > 0.0 else "falls")
            assert float(size) == pytest.approx(abs(moved.amount), abs=5.1e-4)
            spelt = dict(part.rsplit(" ", 1) for part in parts.split(", "))
            shown = {name: amount for name, amount in moved.parts if abs(amount) >= VISIBLE}
            assert {titles[title] for title in spelt} == shown.keys()
            for title, amount in spelt.items():
                assert float(amount) == pytest.approx(shown[titles[title]], abs=5.1e-4)


def test_what_the_twin_does_and_does_not(story: Told) -> None:
    found, ours, theirs, _ = story
    done = {(deed.step, deed.action) for deed in ours.deeds}
    also = {(deed.step, deed.action) for deed in theirs.deeds}
    for sentence in found.sentences:
        assert sentence.alone == ((sentence.step, sentence.action) not in also)
        assert ("not so in this month without the scenario" in sentence.text) == sentence.alone
    assert {(one.step, one.action) for one in found.undone} == also - done
    assert {one.month for one in found.undone} == {
        month_of(desk.world().date, step) for step, _ in also - done
    }


def test_ends_are_those_of_the_traces(story: Told) -> None:
    found, ours, theirs, pairs = story
    for end in found.ends:
        column = pairs.index(f"{end.source}>{end.target}")
        assert end.with_ == pytest.approx(math.tanh(ours.latent[-1, column]))
        assert end.without == pytest.approx(math.tanh(theirs.latent[-1, column]))
    gaps = [abs(end.with_ - end.without) for end in found.ends]
    assert gaps == sorted(gaps, reverse=True)


def test_every_sentence_has_known_sources(story: Told) -> None:
    register: Register = desk.world().register
    scripted = {(e.step, e.action): e.sources for e in desk.asked().scenario.events}
    for sentence in story[0].sentences:
        action = desk.world().actions[sentence.action]
        expected = {*action.sources, *action.base_rate.sources}
        if sentence.scripted:
            expected |= set(scripted[sentence.step, sentence.action])
        assert set(sentence.sources) == expected
        assert sentence.sources
        assert [register.unknown(source) for source in sentence.sources] == [None] * len(
            sentence.sources
        )


def test_a_short_telling_leaves_out_usual_acts_only(story: Told) -> None:
    def usual(sentence: Sentence) -> bool:
        tilt = sum(reason.tilt for reason in sentence.reasons)
        felt = max((abs(moved.amount) for moved in sentence.moved), default=0.0)
        return not sentence.scripted and not sentence.alone and abs(tilt) < 0.41 and felt < 0.04

    for sentence in story[0].sentences:
        if not sentence.notable:
            assert usual(sentence)
        if sentence.scripted or sentence.alone:
            assert sentence.notable
    assert 0 < sum(s.notable for s in story[0].sentences) < len(story[0].sentences)


def test_factors() -> None:
    assert factor(math.log(4.14)) == "4.1"
    assert factor(math.log(0.824)) == "0.82"
    assert factor(0.0) == "1.0"
