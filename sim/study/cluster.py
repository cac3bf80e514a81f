"""Independent pieces of work on a cluster that stands already, their results in order.

The only file that knows dask.distributed, the extra ``cluster``.
"""

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sim.results import code_fingerprint
from sim.results.manifest import versions
from sim.study.workers import AHEAD, Given, Result, Stopped, Task, ordered

if TYPE_CHECKING:
    from distributed import Client

TIMEOUT = 5.0  # seconds in which a scheduler, and a first worker, must answer


class ClusterError(Exception):
    """There is no such cluster, or it may not do this work."""


def on_cluster(
    address: str,
    work: Callable[[Given, Task], Result],
    given: Given,
    tasks: Iterable[Task],
    stopped: Stopped | None = None,
) -> Iterator[Result]:
    """Yield ``work(given, task)`` for each task in turn, as :func:`in_order` does with threads.

    ``work`` is a function of a module; ``given`` travels to the cluster once. A worker that dies
    is replaced by another; one that runs other code is refused. Raises :class:`ClusterError`.
    """
    with _client(address) as client:
        from distributed.client import ClosedClientError

        lost = ClusterError(f"the scheduler at {address} no longer answers")

        def ended() -> bool:
            if client.status != "running":  # all that it was asked for is lost; waiting is in vain
                raise lost
            return stopped is not None and stopped()

        threads = _check_workers(client, address)
        # A result of the cluster itself: made anew where the worker that holds it dies.
        there = client.submit(pickle.loads, pickle.dumps(given), pure=False)
        pool = client.get_executor(pure=False)
        try:
            yield from ordered(
                lambda task: pool.submit(_work, _code(), work, there, task),
                tasks,
                AHEAD * threads,
                ended,
            )
        except (CancelledError, ClosedClientError) as error:
            raise lost from error
        finally:
            pool.shutdown(wait=False)


@contextmanager
def _client(address: str) -> Iterator["Client"]:
    """Connect, and say what is wrong if that cannot be done."""
    if find_spec("distributed") is None:
        raise ClusterError(
            "a cluster needs the package distributed, which is not installed. Install it with:"
            " python -m pip install 'alliance-sim[cluster]'"
        )
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    # What it has to say, it says by raising.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        get_address_host_port(address)  # a client that is given no address would linger
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(
            f"no scheduler answers at {address!r}. Start one with: dask scheduler. It prints its"
            " address, such as tcp://192.168.0.5:8786"
        ) from error
    try:
        yield client
    finally:
        client.close(timeout=TIMEOUT)


def _check_workers(client: "Client", address: str) -> int:
    """Refuse a cluster without workers, or with other code; return how many threads it has."""
    try:
        client.wait_for_workers(1, timeout=TIMEOUT)
    except TimeoutError as error:
        raise ClusterError(
            f"the scheduler at {address} has no worker. Start one with: dask worker {address}"
        ) from error
    for place, code in client.run(_code, on_error="return").items():
        if code != _code():
            raise _other_code(place)
    return sum(client.nthreads().values())


def _work(
    code: tuple[str, str], work: Callable[[Given, Task], Result], given: Given, task: Task
) -> Result:
    """Do a task on a worker; one that came later has not been asked for its code before."""
    if code != _code():
        from distributed import get_worker

        raise _other_code(get_worker().address)
    return work(given, task)


@cache
def _code() -> tuple[str, str]:
    """What must be equal for equal bits: the program, and the numpy under it."""
    return code_fingerprint(), versions()["numpy"]


def _other_code(place: Any) -> ClusterError:
    return ClusterError(
        f"the worker at {place} runs another version of alliance-sim or numpy, or has none. Install"
        " the same ones there"
    )
