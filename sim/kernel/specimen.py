"""A small world in which every law does something: its forms are the forms of every world."""

from sim.kernel.frame import Act, Frame, Threat
from sim.kernel.program import Program, Vocabulary, program

ACTORS, THEATRES = 3, 2
WORDS = Vocabulary(
    strengths=(
        "rho", "sigma", "kappa", "omega", "displacement", "alpha", "doubt", "epsilon", "iota",
    ),
    motives=(
        "influence", "interest", "regard", "resolve", "retaliation", "reward", "self_help",
        "stability",
    ),
    memories=("assurance", "dependence", "expectation", "grievance", "resolve", "tension"),
)  # fmt: skip


def specimen(words: Vocabulary = WORDS) -> Program:
    """The program of the specimen, with its ledger."""
    actors = range(ACTORS)
    pairs = frozenset((i, j) for i in range(ACTORS + 1) for j in actors if i != j)
    allied = frozenset(pair for pair in pairs if pair[0] < ACTORS)
    frame = Frame(
        actors=ACTORS,
        parties=ACTORS + 1,
        theatres=THEATRES,
        levels=(0,),
        acts=tuple(_act(k) for k in range(2 * ACTORS)),
        threats=(Threat(triggers=(0,), promises=(1,), declarations=(2,), standing=True),),
        allied=allied,
        client=pairs,
    )
    return program(frame, words, frozenset(), ledger=True)


def _act(k: int) -> Act:
    owner = k % ACTORS
    others = tuple(m for m in range(ACTORS + 1) if m != owner)
    return Act(
        k=k,
        owner=owner,
        line=k // 2,
        impact=others,
        harms=frozenset(others),
        helps=frozenset(others),
        escalation=tuple(range(THEATRES)),
        transfer=(ACTORS,),
        reassurance=((owner + 1) % ACTORS,),
        pledge=((owner + 1) % ACTORS,),
        self_help=True,
        needs=((0, 0, 1),),
        moves=((0, 1),),
    )
