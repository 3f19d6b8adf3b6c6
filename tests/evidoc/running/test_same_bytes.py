"""The machine never shows in a record: zone, locale, home, user, umask, folder, number of jobs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidoc.running.confine import HOME
from small_site import Site

SPAN = "snippets/conv/span.py"
# All that a program could print of where it runs.
LOOKS = """
import locale, os, sys, tempfile, time
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt

taps = 9
here = Path(__file__).parent
Path("made").write_text("x")
seen = [
    *(time.tzname, time.localtime(0).tm_hour, locale.getlocale(), f"{1.5:n}"),
    *(Path.home(), Path.cwd(), here, tempfile.gettempdir(), sys.argv, sys.flags.optimize),
    len(os.environ),
    *(oct(os.umask(0)), oct(Path("made").stat().st_mode), {*"abcdef"}),
    *(matplotlib.get_backend(), plt.rcParams["lines.linewidth"]),
]
print(*seen)
plt.figure("taps")
plt.plot([taps, 1.5])
"""
MACHINES: dict[str, dict[str, str]] = {
    "plain": {},
    "other": {
        "TZ": "Asia/Seoul",
        "LANG": "ko_KR.UTF-8",
        "LC_ALL": "C",
        "USER": "somebody",
        "LOGNAME": "somebody",
        "SECRET": "x",
        "PYTHONOPTIMIZE": "2",
        "PYTHONHASHSEED": "7",
        "MPLBACKEND": "pdf",
        "OMP_NUM_THREADS": "7",
        "COLUMNS": "40",
    },
}


@pytest.mark.long
def test_another_machine_records_the_same_bytes(site: Site, tmp_path: Path) -> None:
    site.write("snippets/conv/quiet.py", LOOKS.lstrip())
    trees = []
    for number, (name, environment) in enumerate(MACHINES.items(), 1):
        root = tmp_path / f"a folder of {name}"
        home = tmp_path / f"home {name}"
        shutil.copytree(site.root, root)
        shutil.rmtree(root / "evidence")
        settings = home / ".config/matplotlib"
        settings.mkdir(parents=True)
        settings.joinpath("matplotlibrc").write_text(f"lines.linewidth: {number}\n")
        done = subprocess.run(
            [sys.executable, "-m", "evidoc.cli", "run", "--jobs", str(number)],
            cwd=root,
            env={**os.environ, **environment, "HOME": str(home)},
            umask=0o27 * (number - 1),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        trees.append(Site(root / "evidence").tree())
    assert trees[0] == trees[1]
    said = b"\n".join(trees[0].values()).decode()
    assert str(tmp_path) not in said
    assert f"{HOME}/evidoc" in said


def test_what_changes_while_an_example_runs_is_stale_afterwards(site: Site) -> None:
    """Its module, and a program beside it; what it saw was of one moment."""
    slow = "import time\n\ntime.sleep(3)\nreach = 2 * span("
    site.replace(SPAN, "reach = span(", slow)
    command = [sys.executable, "-m", "evidoc.cli", "run"]
    with subprocess.Popen(command, cwd=site.root, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        site.replace("snippets/conv/quiet.py", "9", "8")
        until = iter(running.stderr.readline, "")
        site.replace("snippets/shapes.py", "+ 1", "+ 2")
        assert any("ran conv/span" in line for line in until)
    said = site.evidoc("check").output
    assert "Traceback" not in said
    for line in said.splitlines():
        assert "edited by hand" not in line
    site.evidoc("run")
    assert '"reach": [\n   36\n  ]' in site.read("evidence/conv/span.json")
    assert "8" in site.read("evidence/conv/quiet.json")
