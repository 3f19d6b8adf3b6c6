"""What the manual promises of programs that misbehave is tried, and what is tried is promised."""

from __future__ import annotations

import ast

from manual_pages import ROOT, chapters, sections

TRIED = ROOT / "tests" / "evidoc" / "running" / "test_misbehaviour.py"

# How a row of the table begins, and the faults that are tried for it, by their names in the tests.
PROMISES = {
    "raises, exits, recurses": [
        "kills itself",
        "exits at once, with a reason",
        "exits at once, without a word",
        "exits while it is read",
        "dies after its own copy has ended",
        "ends at once after its own copy",
        "exception without a text",
        "exit with a text",
        "recursion",
        "KeyboardInterrupt",
        "breaks builtins",
    ],
    "closes or deletes": [
        "closes every descriptor",
        "deletes where it prints",
        "wrong JSON instead of an outcome",
        "replaces what reports, and fails",
        "replaces what is in its way",
        "replaces what draws",
        "replaces what is called",
        "no pipe of the engine",
    ],
    "never ends": [
        "ignores SIGTERM",
        "ignores SIGALRM",
        "stops itself",
        "thread without end",
        "exit handler without end",
        "loop in C",
        "event loop without end",
        "loader whose workers hang",
        "pool whose workers hang",
        "a thousand figures",
        "a death of its limit",
    ],
    "starts processes": ["processes without end", "threads without end", "pool"],
    "needs much memory": [
        "heap",
        "shared memory",
        "memory without a map",
        "memory that stays when none has it",
        "memory of children",
        "many small objects",
        "memory of torch",
    ],
    "prints without end": ["flood of standard error", "a hundred megabytes at once"],
    "writes": [
        "one big file",
        "files in two folders",
        "many files",
        "writes its folders alone",
        "nested folders",
        "no device of the machine",
    ],
    "uses the network": [
        "UDP",
        "_socket",
        "name of a host",
        "network of a child",
        "server of its own",
    ],
    "signals another": ["signal to another", "socket of its own"],
    "draws what cannot": [
        "figure that cannot be drawn",
        "figure of a long name",
        "two figures of one file",
    ],
    # Tried with the record: tests/evidoc/records/test_figures.py.
    "draws more than a reader reads": [],
    # Tried in a project: tests/evidoc/test_cases.py.
    "lists or opens files of the project": [],
    "asks what is around it": [
        "no environment of the machine",
        "no standard input",
        "itself as a module",
        "assertions hold",
        "nothing is imported but what it imports",
    ],
    "prints what is no text": [
        "invalid UTF-8",
        "a closed output",
        "locale, clock and state of others",
    ],
    "computes values": ["values of classes of its own"],
}


def tried() -> set[str]:
    """Return the names of the faults that have a test."""
    tables = {
        each.targets[0].id: each.value
        for each in ast.parse(TRIED.read_text("utf-8")).body
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
    }
    found = (tables["FAULTS"], tables["HARMLESS"])
    return {ast.literal_eval(key) for table in found for key in table.keys}


def test_every_row_is_a_promise_that_is_tried() -> None:
    promised = sections(chapters("en")["examples"])["confinement"].partition("The machine")[0]
    rows = [line for line in promised.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(PROMISES)
    for row, (begin, faults) in zip(rows, PROMISES.items(), strict=True):
        assert row.startswith(f"| {begin}")
        assert tried() & set(faults) or not faults, begin


def test_every_fault_that_is_tried_is_promised() -> None:
    told = {fault for faults in PROMISES.values() for fault in faults}
    assert tried() - told == set()
