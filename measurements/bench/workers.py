"""How much sooner examples are done with two workers, here and on a cluster of this machine."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.corpus import Page, corpus
from bench.cost import Tree, cost
from bench.engine import Evidoc, forget
from bench.results import rounded

SIZES = (24, 200)
WORKERS = 2
CLUSTER = """\
import threading
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        threading.Event().wait()
"""


def measure(
    folder: Path, engine: Evidoc, rounds: int, say: Callable[[str], None]
) -> dict[str, object]:
    """Run examples from nothing, in turns with one job and with two, then on two cluster workers.

    A cluster that waits takes time of the processors, too.
    """
    local = {"one job": ["--jobs", "1"], "two jobs": ["--jobs", str(WORKERS)]}
    sizes = {}
    for size in SIZES:
        root = folder / f"workers-{size}"
        pages = corpus(pages=size, examples=size, figures=size // 2)
        times = rounds if size < 100 else 1
        samples = in_turns(engine, root, pages, local, times)
        with _cluster(folder, engine) as address:
            remote = {"cluster": ["--cluster", address, "--jobs", str(WORKERS)]}
            samples |= in_turns(engine, root, pages, remote, times)
        sizes[str(size)] = {way: rounded(each) for way, each in samples.items()}
        for way, each in sizes[str(size)].items():
            say(f"workers {size} {way}: wall {each['wall']}")
    return {"workers": WORKERS, "sizes": sizes, "versions": engine.versions()}


@contextmanager
def _cluster(folder: Path, engine: Evidoc) -> Iterator[str]:
    """Start a cluster of this machine, and yield its address."""
    env = {**engine.variables(), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    script = folder / "cluster.py"
    script.write_text(CLUSTER, "utf-8")
    with Tree(["python", str(script)], folder, env, memory=False) as cluster:
        yield _address(cluster)


def in_turns(
    engine: Evidoc,
    root: Path,
    pages: Sequence[Page],
    ways: Mapping[str, Sequence[str]],
    rounds: int,
) -> dict[str, list[dict[str, float]]]:
    """Run the examples of a site with the options of each way, from nothing each time.

    Raises:
        RuntimeError: Not every example was run.
    """
    engine.write(root, pages)
    samples: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, options in ways.items():
            forget(root, evidence=True)
            # To look at the memory takes part of a processor, which two jobs have no third one for;
            # and the workers of a cluster would be spared it.
            command = engine.command("run", *options)
            done = cost(command, root, engine.variables(), memory=False)
            if done.status or f"{len(pages)} recorded" not in done.output:
                raise RuntimeError(f"{way} failed\n{done.output[-2000:]}")
            samples[way].append({"wall": done.wall})
    return samples


def _address(cluster: Tree) -> str:
    for _ in range(600):
        if found := re.search(r"tcp://\S+", cluster.output()):
            return found[0]
        time.sleep(0.1)
    raise TimeoutError(f"no cluster\n{cluster.output()}")
