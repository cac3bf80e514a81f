"""How much of anything a room takes, in all and from one address."""

from collections.abc import Callable
from dataclasses import dataclass, field

MESSAGE = 8192  # bytes of a message
SOCKETS = 200
SOCKETS_OF_ONE = 100  # a class behind one address
CONNECTIONS = 1500  # open at once, of whatever kind
CONNECTIONS_OF_ONE = 400  # a class behind one address, each phone fetching the page's files at once
FILES = 4096  # that the system may have open for it, where it lets us say
SEATS_OF_ONE = 40  # a class behind one address; some places are left to others
JOINS, JOINS_A_SECOND = 60.0, 1.0  # of one address
WRONG_CODES, WRONG_A_SECOND = 30.0, 0.2
MESSAGES, MESSAGES_A_SECOND = 40.0, 10.0  # of one socket
ALL, ALL_A_SECOND = 400.0, 80.0  # of all sockets of one address; what is more has to wait
ANSWERS, ANSWERS_A_SECOND = 30.0, 0.5  # of one seat: each is written to the disk, for good
ADDRESSES = 2000  # that are remembered
LINES, LINES_A_SECOND = 20.0, 0.5  # of the log about refusals
HELLO = 10.0  # seconds a socket may be silent at first


@dataclass
class Bucket:
    """So many at once, and so many a second after that."""

    size: float
    rate: float
    clock: Callable[[], float]
    level: float = field(init=False)
    at: float = field(init=False)

    def __post_init__(self) -> None:
        self.level, self.at = self.size, self.clock()

    def take(self) -> bool:
        """Whether one more is allowed; if so, it counts."""
        if not self.left():
            return False
        self.level -= 1.0
        return True

    def left(self) -> bool:
        """Whether one more would be allowed."""
        now = self.clock()
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return self.level >= 1.0


class Buckets:
    """A bucket for each address; the one used longest ago is forgotten when there are too many."""

    def __init__(self, size: float, rate: float, clock: Callable[[], float]) -> None:
        self._size, self._rate, self._clock = size, rate, clock
        self._of: dict[str, Bucket] = {}

    def of(self, address: str) -> Bucket:
        """The bucket of an address."""
        bucket = self._of.pop(address, None)
        if bucket is None:
            bucket = Bucket(self._size, self._rate, self._clock)
        self._of[address] = bucket
        if len(self._of) > ADDRESSES:
            self._of.pop(next(iter(self._of)))
        return bucket
