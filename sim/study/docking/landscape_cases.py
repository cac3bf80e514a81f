"""Published tables of landscape theory: who, how big, who is drawn to whom, and what came out."""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats


@dataclass(frozen=True)
class SizedCase:
    """Parties with their sizes and mutual propensities (positive: drawn together)."""

    parties: tuple[str, ...]
    sizes: Floats  # (party,)
    propensity: Floats  # (party, party) symmetric


# Axelrod with Furnas, "ISIS Calcs": propensities of 20 February 2016, rated 1 to 5, 3 is none.
_SYRIA = {
    "US": (10, "0 2 2 5 4 2 1 1 4 2 4"),
    "Russia": (10, "2 0 4 2 3 3 1 3 2 2 4"),
    "Syria": (50, "2 4 0 1 2 4 1 4 1 2 3"),
    "Turkey": (10, "5 2 1 0 3 2 2 3 2 2 3"),
    "Saudi Arabia": (10, "4 3 2 3 0 1 1 3 3 2 3"),
    "Iran": (20, "2 3 4 2 1 0 2 5 3 2 2"),
    "ISIS": (100, "1 1 1 2 1 2 0 2 1 2 1"),
    "Hezbollah": (20, "1 3 4 3 3 5 2 0 3 2 3"),
    "Iraqi Kurds": (40, "4 2 1 2 3 3 1 3 0 2 3"),
    "Nusra": (10, "2 2 2 2 2 2 2 2 2 0 2"),
    "Baghdad": (50, "4 4 3 3 3 2 1 3 3 2 0"),
}
# Division (1: with the United States) -> energy, as published: the fifteen lowest ...
SYRIA_LOWEST = {
    "11121121121": -83200,
    "11111121121": -82400,
    "11121121111": -81200,
    "11122121121": -80600,
    "11111121111": -80000,
    "12212212212": -79800,
    "11112121121": -79800,
    "11122121111": -79000,
    "12212212222": -78200,
    "12222212212": -78200,
    "11121221121": -78000,
    "11111221121": -78000,
    "12121121121": -77800,
    "11112121111": -77800,
    "12211212212": -77600,
}
# ... and the first, every hundredth and the last but one of their list.
SYRIA_SAMPLE = {
    "12222222222": -4200,
    "12121122222": -40400,
    "11122221212": -42000,
    "12122112221": -40800,
    "11112212212": -56000,
    "11222111221": -43000,
    "12211221121": -65000,
    "11122121112": -60000,
    "12121111122": -34800,
    "11122111121": -16600,
    "11211112111": -33600,
    "11111112111": -1600,
}
SYRIA_FRUSTRATION = (
    -1900, -2200, -11500, -1500, -2100, -2400, -38000, -2200, -8800, -2100, -10500,
)  # fmt: skip
WEAK_SYRIA = 10.0  # its size in the second run; everything else as before
WEAK_SYRIA_LOWEST = ("11111121121", -65600)


def syria(own_size: float | None = None) -> SizedCase:
    """The parties to the wars in Syria and Iraq, 2016; ``own_size`` replaces Syria's."""
    ratings = np.array([row.split() for _, row in _SYRIA.values()], dtype=np.float64)
    sizes = np.array([size for size, _ in _SYRIA.values()], dtype=np.float64)
    if own_size is not None:
        sizes[list(_SYRIA).index("Syria")] = own_size
    propensity = np.where(np.eye(len(sizes), dtype=np.bool_), 0.0, ratings - 3.0)
    return SizedCase(tuple(_SYRIA), sizes, propensity)


# Glynne-Jones's simplified replication for 1938: main religion (Protestant, Catholic, Orthodox,
# atheist), government (democratic, fascist or authoritarian, communist), share of the world's
# material capabilities (Correlates of War), conflicts since 1900 with those named after it.
_EUROPE = {
    "Britain": ("P", "D", 0.077787, "Germany Hungary"),
    "Czechoslovakia": ("C", "D", 0.013048, "Germany Hungary Poland"),
    "Denmark": ("P", "D", 0.001991, ""),
    "Estonia": ("P", "D", 0.000611, "Germany USSR"),
    "Finland": ("P", "D", 0.001926, "USSR"),
    "France": ("C", "D", 0.045569, "Germany Hungary"),
    "Germany": (
        "P",
        "F",
        0.154222,
        "Greece Italy Latvia Lithuania Poland Portugal Romania USSR Yugoslavia",
    ),
    "Greece": ("O", "F", 0.003725, "Hungary"),
    "Hungary": ("C", "D", 0.004694, "Italy Poland Portugal Romania USSR Yugoslavia"),
    "Italy": ("C", "F", 0.031849, "Yugoslavia"),
    "Latvia": ("P", "F", 0.001261, "USSR"),
    "Lithuania": ("C", "F", 0.001132, "Poland"),
    "Poland": ("C", "F", 0.019573, "USSR Yugoslavia"),
    "Portugal": ("C", "F", 0.002674, "USSR"),
    "Romania": ("O", "D", 0.008126, ""),
    "USSR": ("A", "K", 0.164359, ""),
    "Yugoslavia": ("O", "D", 0.006346, ""),
}
EUROPE_RIGHT = 12  # of 17 that the replication puts on the side they took
# The side against Germany: the optimum of Axelrod and Bennett for 1936, and as the war came.
EUROPE_FORETOLD = frozenset(
    ("Britain", "Czechoslovakia", "Denmark", "France", "Greece", "USSR", "Yugoslavia")
)
EUROPE_ALLIED = EUROPE_FORETOLD | {"Poland", "Portugal"}


def europe() -> SizedCase:
    """Seventeen powers of Europe in 1938, with the simplified propensities of the replication."""
    names = tuple(_EUROPE)
    conflict = np.array(
        [[float(b in _EUROPE[a][3].split()) for b in names] for a in names], dtype=np.float64
    )
    alike = [
        np.array([[1.0 if _EUROPE[a][t] == _EUROPE[b][t] else -1.0 for b in names] for a in names])
        for t in (0, 1)
    ]
    propensity = (
        1.0 + alike[0] + alike[1] - 2.0 * (conflict + conflict.T)
    )  # 1: ethnicity, never set
    return SizedCase(
        parties=names,
        sizes=np.array([size for _, _, size, _ in _EUROPE.values()]) * 100.0,
        propensity=np.where(np.eye(len(names), dtype=np.bool_), 0.0, propensity),
    )
