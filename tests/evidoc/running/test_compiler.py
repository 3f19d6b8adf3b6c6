"""A program that trains does not wait for torch's compiler; one that compiles has it as ever."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from evidoc.core.model import Job
from evidoc.running.isolate import HEAVY, preload, run_one

TRAINS = """
import sys
import torch
torch.manual_seed(0)
net = torch.nn.Linear(3, 1)
optimizer = torch.optim.Adam(net.parameters())
slower = torch.optim.lr_scheduler.StepLR(optimizer, 2)
for _ in range(5):
    optimizer.zero_grad()
    net(torch.ones(3)).square().sum().backward()
    optimizer.step()
    slower.step()
print(net.weight.tolist(), optimizer.state_dict())
"""
COMPILED = """
@torch.compile(backend="eager")
def step():
    optimizer.zero_grad()
    net(torch.ones(3)).square().sum().backward()
    optimizer.step()
step()
step()
print(net.weight.tolist())
"""
SAME = "print({0} is sys.modules['{0}'], {0}.__spec__.name, type(torch._dynamo), 'sympy' in {1})\n"
PROGRAMS = {
    "compiles before it trains": "import torch\n"
    + "print(torch.compile(abs, backend='eager')(torch.ones(2)))"
    + TRAINS,
    "trains, then compiles that": TRAINS
    + COMPILED
    + "@torch.compiler.disable\ndef f(x): return x + 1\n"
    + "print(torch.compile(lambda x: f(2 * x), backend='eager')(torch.ones(2)))\n",
    "imports parts of it first": TRAINS
    + "try: import torch._dynamo.nothing\nexcept ImportError as error: print(error)\n"
    + "import torch._dynamo.config\n"
    + SAME.format("torch._dynamo.config", "sys.modules")
    + "print(hasattr(torch._dynamo, 'nothing'))\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_does_what_it_does_by_hand(name: str) -> None:
    preload(HEAVY)
    source = PROGRAMS[name]
    outcome = run_one(Job("a/b", "en", source, "x.py", seconds=60))
    assert outcome.failure is None
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", f"import torch\ntorch.set_num_threads(1)\n{source}"]
    by_hand = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert outcome.text == by_hand.stdout


def test_what_trains_does_not_import_it() -> None:
    preload(HEAVY)
    loaded = "print('torch._dynamo.config' in sys.modules, 'sympy' in sys.modules)"
    outcome = run_one(Job("a/b", "en", TRAINS + loaded, "x.py", seconds=60))
    assert outcome.text.splitlines()[-1] == "False False"


def test_nor_does_a_lab_that_trains() -> None:
    preload(HEAVY)
    loaded = "print('torch._dynamo.config' in sys.modules, 'sympy' in sys.modules)"
    outcome = run_one(Job("labs/b", "en", f"# %%\n{TRAINS}{loaded}", "x.py", seconds=60))
    assert outcome.failure is None
    assert "False False" in outcome.cells
