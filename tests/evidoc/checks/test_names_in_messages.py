"""Messages name files as they lie there, and quote what an author wrote."""

from __future__ import annotations

import pytest

from small_site import Site

# A page, and what is said of it; the examples lie in another folder than usual.
QUOTED: dict[str, tuple[str, str]] = {
    "an example in backticks": (
        "/// example | `topic/name`\n///\n",
        "docs/index.md:1: `topic/name` is not the name of an example [write topic/name]",
    ),
    "an example with the ending of its file": (
        "/// example | topic/name.py\n///\n",
        "docs/index.md:1: there is no example topic/name.py [write topic/name]",
    ),
    "the ending of a file that is not there": (
        "/// example | far/away.py\n///\n",
        "there is no example far/away.py [write more/examples/far/away.py]",
    ),
    "an example that is not there": (
        "/// example | far/away\n///\n",
        "docs/index.md:1: there is no example far/away [write more/examples/far/away.py]",
    ),
    "a block's expression": (
        "/// claim | topic/name: `x`\n3\n\n///\n",
        "docs/index.md:1: malformed claim: '`x`' is not an expression: ",
    ),
    "a formula's function": (
        "/// formula | topic/name: `f(x)`\n    for: x=1..2\n$$\nx\n$$\n\n///\n",
        "docs/index.md:1: malformed formula block: the function '`f(x)`' is not an expression",
    ),
    "the expression of a comment": (
        "3<!--= topic/name: `x` -->\n",
        "docs/index.md:1: malformed claim: '`x`' is not an expression: ",
    ),
    "the expression of a claim": (
        "[3]{= topic/name: `x` }\n",
        "docs/index.md:1: malformed claim: its expression stands in backticks [write [text]",
    ),
    "what a comment binds a block to": (
        "<!-- evidoc: outputs `topic/name` -->\n```\n3\n```\n",
        "docs/index.md:1: the comment binds a block to 'outputs `topic/name`' [write <!--",
    ),
    "whose output a comment binds": (
        "<!-- evidoc: output `topic/name` -->\n```\n3\n```\n",
        "docs/index.md:1: `topic/name` is not the name of an example [write topic/name]",
    ),
    "a claim that holds code": ("[3 `x`]{= topic/name: x }\n", "the claim [3 `x`] holds code ["),
}


@pytest.mark.parametrize("name", QUOTED)
def test_a_message_quotes_what_the_author_wrote(bare: Site, name: str) -> None:
    page, said = QUOTED[name]
    bare.add({"evidoc.toml": 'snippets = "more/examples"\n[languages]\nen = { docs = "docs" }\n'})
    bare.add({"more/examples/topic/name.py": "x = 3\n", "docs/index.md": page})
    assert said in bare.evidoc("check").output


# What a run is asked for, and what it says.
RUNS: dict[str, tuple[str, int, str]] = {
    "an example": ("topic/name", 0, "1 run"),
    "a topic": ("topic", 0, "1 run"),
    "its file": ("more/examples/topic/name.py", 0, "1 run"),
    "its file below the folder of the examples": ("topic/name.py", 0, "1 run"),
    "nearly a topic": ("topics", 1, "no example topics [did you mean the topic topic?]"),
    "no topic": ("away", 1, "evidoc.toml:1: there is no example away [write topic/name]"),
    "nothing that is there": (
        "far/away",
        1,
        "evidoc.toml:1: there is no example far/away [write more/examples/far/away.py]",
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_takes_an_example_by_its_name_or_file(bare: Site, name: str) -> None:
    asked, status, said = RUNS[name]
    bare.add({"evidoc.toml": 'snippets = "more/examples"\n[languages]\nen = { docs = "docs" }\n'})
    bare.add({"more/examples/topic/name.py": "x = 3\n", "docs/index.md": "# A\n"})
    done = bare.evidoc("run", asked)
    assert (done.exit_code, said in done.stdout) == (status, True), done.output


def test_what_keeps_nothing_is_named(bare: Site) -> None:
    bare.add({"evidoc.toml": 'snippets = "code"\n[languages]\nen = { docs = "docs" }\n'})
    bare.add({"code/topic/user.py": "# evidoc: uses=topic/name\n", "code/topic/name.py": "x = 3\n"})
    bare.add({"docs/index.md": "/// example | topic/user\n///\n"})
    said = (
        "uses topic/name, which keeps nothing [name variables at the top of code/topic/name.py: # "
    )
    assert f"code/topic/user.py:1: {said}" in bare.evidoc("check").output
