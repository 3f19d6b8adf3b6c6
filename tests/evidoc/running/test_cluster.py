"""Examples run on a dask cluster as they do on this machine."""

from __future__ import annotations

import logging
import threading

import dask
import pytest
from distributed import LocalCluster

from evidoc.core.model import Job
from evidoc.running import cluster
from evidoc.running.schedule import run_many
from small_site import Site


def test_a_cluster_gives_the_same_records(site: Site) -> None:
    before = site.tree()
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            n_workers=1, threads_per_worker=2, dashboard_address=None, silence_logs=logging.ERROR
        ) as local,
    ):
        result = site.evidoc("run", "--all", "--cluster", local.scheduler_address)
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


def cluster_of(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers, threads_per_worker=2, dashboard_address=None, silence_logs=logging.ERROR
    )


def test_a_cluster_without_workers_is_named(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.5)
    with cluster_of(0) as empty:
        result = site.evidoc("run", "--all", "--cluster", empty.scheduler_address)
    assert result.exit_code == 1
    assert "has no workers: start some" in result.output


def test_workers_that_end_are_missed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 2)
    before = site.tree()
    site.replace("snippets/conv/quiet.py", "taps", "import time\n\ntime.sleep(50)\ntaps")
    edited = site.tree()
    with dask.config.set({"distributed.worker.daemon": False}), cluster_of(1) as dying:
        end = threading.Timer(3, dying.scale, (0,))
        end.start()
        result = site.evidoc("run", "conv/quiet", "--cluster", dying.scheduler_address)
        end.join()
    assert result.exit_code == 1
    assert "was sent: RuntimeError: no worker of the cluster is left" in result.output
    assert before != edited == site.tree()


def test_a_worker_that_lacks_the_engine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'evidoc'")

    monkeypatch.setattr("evidoc.running.schedule.run_one", lacks)
    (each,) = run_many([Job("a/b", "en", "", "x.py")])
    assert each[1].failure is not None
    assert each[1].failure.message == (
        "could not run where it was sent: ModuleNotFoundError: No module named 'evidoc'"
    )


def _refuse(*_: object, **__: object) -> None:
    raise OSError("refused")
