"""An environment for each peer, below .cache/: made once, and again when what it needs changes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
REQUIREMENTS = Path(__file__).with_name("requirements")
SHARED = "examples"

# One thread for each example, as the engine gives it.
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
# What would decide for the programs that are measured: MPLBACKEND=Agg, for one, turns the
# figures of notebooks off without a word.
DROPPED = re.compile(r"PYTHON.*|MPL.*|JUPYTER.*|IPYTHON.*|VIRTUAL_ENV|XDG_.*|COV_.*|PYTEST.*")


def environment(name: str) -> Path:
    """Return the folder of programs of an environment; install it first if need be."""
    folder = CACHE / name
    wanted = (REQUIREMENTS / f"{name}.txt").read_text("utf-8")
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        print(f"installing {name}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", str(folder))
        pip = (str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "-q")
        _run(*pip, "install", "--requirement", str(REQUIREMENTS / f"{name}.txt"))
        if name != SHARED:
            shared = _packages(environment(SHARED).parent)
            (_packages(folder) / "shared.pth").write_text(f"{shared}\n", "utf-8")
        stamp.write_text(wanted, "utf-8")
    return folder / "bin"


def variables(programs: Path, *more: Path) -> dict[str, str]:
    """Return the variables that a measured program sees; `more` are folders to import from."""
    home = CACHE / "home"
    home.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not DROPPED.fullmatch(key)}
    paths = {"PYTHONPATH": os.pathsep.join(map(str, more))} if more else {}
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    return {**kept, **THREADS, **quiet, **paths, "PATH": path, "HOME": str(home)}


def versions(programs: Path, packages: list[str], env: Mapping[str, str]) -> dict[str, str]:
    """Return the versions of packages in an environment."""
    code = (
        "import importlib.metadata as m, json, sys;"
        "print(json.dumps({each: m.version(each).partition('+')[0] for each in sys.argv[1:]}))"
    )
    command = [str(programs / "python"), "-c", code, *packages]
    return json.loads(subprocess.check_output(command, text=True, env=dict(env)))


def _packages(folder: Path) -> Path:
    (found,) = (folder / "lib").glob("python*/site-packages")
    return found


def _run(*command: str) -> None:
    subprocess.run(command, check=True, env=variables(Path(command[0]).parent))
