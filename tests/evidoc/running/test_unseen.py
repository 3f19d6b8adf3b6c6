"""What a program writes to standard error, which no page shows: the author is told."""

from __future__ import annotations

from xml.etree import ElementTree as etree

import pytest

from small_site import Site

SITE = {"evidoc.toml": '[languages]\nen = { docs = "docs" }\n'}
BLOCK = "/// example | topic/name\n///\n"
UNSEEN = "wrote to standard error, which no page shows: "
# Program, where it is told and what is said then; nothing if that is empty.
PROGRAMS: dict[str, tuple[str, str]] = {
    "a warning, at its line": (
        "import warnings\n\nwarnings.warn('old')\n",
        f"snippets/topic/name.py:3: {UNSEEN}UserWarning: old [stderr=shown ",
    ),
    "a log": (
        "import logging\nlogging.warning('low')\n",
        f"snippets/topic/name.py:1: {UNSEEN}WARNING:root:low [",
    ),
    "a progress bar": (
        "import sys\nfor n in (1, 2): print(f'\\r{n}/2', end='', file=sys.stderr)\n",
        f"{UNSEEN}2/2 [",
    ),
    "a child process": ("import os\nos.system('echo no >&2')\n", f"{UNSEEN}no ["),
    "at the exit": (
        "import atexit, sys\natexit.register(print, 'bye', file=sys.stderr)\n",
        f"{UNSEEN}bye [",
    ),
    "more than a line": (
        "import sys\nfor n in range(9): print(n, file=sys.stderr)\n",
        f"{UNSEEN}4 / 5 / 6 / 7 / 8 (and 4 lines before) [",
    ),
    "a figure's missing letter": (
        "import matplotlib.pyplot as plt\nplt.title('\U00013000')\n",
        f"{UNSEEN}UserWarning: Glyph 77824",
    ),
    "what is hidden": ("# evidoc: stderr=hidden\nimport logging\nlogging.warning('low')\n", ""),
    "what is shown": ("# evidoc: stderr=shown\nimport logging\nlogging.warning('low')\n", ""),
    "white space": ("import sys\nprint(' ', file=sys.stderr)\n", ""),
    "a window that is not opened": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\n",
        "",
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_no_page_shows_is_noted(bare: Site, name: str) -> None:
    program, said = PROGRAMS[name]
    bare.add({**SITE, "snippets/topic/name.py": program, "docs/index.md": BLOCK})
    done = bare.evidoc("run")
    assert done.exit_code == 0
    notes = [line for line in done.stdout.splitlines() if "standard error" in line]
    assert len(notes) == bool(said), done.stdout
    assert not said or (said in notes[0] and notes[0].endswith("(not-shown, a warning)"))
    assert bare.evidoc("check").output.endswith("no findings\n")


def test_a_failure_says_what_was_written_to_standard_error(bare: Site) -> None:
    program = "import logging\nprint('begun')\nlogging.error('no such shape')\n1 / 0\n"
    bare.add({**SITE, "snippets/topic/name.py": program, "docs/index.md": BLOCK})
    done = bare.evidoc("run", "--junit", "run.xml")
    assert done.exit_code == 1
    said = "it had printed: begun; on standard error: ERROR:root:no such shape (en)"
    assert f"name.py:4: ZeroDivisionError: division by zero; {said}" in done.stdout
    assert UNSEEN not in done.stdout
    case = etree.parse(bare.path("run.xml")).getroot().find("testcase")
    assert case is not None
    assert case.findtext("system-err") == "ERROR:root:no such shape\n"
