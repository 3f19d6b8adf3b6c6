"""What `pip install` brings: the whole engine, its entry points and its description."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from email import message_from_string
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "scripts" / "evidoc"
NOT_INSTALLED = {"README.md"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel, built of a copy without a network: building leaves files in its folder."""
    folder = tmp_path_factory.mktemp("package")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(
        ENGINE, folder / "scripts" / "evidoc", ignore=shutil.ignore_patterns("__pycache__")
    )
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps"]
    done = subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", "dist", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = (folder / "dist").iterdir()
    assert built.name == f"evidoc-{PROJECT['version']}-py3-none-any.whl"
    return ZipFile(built)


def test_the_wheel_holds_every_file_of_the_engine(wheel: ZipFile) -> None:
    files = {
        path.relative_to(ENGINE.parent).as_posix()
        for path in ENGINE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name not in NOT_INSTALLED
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == files


def test_an_index_would_take_wheel_and_sdist(wheel: ZipFile) -> None:
    assert wheel.filename
    dist = Path(wheel.filename).parent
    build = "import setuptools.build_meta as backend; backend.build_sdist('dist')"
    run = partial(subprocess.run, cwd=dist.parent, capture_output=True, text=True, check=False)
    built = run([sys.executable, "-c", build])
    assert built.returncode == 0, built.stderr
    files = sorted(str(path) for path in dist.iterdir())
    assert [Path(each).suffix for each in files] == [".whl", ".gz"]
    checked = run([sys.executable, "-m", "twine", "check", "--strict", *files])
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("PASSED") == len(files)


def test_the_wheel_tells_what_it_is(wheel: ZipFile) -> None:
    folder = f"evidoc-{PROJECT['version']}.dist-info"
    points = ConfigParser()
    points.read_string(wheel.read(f"{folder}/entry_points.txt").decode())
    declared = {"console_scripts": PROJECT["scripts"], **PROJECT["entry-points"]}
    assert {section: dict(points[section]) for section in points.sections()} == declared
    metadata = message_from_string(wheel.read(f"{folder}/METADATA").decode())
    assert metadata["License-Expression"] == PROJECT["license"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata.get_payload().startswith("# evidoc")
