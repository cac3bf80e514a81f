from sim.world.posture import Posture, Requirement


def posture(**keys: object) -> Posture:
    raw = {"title": "X", "owner": "KOR", "levels": ("low", "middle", "high"), **keys}
    return Posture.model_validate(raw)


def test_start_is_the_first_level_unless_said() -> None:
    assert posture().start == "low"
    assert posture(start="middle").start == "middle"


def test_requirement() -> None:
    levels = ("low", "middle", "high")

    def met(**ends: str) -> list[bool]:
        need = Requirement.model_validate({"posture": "x", **ends})
        return [need.met(posture(), level) for level in levels]

    assert met(at_least="middle") == [False, True, True]
    assert met(at_most="middle") == [True, True, False]
    assert met(at_least="middle", at_most="middle") == [False, True, False]


def test_requirement_in_words() -> None:
    need = Requirement.model_validate({"posture": "x", "at_least": "low", "at_most": "high"})
    assert str(need) == "x at least low and at most high"
