"""How many digits of a comparison are shown: as many as its runs can tell."""

ALIGNMENT = 3  # after the point: a thousand runs tell a difference to about two thousandths


def of_shares(runs: int) -> int:
    """Return the digits of a percentage that so many runs can tell: none below 10,000."""
    return max(0, (len(str(runs)) - 1) // 2 - 1)
