"""Examples run on a dask cluster as they do on this machine, and its faults are told."""

from __future__ import annotations

import importlib.metadata
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import dask
import pytest
from distributed import Client, LocalCluster

from evidoc.running import cluster as clusters
from small_site import Site


@contextmanager
def local_cluster(workers: int, *, daemon: bool = False) -> Iterator[LocalCluster]:
    with (
        dask.config.set({"distributed.worker.daemon": daemon}),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=":0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def one_worker() -> Iterator[LocalCluster]:
    with local_cluster(1) as cluster:
        yield cluster


def test_a_cluster_gives_the_same_records(site: Site, one_worker: LocalCluster) -> None:
    before = site.tree()
    result = site.evidoc("run", "--all", "--cluster", one_worker.scheduler_address)
    assert result.exit_code == 0, result.output
    assert "4 run, 0 recorded, 4 as before" in result.output
    assert site.tree() == before


def test_a_cluster_that_does_not_answer_is_named(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distributed.client.Client.__init__", _refuse)
    result = site.evidoc("run", "--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    assert "Error: no cluster answers at tcp://127.0.0.1:9: refused" in result.output


def _refuse(*_: object, **__: object) -> None:
    raise OSError("refused")


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:notaport", "what://x:1"])
def test_an_address_that_is_none_is_named(site: Site, address: str) -> None:
    result = site.evidoc("run", "--cluster", address)
    assert result.exit_code == 1
    assert f"Error: no cluster answers at {address}: " in result.output
    assert "Traceback" not in result.output


def test_a_worker_of_another_version_is_named(
    site: Site, one_worker: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {"evidoc": "99.1", "numpy": "98.2"}
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: versions.get(name) or real(name)
    )
    before = site.tree()
    result = site.evidoc("run", "--all", "--cluster", one_worker.scheduler_address)
    assert result.exit_code == 1
    for name, version in versions.items():
        assert f"has {name} {real(name)}, this machine {version}: install the same" in result.output
    assert site.tree() == before


def test_a_worker_without_the_engine_is_named(
    site: Site, one_worker: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_SAME", ("nosuchengine",))
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "1.0")
    result = site.evidoc("run", "--all", "--cluster", one_worker.scheduler_address)
    assert result.exit_code == 1
    assert "lacks nosuchengine: install there what is installed here" in result.output


def test_workers_that_may_not_start_processes_are_told_how(site: Site) -> None:
    with local_cluster(1, daemon=True) as cluster:
        result = site.evidoc("run", "--all", "--cluster", cluster.scheduler_address)
    assert result.exit_code == 1
    assert "start it with DASK_DISTRIBUTED__WORKER__DAEMON=False" in result.output


def test_a_cluster_without_workers_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_WAIT", 2)
    with local_cluster(0) as cluster:
        result = site.evidoc("run", "--all", "--cluster", cluster.scheduler_address)
    assert result.exit_code == 1
    assert "has no workers: dask worker tcp://" in result.output


SLOW = "import time\n\ntime.sleep(1)\nanswer = {}\nprint(answer)\n"


@contextmanager
def worker_of(cluster: LocalCluster) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that nobody starts again, in a process of its own."""
    command = [sys.executable, "-m", "dask", "worker", cluster.scheduler_address]
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    with subprocess.Popen(
        [*command, "--no-nanny", "--no-dashboard", "--nthreads", "1", "--death-timeout", "60"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            yield worker
        finally:
            worker.kill()


@pytest.mark.parametrize("killed", [1, 2])
def test_what_a_killed_worker_ran_runs_on_another_or_is_told(site: Site, killed: int) -> None:
    for number in range(4):
        site.write(f"snippets/conv/slow{number}.py", SLOW.format(number))
    before = site.tree()
    with ExitStack() as stack:
        cluster = stack.enter_context(local_cluster(0))
        workers = [stack.enter_context(worker_of(cluster)) for _ in range(2)]
        client = stack.enter_context(Client(cluster.scheduler_address))
        client.wait_for_workers(2, timeout=120)
        command = [sys.executable, "-m", "evidoc.cli", "run", "--cluster"]
        run = subprocess.Popen(
            [*command, cluster.scheduler_address],
            cwd=site.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        stack.callback(run.kill)
        deadline = time.monotonic() + 120
        while not all(client.processing().values()):
            assert run.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.5)  # in the middle of an example
        for worker in workers[:killed]:
            worker.kill()
        said, _ = run.communicate(timeout=240)
    records = {name for name in site.tree() if name not in before}
    if killed == 1:
        assert run.returncode == 0, said
        assert "8 run, 8 recorded, 0 as before" in said
        assert records == {f"evidence/conv/slow{number}.json" for number in range(4)}
    else:
        assert run.returncode == 1, said
        assert "has lost its workers" in said
        assert "Traceback" not in said
    assert {name: data for name, data in site.tree().items() if name not in records} == before
    for name in records:
        number = name.removesuffix(".json")[-1]
        assert f'"{number}"' in site.read(name)
