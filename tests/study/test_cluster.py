"""More than one machine: the same bits, also when a worker dies; what cannot be used is refused."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import pytest

import sim
from sim.study import cluster as clusters
from sim.study.cluster import ClusterError, on_cluster
from sim.study.ensemble.blocks import BLOCK
from sim.study.ensemble.grow import Grown, UnfinishedError, grow
from sim.study.ensemble.pairing import Pairing
from sim.world import World, load_scenario
from tests.study.same import same

if TYPE_CHECKING:
    from distributed import LocalCluster

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

STEPS, RUNS = 2, 5 * BLOCK


@pytest.fixture(scope="module")
def machines() -> Iterator["LocalCluster"]:
    """Two processes on this machine, as two workers elsewhere would be."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as found:
        yield found


@pytest.fixture(scope="module")
def whole(pairing: Pairing) -> Grown:
    return grow(pairing, 5, RUNS, STEPS)


@pytest.mark.slow
def test_a_worker_that_dies_changes_no_bit(
    machines: "LocalCluster", pairing: Pairing, whole: Grown
) -> None:
    told = []

    def kill_one(finished: int) -> None:
        told.append(finished)
        if finished == BLOCK:
            os.kill(next(iter(machines.workers.values())).pid, signal.SIGKILL)

    found = grow(pairing, 5, RUNS, STEPS, kill_one, cluster=machines.scheduler_address)
    assert told == list(range(BLOCK, RUNS + 1, BLOCK))
    assert same(found, whole)


@pytest.mark.slow
def test_a_scheduler_that_dies_is_told_at_once(pairing: Pairing) -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = _started("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
    worker = _started("dask_worker", address, "--nthreads", "1", "--no-nanny")

    def kill_it(finished: int) -> None:
        if finished == BLOCK:
            scheduler.kill()

    try:
        with pytest.raises(
            UnfinishedError, match=rf"\(the scheduler at {address} no longer answers"
        ):
            grow(pairing, 5, 50 * BLOCK, STEPS, kill_it, cluster=_answering(address))
    finally:
        for one in (worker, scheduler):
            one.kill()
            one.wait()


def _started(command: str, *arguments: str) -> "subprocess.Popen[bytes]":
    line = [sys.executable, "-m", f"distributed.cli.{command}", *arguments, "--no-dashboard"]
    where = {**os.environ, "PYTHONPATH": str(Path(sim.__file__).parents[1])}
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(line, env=where, stdout=nowhere, stderr=nowhere)


def _answering(address: str) -> str:
    """The address, once a scheduler with a worker is there."""
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    return address


def test_an_interrupt_keeps_what_is_finished(machines: "LocalCluster", pairing: Pairing) -> None:
    def interrupt(finished: int) -> None:
        if finished == BLOCK:
            signal.raise_signal(signal.SIGINT)

    address = machines.scheduler_address
    found = grow(pairing, 5, 12 * BLOCK, STEPS, interrupt, cluster=address)
    assert BLOCK <= found.tally.runs < 12 * BLOCK
    assert same(found, grow(pairing, 5, found.tally.runs, STEPS))


def too_much(_given: None, _task: int) -> None:
    raise MemoryError


def test_what_fails_there_is_raised_here(machines: "LocalCluster") -> None:
    with pytest.raises(MemoryError):
        list(on_cluster(machines.scheduler_address, too_much, None, range(3)))


def test_other_code_is_refused(
    machines: "LocalCluster", pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_code", lambda: ("other", "1.0"))
    with pytest.raises(ClusterError, match="another version of alliance-sim"):
        grow(pairing, 5, RUNS, STEPS, cluster=machines.scheduler_address)


def test_a_worker_that_came_later_is_refused_too(
    machines: "LocalCluster", pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_code", lambda: ("other", "1.0"))
    monkeypatch.setattr(clusters, "_check_workers", lambda _client, _address: 2)
    with pytest.raises(ClusterError, match="the worker at tcp://"):
        grow(pairing, 5, RUNS, STEPS, cluster=machines.scheduler_address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "", "http://127.0.0.1:1"])
def test_nobody_answers(world: World, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "TIMEOUT", 0.2)
    scenario = load_scenario("lethal_aid", world)
    with pytest.raises(ClusterError, match="no scheduler answers at") as told:
        sim.run(scenario, "pact", world=world, runs=5, cluster=address)
    assert "\n" not in str(told.value)


def test_nobody_works(pairing: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(clusters, "TIMEOUT", 0.5)
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty,
        pytest.raises(ClusterError, match="has no worker"),
    ):
        grow(pairing, 5, RUNS, STEPS, cluster=empty.scheduler_address)


def test_without_the_extra_it_says_how_to_install_it(
    pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "find_spec", lambda _name: None)
    with pytest.raises(ClusterError, match=r"pip install 'alliance-sim\[cluster\]'"):
        grow(pairing, 5, RUNS, STEPS, cluster="tcp://127.0.0.1:1")
