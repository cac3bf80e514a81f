"""How many digits of a comparison are shown: as many as its runs can tell."""


def of_shares(runs: int) -> int:
    """Return the digits of a percentage that so many runs can tell: none below 10,000."""
    return max(0, (len(str(runs)) - 1) // 2 - 1)


def of_alignments(runs: int) -> int:
    """Return those of an alignment: a thousand runs tell a difference to about two thousandths."""
    return 3 + of_shares(runs)
