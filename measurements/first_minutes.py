"""From nothing to a tested site: the wheel in a new environment, with seconds and megabytes.

Run as ``python measurements/first_minutes.py``; it needs a package index, and leaves nothing.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
STEPS = (
    "evidoc new site --lang ko,en",
    "evidoc run",
    "evidoc check",
    "mkdocs build --strict",
    "pytest -q --evidoc",
)


def timed(folder: Path, command: str, path: Path | None = None) -> None:
    """Run a command in a folder, and print how long it took; end where it fails."""
    search = os.pathsep.join([*([str(path)] if path else []), os.environ["PATH"]])
    begun = time.perf_counter()
    done = subprocess.run(
        shlex.split(command),
        cwd=folder,
        env={**os.environ, "PATH": search, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"{time.perf_counter() - begun:6.1f} s  {command}", flush=True)
    if done.returncode:
        sys.exit(done.stdout)


def megabytes(folder: Path) -> float:
    """Return the size of all files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> None:
    """Print the time of each step, and the size of the environment and of the site."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source"
        timed(folder, f"git clone --quiet --depth 1 {shlex.quote(ROOT.as_uri())} source")
        timed(folder, f"{shlex.quote(sys.executable)} -m venv environment")
        scripts = folder / "environment" / "bin"
        timed(folder, "pip wheel --quiet --no-deps --wheel-dir wheels ./source", scripts)
        (wheel,) = (folder / "wheels").iterdir()
        packages = f"{shlex.quote(f'{wheel}[site]')} matplotlib pytest"
        timed(folder, f"pip install --quiet -c {source}/constraints.txt {packages}", scripts)
        timed(folder, STEPS[0], scripts)
        for step in STEPS[1:]:
            timed(folder / "site", step, scripts)
        print(f"{megabytes(folder / 'environment'):6.1f} MB environment")
        print(f"{megabytes(folder / 'site' / 'site'):6.1f} MB site, as it is built")


if __name__ == "__main__":
    main()
