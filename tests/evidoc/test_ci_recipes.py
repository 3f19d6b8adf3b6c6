"""The action and the recipes of the manual: their shell steps, run as the hosts run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from manual_pages import ROOT, blocks, chapters, sections
from small_site import Site

PROJECT = {
    "evidoc.toml": 'documents = ["README.md"]\n',
    "snippets/shop/cart.py": "total = 15\n",
    "README.md": "It costs 15<!--= shop/cart: total -->.\n",
}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
# What installs is there already, and is only noted.
NOTED = '#!/bin/bash\necho "$(basename "$0") $*" >> "$NOTES"\n'


class Host:
    """A machine that runs the steps of a job one by one, each in a bash of its own."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        programs = folder / "programs"
        programs.mkdir()
        for name in ("python", "pip"):
            (programs / name).write_text(NOTED)
            (programs / name).chmod(0o755)
        (programs / "evidoc").symlink_to(Path(sys.executable).parent / "evidoc")
        path = os.pathsep.join([str(programs), os.environ["PATH"]])
        self.environment = {**os.environ, "PATH": path, "NOTES": str(self.notes)}

    def run(self, script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def installed(self) -> str:
        return self.notes.read_text()


@pytest.fixture
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return Host(tmp_path_factory.mktemp("host"))


def act(host: Host, workspace: Path, **inputs: str) -> tuple[int, str]:
    """Run the action of this repository as GitHub does; return how its last step ended."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    values = {f"inputs.{name}": value for name, value in given.items()}
    values["github.action_path"] = "/the/action"

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.]+) *\}\}", lambda match: values[match[1]], text)

    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        variables: Mapping[str, str] = step.get("env", {})
        done = host.run(
            step["run"],
            workspace / filled(step.get("working-directory", ".")),
            GITHUB_WORKSPACE=str(workspace),
            **{name: filled(value) for name, value in variables.items()},
        )
        if done.returncode:
            break
    return done.returncode, done.stdout


@pytest.mark.parametrize("folder", [".", "deep/er"])
def test_the_action_checks_and_names_files_of_the_repository(
    bare: Site, host: Host, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.add({f"{folder}/{name}": text for name, text in PROJECT.items()})
    monkeypatch.chdir(bare.root / folder)
    assert bare.evidoc("run").exit_code == 0
    status, said = act(host, bare.root, directory=folder)
    assert (status, said) == (0, "1 page, 1 example, 1 claim, 0 formulas: no findings\n")
    assert host.installed == "python -m pip install --disable-pip-version-check /the/action[site]\n"
    bare.replace(f"{folder}/README.md", "15<", "14<")
    status, said = act(host, bare.root, directory=folder)
    place = "README.md" if folder == "." else f"{folder}/README.md"
    assert status == 1
    assert said.startswith(f"::error file={place},line=1,title=evidoc claim-wrong,col=10::shows 14")


def test_the_action_installs_what_documents_need_alone(bare: Site, host: Host) -> None:
    bare.add(PROJECT)
    bare.evidoc("run")
    assert act(host, bare.root, extra="")[0] == 0
    assert host.installed.endswith(" /the/action\n")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_recipe_for_gitlab_checks(bare: Site, host: Host, language: str) -> None:
    bare.add(PROJECT)
    bare.evidoc("run")
    (recipe,) = blocks(sections(chapters(language)["ci"])["gitlab"])
    (job,) = yaml.safe_load(recipe.text).values()
    script = "\n".join(job["script"])
    assert host.run(script, bare.root).returncode == 0
    assert host.installed.startswith("pip install evidoc[site] @ git+")
    bare.replace("README.md", "15<", "14<")
    done = host.run(script, bare.root)
    assert (done.returncode, "README.md:1:10: shows 14" in done.stdout) == (1, True)


def test_the_workflow_of_a_new_site_passes(
    bare: Site, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bare.evidoc("new", "shop").exit_code == 0
    root = bare.root / "shop"
    monkeypatch.chdir(root)
    assert bare.evidoc("run").exit_code == 0
    workflow = yaml.safe_load((root / ".github/workflows/docs.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    programs = os.pathsep.join([str(Path(sys.executable).parent), host.environment["PATH"]])
    for step in job["steps"]:
        if script := step.get("run"):
            path = host.environment["PATH"] if "pip install" in script else programs
            done = host.run(script, root, PATH=path, PYTEST_ADDOPTS="", NO_MKDOCS_2_WARNING="1")
            assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    assert "install" in host.installed
