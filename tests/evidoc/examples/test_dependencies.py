"""Long work runs once: examples that keep what they computed, and examples that use it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest

from evidoc.examples.dependencies import in_order, with_all_used, wrong_uses
from evidoc.examples.settings import Settings
from evidoc.project.evidence import site_files
from evidoc.running.rerun import rerun
from small_site import Site

HEAVY, LIGHT = "snippets/conv/heavy.py", "snippets/conv/light.py"
EVIDENCE = "evidence/conv/{}"


def show(site: Site, *examples: str) -> None:
    """Put examples on the page of both languages."""
    for page in ("docs/en/index.md", "docs/ko/index.md"):
        blocks = "".join(f"\n/// example | {example}\n///\n" for example in examples)
        site.write(page, site.read(page) + blocks)


def recorded(output: str) -> list[str]:
    """Return what was recorded, sorted: examples of a group end in any order."""
    return sorted(re.findall(r"^recorded (\S+ \(\w+\))$", output, re.MULTILINE))


@pytest.fixture
def chain(site: Site) -> Site:
    """The small project with an example that uses what another keeps, recorded."""
    site.write(
        HEAVY,
        "# evidoc: keeps=scores,net\n# What a net learned.\n"
        "scores = [[0.25, 0.5], [1, 2]]\nnet = {'plain': 7}\nseen = 1\nprint(scores[0][1])\n",
    )
    site.write(
        LIGHT,
        "# evidoc: uses=conv/heavy\nimport json\nfrom pathlib import Path\n\n"
        "kept = json.loads(Path('conv/heavy.kept.json').read_text())\n"
        "total = sum(map(sum, kept['scores']))\nprint(f'In all {total}')\n",
    )
    messages = {"What a net learned.": "망이 배운 것.", "In all {total}": "모두 {total}"}
    for message, translation in messages.items():
        entry = f'\nmsgid "{message}"\nmsgstr "{translation}"\n'
        site.write("snippets/conv/ko.po", site.read("snippets/conv/ko.po") + entry)
    show(site, "heavy", "light")
    result = site.evidoc("run")
    assert result.exit_code == 0, result.output
    return site


def test_what_is_kept_lies_beside_the_record(chain: Site) -> None:
    text = chain.read(EVIDENCE.format("heavy.kept.json"))
    assert json.loads(text) == {"scores": [[0.25, 0.5], [1, 2]], "net": {"plain": 7}}
    assert "모두 3.75" in chain.read(EVIDENCE.format("light.json"))
    assert chain.evidoc("check").exit_code == 0, chain.evidoc("check").output


def test_the_download_holds_what_is_used(chain: Site) -> None:
    made = site_files(chain.project(), "ko", "conv/light")
    with zipfile.ZipFile(io.BytesIO(made["evidence/conv/light.zip"])) as archive:
        assert archive.namelist() == ["conv/heavy.kept.json", "light.py"]
        assert archive.read("conv/heavy.kept.json") == (
            chain.path(EVIDENCE.format("heavy.kept.json")).read_bytes()
        )


def test_a_program_that_differs_in_comments_alone_runs_once(chain: Site) -> None:
    result = chain.evidoc("run", "conv/heavy", "conv/light")
    heavy, *light = re.findall(r"^ran (.*) in", result.output, re.MULTILINE)
    assert heavy == "conv/heavy (ko, en)"
    assert sorted(light) == ["conv/light (en)", "conv/light (ko)"]
    for language, text in (("ko", "망이 배운 것"), ("en", "What a net learned")):
        program = site_files(chain.project(), language, "conv/heavy")["evidence/conv/heavy.py"]
        assert text in program.decode()


# Edit of the heavy example, and what has to be recorded anew.
EDITS: dict[str, tuple[tuple[str, str], list[str]]] = {
    "what is kept changes": (("0.25", "0.75"), ["conv/heavy", "conv/light"]),
    "what is kept stays": (("seen = 1", "seen = 2"), ["conv/heavy"]),
}


@pytest.mark.parametrize("name", EDITS)
def test_users_follow_what_is_kept(chain: Site, name: str) -> None:
    (before, after), expected = EDITS[name]
    chain.replace(HEAVY, before, after)
    result = chain.evidoc("run")
    assert result.exit_code == 0, result.output
    assert recorded(result.output) == [
        f"{each} ({code})" for each in expected for code in ("en", "ko")
    ]
    assert chain.evidoc("check").exit_code == 0
    assert recorded(chain.evidoc("run").output) == []


def test_a_named_example_waits_for_what_it_uses(chain: Site) -> None:
    chain.replace(HEAVY, "0.25", "0.75")
    assert "conv/heavy (en)" in recorded(chain.evidoc("run", "conv/light").output)
    assert "In all 4.25" in chain.read(EVIDENCE.format("light.json"))


def test_from_nothing_the_order_follows(chain: Site) -> None:
    before = chain.tree()
    for path in chain.root.glob("evidence/conv/*"):
        path.unlink()
    result = chain.evidoc("run")
    assert result.exit_code == 0, result.output
    assert chain.tree() == before


def test_changed_comments_need_no_run(chain: Site) -> None:
    chain.replace("snippets/conv/ko.po", "망이 배운 것.", "망이 학습한 것.")
    chain.replace("snippets/shapes.py", "def span", "# How far it reaches.\ndef span")
    assert chain.evidoc("check").exit_code == 0
    before = chain.tree()
    result = chain.evidoc("run")
    assert (recorded(result.output), "0 run" in result.output) == ([], True)
    assert chain.tree() == before
    program = site_files(chain.project(), "ko", "conv/heavy")["evidence/conv/heavy.py"]
    assert "망이 학습한 것." in program.decode()


def failing(site: Site) -> None:
    site.replace(HEAVY, "seen = 1", "1 / 0")
    site.path(EVIDENCE.format("heavy.json")).unlink()


# Edit, what check has to print, what run has to print.
FAULTS: dict[str, tuple[Callable[[Site], None], str, str]] = {
    "unknown": (
        lambda site: site.replace(LIGHT, "uses=conv/heavy", "uses=conv/hevy"),
        r"snippets/conv/light\.py:1: uses conv/hevy, which does not exist",
        r"snippets/conv/light\.py:1: uses conv/hevy",
    ),
    "keeps nothing": (
        lambda site: site.replace(LIGHT, "uses=conv/heavy", "uses=conv/quiet"),
        r"snippets/conv/light\.py:1: uses conv/quiet, which keeps nothing .*quiet\.py",
        r"snippets/conv/light\.py:1: uses conv/quiet, which keeps nothing",
    ),
    "circle": (
        lambda site: site.replace(HEAVY, "keeps=", "uses=conv/light keeps="),
        r"snippets/conv/light\.py:1: uses itself: conv/light uses conv/heavy uses conv/light",
        r"snippets/conv/light\.py:1: uses itself",
    ),
    "nothing recorded": (
        failing,
        r"snippets/conv/light\.py:1: uses conv/heavy: has no record \(en\) .*evidoc run conv/heavy",
        r"snippets/conv/light\.py:1: uses conv/heavy: has no record",
    ),
    "shown nowhere": (
        lambda site: (
            [
                site.replace(f"docs/{code}/index.md", "/// example | heavy\n///\n", "")
                for code in ("en", "ko")
            ]
            and None
        ),
        r"snippets/conv/heavy\.py:1: no page shows this example, and conv/light uses what it keeps",
        r"",
    ),
    "name not there": (
        lambda site: site.replace(HEAVY, "keeps=scores", "keeps=score"),
        r"snippets/conv/heavy\.py:1: changed",
        r"snippets/conv/heavy\.py:1: keeps score, which is not there at the end",
    ),
    "value that cannot be kept": (
        lambda site: site.replace(HEAVY, "0.25", "float('nan')"),
        r"snippets/conv/heavy\.py:1: changed",
        r"snippets/conv/heavy\.py:1: cannot keep what it should: scores\[0\]\[0\] holds nan",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_named(chain: Site, name: str) -> None:
    edit, by_check, by_run = FAULTS[name]
    edit(chain)
    for command, expected in (("check", by_check), ("run", by_run)):
        result = chain.evidoc(command)
        if expected:
            assert result.exit_code == 1
            assert re.search(f"^{expected}", result.output, re.MULTILINE), result.output
        assert "Traceback" not in result.output


def test_uses_that_cannot_be() -> None:
    settings = {
        "a/ring": Settings(keeps=("x",), uses=("a/back",)),
        "a/back": Settings(keeps=("x",), uses=("a/good", "a/ring")),
        "a/good": Settings(keeps=("x",)),
        "a/self": Settings(keeps=("x",), uses=("a/self",)),
        "a/after": Settings(uses=("a/ring",)),
        "a/idle": Settings(uses=("a/after",)),
        "a/broken": Settings(),
        "a/trusting": Settings(uses=("a/broken",)),
    }
    found = {
        name: message
        for name, message, _ in wrong_uses(
            settings, ["a/broken"], {name: name for name in settings}
        )
    }
    assert found == {
        "a/ring": "uses itself: a/ring uses a/back uses a/ring",
        "a/back": "uses itself: a/back uses a/ring uses a/back",
        "a/self": "uses itself: a/self uses a/self",
        "a/idle": "uses a/after, which keeps nothing",
    }


def test_the_order_of_running() -> None:
    settings = {
        "a/one": Settings(keeps=("x",)),
        "a/two": Settings(keeps=("x",), uses=("a/one",)),
        "a/three": Settings(uses=("a/two", "a/one")),
        "a/other": Settings(),
    }
    examples = with_all_used(["a/three", "a/other"], settings)
    assert examples == set(settings)
    assert list(in_order(examples, settings)) == [["a/one", "a/other"], ["a/two"], ["a/three"]]


@pytest.fixture
def training(chain: Site) -> Site:
    """Its heavy example gives other digits on every run, as another processor would."""
    chain.write(
        HEAVY,
        "# evidoc: keeps=scores tolerance=0.03\nimport os\n\n# What a net learned.\n"
        "move = 0.02 * int.from_bytes(os.urandom(4), 'big') / 2**32\n"
        "scores = [[move, 0.5], [1, 2]]\nprint(f'{0.5 + move:.4f}')\n",
    )
    assert chain.evidoc("run").exit_code == 0
    return chain


def test_a_run_within_the_tolerance_keeps_every_byte(training: Site) -> None:
    before = training.tree()
    result = training.evidoc("run", "--all")
    assert result.exit_code == 0
    assert recorded(result.output) == []
    assert training.tree() == before


def test_a_run_beyond_the_tolerance_is_recorded_with_all_that_follows(training: Site) -> None:
    training.replace(HEAVY, "tolerance=0.03", "tolerance=0.0000001")
    result = training.evidoc("run", "--all")
    assert recorded(result.output) == [
        f"conv/{name} ({code})" for name in ("heavy", "light") for code in ("en", "ko")
    ]
    assert training.evidoc("check").exit_code == 0


def test_a_rerun_finds_what_the_tolerance_does_not_allow(training: Site) -> None:
    def found(name: str) -> str:
        return "\n".join(map(str, rerun(training.project(), f"conv/{name}")))

    assert found("heavy") == found("light") == ""
    training.replace(HEAVY, "tolerance=0.03", "tolerance=0.0000001")
    message = "conv/heavy now gives another result (en): output 1: recorded"
    assert message in found("heavy")
