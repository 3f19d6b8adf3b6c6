"""The engine beside other programs of the same trade: each in an environment of its own.

Run as ``python measurements/compatibility.py [--here] [NAME]…``; it needs a package index, prints
a table, and leaves nothing. With ``--here`` nothing is installed: what this environment has is
tried. ``--python python3.13 --python python3.12`` tries other Pythons instead: from the wheel to a
built and tested site, warnings being errors.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from first_minutes import STEPS

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Peer:
    """Another program, and a site that uses it together with the engine.

    Attributes:
        packages: What installs it; the first is the one whose version is told.
        build: What builds the site.
        plugins: Its lines below ``plugins:`` in ``mkdocs.yml``.
        settings: Its lines at the end of ``mkdocs.yml``.
        files: What else the site has.
        shows: A page that is built to what has to stand in it; beside what the first page shows.
        theme: The theme of the site.
        refused: What the build says where the engine does not go with it.
    """

    packages: tuple[str, ...]
    build: str = "mkdocs build --strict"
    plugins: str = ""
    settings: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    shows: Mapping[str, str] = field(default_factory=dict)
    theme: str = "material"
    refused: str = ""


SITE = {
    "evidoc.toml": '[languages]\nen = { docs = "docs" }\n',
    "snippets/circle/area.py": (
        "import matplotlib.pyplot as plt\nfrom fractions import Fraction\n\n\n"
        "def size(r):\n    return Fraction(22, 7) * r**2\n\n\n"
        "area = size(3)\nprint(f'area: {float(area):.2f}')\nplt.plot([1, 2])\n"
    ),
    "docs/index.md": (
        "# Circles { #circles }\n\n/// example | circle/area\n    alt: A line\n///\n\n"
        "It is [28.29]{= area }, or 28.29<!--= area -->.\n\n"
        "/// formula | circle/area: A = size(r)\n    for: r=1..9\n"
        "$$\nA = \\frac{22}{7} r^2\n$$\n\n///\n"
    ),
}
SHOWN = ('class="evidoc-claim"', 'class="evidoc-figure"', "area: 28.29", "<math")
MORE = "\n# More { #more }\n\nIt is [28.29]{= circle/area: area }.\n"

PEERS = {
    "MkDocs": Peer(("mkdocs",), theme="mkdocs"),
    "Material": Peer(("mkdocs-material",)),
    "ProperDocs": Peer(
        ("properdocs", "properdocs-theme-mkdocs"),
        "properdocs build --strict -f mkdocs.yml",
        theme="mkdocs",
    ),
    "mkdocstrings": Peer(
        ("mkdocstrings", "mkdocstrings-python"),
        plugins="  mkdocstrings: {handlers: {python: {paths: [src]}}}\n",
        files={
            "src/rounds.py": 'def twice(r: int) -> int:\n    """Double it."""\n    return 2 * r\n',
            "docs/more.md": f"{MORE}\n::: rounds.twice\n",
        },
        shows={"site/more/index.html": "Double it."},
    ),
    "mkdocs-macros": Peer(
        ("mkdocs-macros-plugin",),
        plugins="  macros: {}\n",
        settings="extra: {planet: Earth}\n",
        files={"docs/more.md": f"{MORE}\nOn {{{{ planet }}}}.\n"},
        shows={"site/more/index.html": "On Earth."},
    ),
    "Material's blog": Peer(
        ("mkdocs-material",),
        plugins="  blog: {}\n",
        files={
            "docs/blog/index.md": "# Blog { #blog }\n",
            "docs/blog/posts/a.md": (
                f"---\ndate: 2026-01-02\nslug: more\n---\n{MORE}\n<!-- more -->\n\nEnd.\n"
            ),
        },
        shows={"site/blog/2026/01/02/more/index.html": 'class="evidoc-claim"'},
    ),
    "mike": Peer(
        ("mike",),
        "mike deploy --ignore-remote-status 1.0",
        plugins="  mike: {}\n",
        shows={"1.0/index.html": "area: 28.29"},
    ),
    "mkdocs-static-i18n": Peer(
        ("mkdocs-static-i18n",),
        plugins=(
            "  i18n:\n    languages:\n      - {locale: en, default: true, name: English}\n"
            "      - {locale: de, name: Deutsch}\n"
        ),
        refused="take the plugin i18n out",
    ),
    "Zensical": Peer(("zensical",), "zensical build"),
}


def run(folder: Path, command: str, path: Path, **environment: str) -> str:
    """Run a command; return nothing, or the end of what it said where it fails."""
    done = subprocess.run(
        shlex.split(command),
        cwd=folder,
        env={
            **os.environ,
            "PATH": os.pathsep.join([str(path), os.environ["PATH"]]),
            "NO_MKDOCS_2_WARNING": "1",
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = [line for line in done.stdout.splitlines() if line.strip()]
    return f"{command}: {' / '.join(said[-3:]) or done.returncode}" if done.returncode else ""


def write_site(folder: Path, peer: Peer) -> None:
    """Write the site of a peer."""
    settings = (
        f"site_name: Circles\ntheme: {{name: {peer.theme}}}\nplugins:\n  search: {{}}\n"
        f"{peer.plugins}  evidoc: {{}}\nmarkdown_extensions:\n  attr_list: {{}}\n  tables: {{}}\n"
        f"  toc: {{}}\n  pymdownx.superfences: {{}}\n  evidoc: {{}}\n{peer.settings}"
    )
    for name, text in {**SITE, **peer.files, "mkdocs.yml": settings}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def outcome(folder: Path, peer: Peer, path: Path) -> str:
    """Build the site of a peer; return that it works, that the engine refuses it, or a fault."""
    wrong = fault(folder, peer, path)
    if peer.refused:
        return "refused, in words" if peer.refused in wrong else wrong or "not refused"
    return wrong or "works"


def fault(folder: Path, peer: Peer, path: Path) -> str:
    """Build the site of a peer, and return what is wrong; nothing if all is there."""
    write_site(folder, peer)
    steps = ["evidoc run", "evidoc check", peer.build]
    if "mike" in peer.packages:
        commit = "git -c user.name=a -c user.email=a commit -q --allow-empty -m a"
        steps = [*steps[:2], "git init -q", commit, peer.build, "git checkout -q gh-pages"]
    for step in steps:
        if said := run(folder, step, path):
            return said
    first = "1.0/index.html" if "mike" in peer.packages else "site/index.html"
    wanted = [*((first, text) for text in SHOWN), *peer.shows.items()]
    for name, text in wanted:
        if not (folder / name).is_file():
            return f"there is no {name}"
        if text not in (folder / name).read_text("utf-8"):
            return f"{name} lacks {text}"
    return ""


def install(folder: Path, packages: Iterable[str], python: str = sys.executable) -> Path:
    """Make an environment with the engine and other packages; return its programs' folder."""
    scripts = folder / "environment" / "bin"
    here = Path(sys.executable).parent
    constraints = ROOT / "constraints.txt"
    for command in (  # building leaves files in its folder
        f"git clone --quiet --depth 1 {shlex.quote(ROOT.as_uri())} source",
        f"{shlex.quote(python)} -m venv environment",
        "pip wheel --quiet --no-deps --wheel-dir wheels ./source",
    ):
        if said := run(folder, command, scripts if scripts.exists() else here):
            sys.exit(said)
    (wheel,) = (folder / "wheels").iterdir()
    asked = " ".join(map(shlex.quote, (f"{wheel}[site]", "matplotlib", *packages)))
    if said := run(
        folder, f"pip install --quiet -c {shlex.quote(str(constraints))} {asked}", scripts
    ):
        sys.exit(said)
    return scripts


def try_python(python: str) -> None:
    """Print whether a Python does all that an author does first, and what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scripts = install(folder, ["pytest"], python)
        ask = [scripts / "python", "-c", "import sys; print(sys.version.split()[0])"]
        version = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
        said = run(folder, STEPS[0], scripts, PYTHONWARNINGS="error")
        for step in STEPS[1:]:
            said = said or run(folder / "site", step, scripts, PYTHONWARNINGS="error")
        print(f"Python {version:13} {'':12} {said or 'works'}", flush=True)


def told_version(package: str, path: Path) -> str:
    """Return the version of a package in an environment."""
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    done = subprocess.run([path / "python", "-c", ask], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "not installed"


def is_here(peer: Peer) -> bool:
    """Tell whether this environment has what a peer needs."""
    try:
        return bool([version(re.split("[=<>]", each)[0]) for each in peer.packages])
    except PackageNotFoundError:
        return False


def main(arguments: Iterable[str] | None = None) -> None:
    """Print a line for each peer: its version, and what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--here", action="store_true", help="try what is installed here")
    parser.add_argument("--python", action="append", default=[], metavar="PROGRAM")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PEERS))
    asked = parser.parse_args(arguments)
    for python in asked.python:
        try_python(python)
    if asked.python:
        return
    print(f"Python {sys.version.split()[0]}")
    for name in asked.names or PEERS:
        peer = PEERS[name]
        if asked.here and not is_here(peer):
            print(f"{name:20} not installed here")
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = (
                Path(sys.executable).parent if asked.here else install(Path(folder), peer.packages)
            )
            (site := Path(folder) / "site").mkdir()
            told = told_version(peer.packages[0], path)
            print(f"{name:20} {told:12} {outcome(site, peer, path)}", flush=True)


if __name__ == "__main__":
    main()
