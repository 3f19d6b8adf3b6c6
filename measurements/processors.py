"""How much evidence another processor changes: ``python measurements/processors.py [EXAMPLE]...``.

Makes anew all examples with a tolerance, or those that are named, with what uses them, in a copy of
the project for each set of instructions that torch may use, and counts the files of evidence that
differ. All of them take most of an hour of a processor, twice.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from evidoc import load_project

ROOT = Path(__file__).parents[1]
SETTINGS = {"plain": {"ATEN_CPU_CAPABILITY": "default"}, "native": {}}
"""The environment of each copy; natively torch uses all that the processor has."""


def moving(named: set[str]) -> list[str]:
    """Return the examples with a tolerance, or those named, and those that use what they keep."""
    settings = load_project(ROOT).settings
    found = named or {name for name, each in settings.items() if each.tolerance}
    while more := {name for name, each in settings.items() if found & {*each.uses}} - found:
        found |= more
    return sorted(found)


def made_anew(copy: Path, examples: list[str], environment: dict[str, str]) -> dict[str, bytes]:
    """Return the evidence of a new copy of the project in which examples have run again."""
    ignored = shutil.ignore_patterns(".git", ".venv", ".cache", "__pycache__", "site")
    shutil.copytree(ROOT, copy, ignore=ignored)
    for example in examples:
        record = copy.joinpath("evidence", example)
        for path in record.parent.glob(f"{record.name}.*"):
            path.unlink()
        source = copy.joinpath("snippets", example).with_suffix(".py")
        # A limit of time is none of what is measured here.
        patient = re.sub(r"\bseconds=\d+", "seconds=36000", source.read_text("utf-8"))
        source.write_text(patient, "utf-8")
    command = [sys.executable, "-m", "evidoc.cli", "run", *examples]
    inherited = {key: each for key, each in os.environ.items() if key != "ATEN_CPU_CAPABILITY"}
    subprocess.run(command, cwd=copy, env={**inherited, **environment}, check=True)
    evidence = copy / "evidence"
    files = (path for path in evidence.rglob("*") if path.is_file())
    return {str(path.relative_to(evidence)): path.read_bytes() for path in files}


def main() -> None:
    """Print the files that differ, and how many they are of how many."""
    examples = moving({*sys.argv[1:]})
    with tempfile.TemporaryDirectory() as folder:
        plain, native = (
            made_anew(Path(folder, name), examples, each) for name, each in SETTINGS.items()
        )
    names = plain.keys() | native.keys()
    differ = sorted(name for name in names if plain.get(name) != native.get(name))
    for name in differ:
        print(name)
    print(f"{len(differ)} of {len(names)} files of evidence differ ({len(examples)} examples anew)")


if __name__ == "__main__":
    main()
