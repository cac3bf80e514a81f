"""Months as YYYY-MM, and steps of a month."""


def next_month(month: str, steps: int = 1) -> str:
    """The month so many steps later (earlier, if below 0)."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + steps, 12)
    return f"{year:04d}-{number + 1:02d}"


def month_of(start: str, step: int) -> str:
    """The month of a step as YYYY-MM; step 1 is the month ``start``."""
    return next_month(start, step - 1)


def months_between(first: str, last: str) -> int:
    """How many months lie between two: 0 for the same, below 0 if the last comes first."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
