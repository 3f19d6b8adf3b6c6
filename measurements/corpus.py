"""How many programs of others run unmodified: ``python measurements/corpus.py FOLDER [MOST]``.

Copies the Python files below a folder into a scratch project, one example each, lets ``evidoc run``
run them, and runs those that failed by hand: what fails there too is no fault of the engine's.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SETTINGS = 'snippets = "snippets"\n\n[languages]\nen = { docs = "docs", mkdocs = "mkdocs.yml" }\n'
SECONDS = 60


def lay(folder: Path, root: Path, most: int) -> dict[str, Path]:
    """Lay a project of the programs into ``root``; return the file of each example."""
    (root / "docs").mkdir()
    (root / "evidoc.toml").write_text(SETTINGS, "utf-8")
    (root / "mkdocs.yml").write_text("site_name: Corpus\n", "utf-8")
    topic = root / "snippets/corpus"
    topic.mkdir(parents=True)
    programs = {}
    for number, path in enumerate(sorted(folder.rglob("*.py"))[:most]):
        name = f"p{number}_" + re.sub(r"\W", "_", path.stem)
        (topic / f"{name}.py").write_bytes(path.read_bytes())
        programs[f"corpus/{name}"] = path
    return programs


def runs_by_hand(path: Path) -> bool:
    """Tell whether Python runs a program in an empty folder, without a screen and with no input."""
    environment = {**os.environ, "MPLBACKEND": "Agg", "TMPDIR": "/tmp"}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        copy.write_bytes(path.read_bytes())
        try:
            done = subprocess.run(
                [sys.executable, copy.name],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return False
    return done.returncode == 0


def main() -> None:
    """Print the counts, and each program that runs by hand alone."""
    folder, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        programs = lay(folder, root, most)
        done = subprocess.run(
            [sys.executable, "-m", "evidoc.cli", "run"], cwd=root, capture_output=True, text=True
        )
        recorded = {
            f"corpus/{path.stem}" for path in (root / "evidence/corpus").glob("*.json")
        } & programs.keys()
        reasons = {}
        for line in (done.stdout + done.stderr).splitlines():
            if found := re.match(r"snippets/(corpus/\w+)\.py:\d+: (.*)", line):
                reasons[found[1]] = found[2]
    failed = sorted(programs.keys() - recorded)
    ours = [name for name in failed if runs_by_hand(programs[name])]
    print(f"{len(programs)} programs, {len(recorded)} recorded, {len(failed)} failed")
    print(f"{len(ours)} of them run by hand:")
    for name in ours:
        print(f"  {programs[name].relative_to(folder)}: {reasons.get(name, 'no reason')[:300]}")
    print("the others:")
    for name in sorted(set(failed) - set(ours)):
        print(f"  {programs[name].relative_to(folder)}: {reasons.get(name, 'no reason')[:100]}")


if __name__ == "__main__":
    main()
