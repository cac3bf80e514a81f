"""Programs in a room: each is asked for its month as soon as that begins, as in ``sim play``."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from sim.room.core.events import Program as Spoke
from sim.room.core.events import RefusedError
from sim.room.core.plan import DECIDING
from sim.room.core.state import Room
from sim.single.program import Program
from sim.single.seat import PassError, hello, read_answer, sees
from sim.world.problems import short

if TYPE_CHECKING:
    from sim.room.web.hub import Hub


class Programs:
    """The running programs of a room, by state; ``limit`` is the seconds each has for an answer.

    A month that is taken back, and a room that is taken up again, puts its month to them anew.
    Raises ``WorldError`` if one cannot be started.
    """

    def __init__(self, commands: Mapping[str, str], limit: float) -> None:
        self._running: dict[str, Program] = {}
        self._asked = Lock()  # held by whoever waits for answers
        try:
            for code, command in commands.items():
                self._running[code] = Program(command, limit)
        except BaseException:
            self.close()
            raise

    async def run(self, hub: "Hub") -> None:
        """Ask and answer for as long as the room is open."""
        await asyncio.gather(*(self._play(hub, code) for code in self._running))

    def due(self, room: Room) -> list[str]:
        """Those that have not answered to the month that is on."""
        here = room.phase in DECIDING
        return [code for code in self._running if here and code not in room.spoken]

    def kill(self) -> None:
        """End them all at once: who waits for an answer is told of a crash."""
        for program in self._running.values():
            program.kill()

    def close(self) -> None:
        """Leave none of them behind."""
        for program in self._running.values():
            program.close()

    async def _play(self, hub: "Hub", code: str) -> None:
        program = self._running[code]
        program.tell(hello(hub.game.model, code, program.limit, odds=False))
        while True:
            await hub.until(lambda room: code in self.due(room))
            said = await self._said(hub, code, program)
            if said is not None:
                with suppress(RefusedError):
                    await hub.submit(said)
                if said.fault:
                    hub.log(f"the program of {code} passes ({said.fault}): {said.wrong}")

    async def _said(self, hub: "Hub", code: str, program: Program) -> Spoke | None:
        """The answer to the month that is on; None where the room has gone elsewhere meanwhile."""
        asked = hub.room
        hub.game.follow(asked)
        actor = hub.game.model.actor(code)
        message = sees(actor, actor.options(), odds=False)
        try:
            line = await asyncio.to_thread(program.ask, message)
            if hub.room.months != asked.months or hub.room.phase not in DECIDING:
                return None
            hub.game.follow(hub.room)
            found = read_answer(line, hub.game.model.actor(code))
        except PassError as error:
            wrong = short(str(error))
            return Spoke(team=code, at=asked.question, fault=error.fault, wrong=wrong[:500])
        return Spoke(team=code, at=asked.question, choose=found.choose, because=found.because)
