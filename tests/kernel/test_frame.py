from dataclasses import fields

from sim.kernel.frame import Act, Frame, pair_number


def frame(*acts: Act) -> Frame:
    return Frame(actors=2, parties=3, theatres=0, levels=(1, 0), acts=acts)


def test_pairs_are_ordered_and_have_two_ends() -> None:
    pairs = frame().pairs
    assert pairs == ((0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1))
    assert [frame().pair(i, m) for i, m in pairs] == list(range(6))
    assert [pair_number(3, i, m) for i, m in pairs] == list(range(6))


def test_who_does_not_decide_sees_nobody() -> None:
    assert frame().seen == (0, 1, 2, 3)


def test_lines_hold_their_actions_in_order() -> None:
    acts = (Act(0, owner=0, line=0), Act(1, owner=1, line=1), Act(2, owner=1, line=1))
    assert frame(*acts).lines == ((0,), (1, 2))
    assert frame().lines == ()
    assert (frame(*acts).actions, frame().postures) == (3, 2)


def test_an_act_does_only_what_is_said_of_it() -> None:
    """And nothing goes on by itself: it needs no posture and comes in no spells."""
    said = {"k", "owner", "line"}
    plain = Act(0, owner=0, line=0)
    assert not [
        one.name for one in fields(Act) if one.name not in said and getattr(plain, one.name)
    ]
