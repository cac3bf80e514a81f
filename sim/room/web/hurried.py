"""HTTP that waits for nobody: a request is there in time, and no address holds all connections."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from sim.room.web import limits


class Hurried(H11Protocol):
    """A connection that is closed when it has asked nothing for a while, however slowly it does so;
    and at once where its address, or the whole class, has too many."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take it in, unless there are too many."""
        super().connection_made(transport)
        of_one = sum(_client(one) == _client(self) for one in self.connections)
        if len(self.connections) > limits.CONNECTIONS or of_one > limits.CONNECTIONS_OF_ONE:
            transport.abort()
            return
        self.loop.call_later(limits.HELLO, self._still_there, None)

    def _still_there(self, last: Any) -> None:
        """``last`` is what it had asked when it was looked at before."""
        here = not self.transport.is_closing() and self.transport.get_protocol() is self
        if not here:
            return
        if self.cycle is last and (last is None or last.response_complete):
            self.transport.close()
            return
        self.loop.call_later(limits.HELLO, self._still_there, self.cycle)


def _client(connection: Any) -> str:
    """The address of a connection of either kind."""
    found = connection.transport.get_extra_info("peername") if connection.transport else None
    return str(found[0]) if found else ""
