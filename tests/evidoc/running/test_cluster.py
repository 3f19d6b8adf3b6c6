"""Examples run on a dask cluster as they do on this machine."""

from __future__ import annotations

import logging

import dask
import pytest
from distributed import LocalCluster

from small_site import Site


def test_a_cluster_gives_the_same_records(site: Site) -> None:
    before = site.tree()
    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(
            n_workers=1, threads_per_worker=2, dashboard_address=None, silence_logs=logging.ERROR
        ) as cluster,
    ):
        result = site.evidoc("run", "--all", "--cluster", cluster.scheduler_address)
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
