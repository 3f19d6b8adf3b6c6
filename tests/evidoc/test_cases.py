"""Small inputs that authors really write, and what is said of them: a row for each kind."""

from __future__ import annotations

import re

import pytest

from small_site import Site

SITE = {
    "evidoc.toml": """
        [languages]
        en = { docs = "docs" }
        """,
}
MKDOCS = """
    site_name: A
    plugins: {evidoc: {}}
    markdown_extensions:
      pymdownx.superfences: {}
      pymdownx.caret: {}
      pymdownx.keys: {}
      pymdownx.emoji: {}
      pymdownx.snippets: {}
      pymdownx.blocks.details: {}
      evidoc: {}
    """
BLOCK = "/// example | topic/name\n///\n\n"

# Program, text of the page below it, what the record prints (None: not looked at), findings.
CASES: dict[str, tuple[str, str, str | None, list[str]]] = {
    "an IntEnum": (
        "from enum import IntEnum\nclass Level(IntEnum):\n    HIGH = 4\nlevel = Level.HIGH\n",
        "Level [4]{= level }.",
        None,
        [],
    ),
    "a float of its own class": (
        "class Metre(float):\n    def __repr__(self): return 'm'\nwide = Metre(1.5)\n",
        "It is [1.5]{= wide }.",
        None,
        [],
    ),
    "options that are wrong, above a claim": (
        "x = 3\n",
        "/// example | topic/name\n    foo: z\n///\n\n[4]{= x }\n\n"
        "/// example | topic/name\n    show: [a\n///\n\n/// example | topic/name\n    part: z\n///",
        None,
        ["unknown option", "shows 4", "not valid YAML", "[write # region z and # endregion"],
    ),
    "a block without an end": (
        "rows = [[7]]\n",
        "/// claim | rows\n| 7 |\n",
        None,
        ["the block /// claim is not closed"],
    ),
    "a frame": (
        "class Frame:\n    def itertuples(self, index, name): return [(1, 2.5), (3, 4)]\n"
        "frame = Frame()\n",
        "Rows [1, 2.5, 3, 4]{= frame }.",
        None,
        [],
    ),
    "a builtin's name for a variable": (
        "filter, max = [3, 3], 7\n",
        "A [3×3]{= filter } filter, at most [7]{= max }.",
        None,
        [],
    ),
    "a builtin's name that the example does not bind": (
        "size = 1\n",
        "At most [7]{= max } or [3]{= list(map(int, '3')) }.",
        None,
        ["max: it uses no name", "list(map(int, '3')): it uses no name"],
    ),
    "threads and exit handlers": (
        "import atexit, threading\natexit.register(print, 'bye')\n"
        "threading.Timer(0.1, print, ['late']).start()\nprint('main')\n",
        "",
        "main\nlate\nbye\n",
        [],
    ),
    "a progress bar": (
        "for share in (10, 100): print(f'\\r{share} %', end='')\nprint()\n",
        "",
        "100 %\n",
        [],
    ),
    "colours and a null byte": ("print('\\x1b[1mbold\\x1b[0m\\0')\n", "", "bold\n", []),
    "its own file": (
        "from pathlib import Path\nprint(Path(__file__).name, __name__)\n",
        "",
        "name.py __main__\n",
        [],
    ),
    "the header of a script of uv": (
        '# /// script\n# requires-python = ">=3.11"\n# ///\nprint("ok")\n',
        "",
        "ok\n",
        [],
    ),
    "a formula as a label": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.title(r'$\\alpha$ and $\\beta$')\n",
        "",
        None,
        ["the figure 1 has the text '$\\\\alpha$ and $\\\\beta$', whose formula is not set"],
    ),
    "a price as a label": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.title('at $5')\n",
        "",
        None,
        [],
    ),
    "an animation": (
        "import matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\n"
        "fig, ax = plt.subplots()\n(line,) = ax.plot([1, 2])\n"
        "film = FuncAnimation(fig, lambda n: [line.set_ydata([n, 2])], frames=2)\n",
        "",
        None,
        ["the figure 1 is an animation, of which a page shows the first frame alone [say so"],
    ),
    "a list whose markers are all one": ("x = 1\n", "1. a\n1. b\n1. c\n", None, []),
    "an expression that begins like a name": ("x = [3]\n", "[3]{= x[0: 1] }", None, []),
    "what a command mends and what it leaves": (
        "x, y, n = 2.5, 7, 12\n",
        "[7]{= y + 1 } [3]{= x } [over 20]{= n > 20 } [one]{= y } [1, 2]{= n }",
        None,
        [
            "index.md:4:2: shows 7, computed 8 (y + 1) [evidoc update]",
            "index.md:4:16: shows 3, computed 2.5 (x) [mend it by hand]",
            "n > 20 is not true [mend it by hand]",
            "shows one, computed 7 (y) [mend it by hand]",
            "n has 1 value (12) [mend it by hand]",
        ],
    ),
    "a Decimal": (
        "from decimal import Decimal\nx = Decimal('1.10')\n",
        "[1.10]{= x } is not [1.11]{= x }",
        None,
        ["index.md:4:22: shows 1.11, computed 11/10 = 1.1 (x)"],
    ),
    "strings with numbers": (
        "from decimal import Decimal\nprice = Decimal('1.10')\n"
        "print('2024-01-05 12:30:45', 'https://localhost:8000/v1', 'Python 3.11 or newer')\n",
        "",
        "2024-01-05 12:30:45 https://localhost:8000/v1 Python 3.11 or newer\n",
        [],
    ),
    "what runs as a program only": (
        "import matplotlib.pyplot as plt\n\ndef main():\n    plt.plot([1, 2])\n"
        "    print('drawn')\n\n"
        "if __name__ == '__main__':\n    main()\n",
        "",
        "drawn\n",
        [],
    ),
    "cells outside of a lab": (
        "print('before')\n# %%\nx = 2\n# %% [markdown]\n# Text\nprint('last')\n",
        "[2]{= x }",
        "before\nlast\n",
        [],
    ),
}
# Text of a page on which every number is asked for, and the findings.
STRICT_CASES: dict[str, tuple[str, list[str]]] = {
    "keys and icons": ("Press ++ctrl+1++ :one: :material-numeric-1-box: 5️⃣ {: .x }.", []),
    "an include": ('--8<-- "missing.txt"', []),
    "a title with code": ("/// details | Using ``x9`` instead\nText.\n///", []),
    "powers": (
        "[10^-3]{= z }, [2^10]{= k }, [10⁻³]{= z }, [2<sup>10</sup>]{= k }; [2^9]{= k }, 3^4^.",
        ["index.md:10:69: shows 2^9, computed 1024", "bound to nothing: 3^{4}"],
    ),
    "ratios as words": (
        "A dozen times as wide;\n\n20, twentyfold;\n\nten times the size; 갑절;\n\n곱절.",
        ["'dozen times'", "'twentyfold'", "'갑절'", "'곱절'", "nothing: ten", "nothing: 20"],
    ),
    "verbs, which say what a thing does": ("It doubles, then it is halved, 반으로 나눕니다.", []),
}


@pytest.mark.parametrize("name", STRICT_CASES)
def test_what_is_seen_where_every_number_is_asked_for(bare: Site, name: str) -> None:
    text, findings = STRICT_CASES[name]
    bare.add({**SITE, "snippets/topic/name.py": "z, k = 0.001, 1024\n"})
    bare.add({"mkdocs.yml": MKDOCS})
    bare.add({"docs/index.md": f"---\ncoverage: all\n---\n# A\n\n{BLOCK}\n{text}\n"})
    bare.evidoc("run")
    said = bare.evidoc("check").output.splitlines()[:-1]
    assert len(said) == len(findings), said
    for finding in findings:
        assert any(finding in each for each in said), said


@pytest.mark.parametrize("name", CASES)
def test_what_authors_write(bare: Site, name: str) -> None:
    program, text, printed, findings = CASES[name]
    bare.add({**SITE, "snippets/topic/name.py": program})
    bare.add({"docs/index.md": f"{BLOCK}{text}\n"})
    assert bare.evidoc("run").exit_code == 0
    if printed is not None:
        assert bare.project().records.record("en", "topic/name").output == printed
    said = bare.evidoc("check").output.splitlines()[:-1]
    assert len(said) == len(findings), said
    for finding in findings:
        assert any(finding in each for each in said), said


def test_one_that_never_ends_leaves_the_others_recorded(bare: Site) -> None:
    names = [f"part_{number}" for number in range(5)]
    bare.add({**SITE, "snippets/topic/endless.py": "# evidoc: seconds=1\nwhile True: pass\n"})
    bare.add({f"snippets/topic/{name}.py": f"print('{name}')\n" for name in names})
    blocks = [f"/// example | topic/{name}\n///\n\n" for name in (*names, "endless")]
    bare.write("docs/index.md", "".join(blocks))
    done = bare.evidoc("run")
    assert done.exit_code == 1
    assert "snippets/topic/endless.py:2: did not end within 1 s" in done.stdout
    records = bare.project().records
    assert [records.record("en", f"topic/{name}").output for name in names] == [
        f"{name}\n" for name in names
    ]


def test_a_lab_with_code_before_its_first_cell_is_told_so(bare: Site) -> None:
    bare.add({**SITE, "snippets/labs/sums.py": "print(1)\n# %%\nx = 2\n", "docs/index.md": "A\n"})
    done = bare.evidoc("run")
    message = "labs/sums.py:1: a lab is made of cells: all of it stands below markers # %%"
    assert message in done.stdout


@pytest.mark.parametrize("name", ["area.kept", "my area", "lambda"])
def test_a_file_whose_name_no_claim_could_have_is_refused_once(bare: Site, name: str) -> None:
    bare.add({**SITE, f"snippets/topic/{name}.py": "x = 3\n"})
    bare.write("docs/index.md", f"/// example | topic/{name}\n///\n")
    (found, _) = bare.evidoc("check").output.splitlines()
    assert found.startswith(f"snippets/topic/{name}.py:1: '{name}' cannot be the name of an")
    assert "[rename it: letters, digits, and _ - . between them]" in found


TUTORIALS = {"01_basics": "02_area", "topic": "area.v2", "my-topic": "my-area", "v1.2": "class"}
TUTORIAL = """
    ---
    topic: {topic}
    coverage: all
    ---
    # Area {{#area}}

    /// example | {name}
        alt: Of [3]{{= radius }}
    ///

    /// example | {name}
        value: dot
        alt: A dot
    ///

    /// example | area
    ///

    [4]{{= {name}: radius }} or 4<!--= {topic}/{name}: radius -->, but [1]{{= radius }}.

    /// formula | {name}: f(x)
        for: x=1..9
    $$
    2x
    $$

    ///

    <!-- evidoc: output {topic}/{name} -->
    ```text
    4
    ```
    """


TUTORIAL_PROGRAM = """
    # evidoc: keeps=radius
    import matplotlib.pyplot as plt


    class Dot:
        def _repr_svg_(self):
            return "<svg/>"


    def f(x):
        return x + x


    dot, radius = Dot(), 3
    print(radius)
    plt.plot([radius])
    """


def test_tutorials_are_named_as_their_authors_like(bare: Site) -> None:
    bare.add({**SITE, "mkdocs.yml": MKDOCS, "docs/index.md": "# Start\n"})
    for topic, name in TUTORIALS.items():
        bare.add({f"docs/{topic}.md": TUTORIAL.format(topic=topic, name=name)})
        uses = f"# evidoc: uses={topic}/{name}\nradius = 1\n"
        bare.add({f"snippets/{topic}/{name}.py": TUTORIAL_PROGRAM})
        bare.add({f"snippets/{topic}/area.py": uses})
    assert bare.evidoc("run", "topic/area.v2").exit_code == 0
    assert bare.evidoc("run").exit_code == 0
    found = bare.evidoc("check").output
    for topic, name in TUTORIALS.items():
        for column in (2, 21 + len(name)):
            assert f"docs/{topic}.md:19:{column}: shows 4, computed 3" in found
        assert f"line 1 of the block is '4', that of {topic}/{name} '3'" in found
    bare.evidoc("update")
    checked = bare.evidoc("check").output
    assert checked.endswith("no findings\n"), checked
    assert bare.build("--strict").exit_code == 0
    for topic, name in TUTORIALS.items():
        page = bare.read(f"site/{topic}/index.html")
        for file in ("py", "ipynb", "1.svg", "value-dot.svg"):
            assert f"evidence/{topic}/{name}.{file}" in page
            assert bare.path(f"site/evidence/{topic}/{name}.{file}").is_file()
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_german_page_writes_decimals_with_a_comma(bare: Site) -> None:
    said = "[28,29]{= area }, 28,29<!--= area --> und [1.234.567]{= big }\n"
    bare.add({"evidoc.toml": '[languages]\nde = { docs = "docs" }\n'})
    bare.add({"snippets/topic/name.py": "area, big = 28.286, 1234567\n"})
    bare.add({"docs/index.md": f"{BLOCK}{said}"})
    bare.evidoc("run")
    text = bare.read("docs/index.md")
    assert bare.evidoc("check").output.endswith("no findings\n")
    bare.write("docs/index.md", text.replace("28,29", "28,30").replace("1.234.567", "1.234"))
    assert "docs/index.md:4:2: shows 28,30, computed 28.286" in bare.evidoc("check").output
    bare.evidoc("update")
    assert bare.read("docs/index.md") == text


UNSTEADY = {
    "import time\nprint(time.time())\n": "output 1: recorded",
    "import random\nx = random.SystemRandom().random()\n": "values x 1: recorded",
}


@pytest.mark.parametrize("program", UNSTEADY)
def test_a_result_that_changes_by_itself_is_named(bare: Site, program: str) -> None:
    bare.add({**SITE, "snippets/topic/name.py": program})
    bare.add({"docs/index.md": BLOCK + ("[0]{= x ± 1 }\n" if "x =" in program else "")})
    assert bare.evidoc("run").exit_code == 0
    again = bare.evidoc("run", "--all")
    assert again.exit_code == 1
    message = f"name.py:1: gives another result each time it runs (en): {UNSTEADY[program]}"
    assert message in again.output


def test_a_printed_address_is_named_before_it_changes(bare: Site) -> None:
    bare.add({**SITE, "snippets/topic/name.py": "print(object())\n", "docs/index.md": BLOCK})
    bare.evidoc("run")
    assert "name.py:1: prints the address of an object" in bare.evidoc("check").output


# A program that reads what the project has and the example is not given; what to write.
UNSEEN = {
    "n = len(list(Path('tests').glob('test_*.py')))": "files=tests/test_*.py",
    "n = len(list(Path(__file__).parents[1].rglob('tests/*.py')))": "",
    "n = len(list((Path(__file__).parents[2] / 'src').rglob('*.py')))": "look for src/**/*.py from",
    "n = len(list(Path('src').rglob('*.py')))": "files=src/**/*.py",
    "n = sum(len(files) for *_, files in os.walk('tests'))": "files=tests/*",
    "n = len(glob.glob('tests/**/test_*.py', recursive=True))": "files=tests/**/test_*.py",
    "n = len(Path('tests/test_a.py').read_text())": "files=tests/test_a.py",
    "n = len(list(Path('other').glob('*')))": "",
    "n = Path('tests/test_a.py').is_file()": "",
}


def test_files_that_an_example_is_not_given_are_no_silent_zero(bare: Site) -> None:
    bare.add({**SITE, "docs/index.md": "# A\n", "tests/test_a.py": "x = 1\n", "src/b/c.py": ""})
    for number, line in enumerate(UNSEEN):
        program = f"import glob, os\nfrom pathlib import Path\n\n{line}\nprint(n)\n"
        bare.write(f"snippets/topic/part_{number}.py", program)
    said = bare.evidoc("run", "--all").stdout
    for number, mend in enumerate(UNSEEN.values()):
        found = next((each for each in said.splitlines() if f"part_{number}.py:" in each), "")
        assert (mend in found) if mend else not found, said
    for number, mend in enumerate(UNSEEN.values()):
        if mend.startswith("files="):
            file = f"snippets/topic/part_{number}.py"
            bare.write(file, f"# evidoc: {mend}\n{bare.read(file)}")
    assert bare.evidoc("run", "--all").stdout.count(".py:") == 1


def test_an_animation_is_a_warning_that_fails_no_check(bare: Site) -> None:
    bare.add({**SITE, "mkdocs.yml": MKDOCS, "docs/index.md": BLOCK})
    bare.add({"snippets/topic/name.py": CASES["an animation"][0]})
    bare.evidoc("run")
    checked = bare.evidoc("check")
    assert checked.exit_code == 0
    assert checked.output.endswith("1 page, 1 example, 0 claims, 0 formulas: 1 warning\n")
    assert bare.evidoc("check", "--format", "json").exit_code == 0
    assert bare.build("--strict").exit_code == 0
    assert "<img" in bare.read("site/index.html")


TWO_FIGURES = """
    import matplotlib.pyplot as plt
    for name in ("left", "right"):
        plt.figure(name)
        plt.plot([1, 2])
    n = 2
    """
# Options of a block that shows them, and what is wrong.
SEVERAL: dict[str, tuple[str, str]] = {
    "both": ("figure: right, left\n    alt: R [2]{= n } | L\n    caption: Right | Left", ""),
    "one": ("figure: left\n    alt: With a | in it", ""),
    "none named": ("alt: L", "draws several figures [name them with figure: (left, right)]"),
    "a text too few": ("figure: left right\n    alt: L", "alt: has 1 text for 2 figures"),
    "an unknown one": ("figure: left, top\n    alt: L | T", "draws no figure 'top'"),
    "no text": ("figure: left, right", "the figure 'left' has no text alternative"),
    "a claim that is wrong": ("figure: left, right\n    alt: L [3]{= n } | R", "computed 2"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_a_block_shows_several_figures(bare: Site, name: str) -> None:
    options, finding = SEVERAL[name]
    bare.add({**SITE, "mkdocs.yml": MKDOCS, "snippets/topic/name.py": TWO_FIGURES})
    block = f"/// example | topic/name\n    {options}\n///\n"
    bare.write("docs/index.md", f"---\ncoverage: all\n---\n# A\n\n{block}")
    bare.evidoc("run")
    output = bare.evidoc("check").output
    assert finding in output if finding else output.endswith("no findings\n")
    if name == "both":
        bare.build("--strict")
        html = bare.read("site/index.html")
        assert html.index('alt="R 2"') < html.index("Right</") < html.index('alt="L"')


SHOWN_COLOURS = {
    "": '<span class="evidoc-bold evidoc-red">&lt;no&gt;</span> &amp; <span class="evidoc-green">',
    "# evidoc: colours=hidden\n": "<code>&lt;no&gt; &amp; yes",
}


@pytest.mark.parametrize("setting", SHOWN_COLOURS)
def test_colours_are_those_of_the_page_or_taken_out(bare: Site, setting: str) -> None:
    program = setting + "print('\\x1b[1;31m<no>\\x1b[0m & \\x1b[32myes\\x1b[0m')\n"
    bare.add({**SITE, "mkdocs.yml": MKDOCS})
    bare.add({"snippets/topic/name.py": program, "docs/index.md": BLOCK})
    bare.evidoc("run")
    bare.build("--strict")
    html = bare.read("site/index.html").partition('class="evidoc-output"')[2]
    assert SHOWN_COLOURS[setting] in html
    assert "style=" not in html.partition("</pre>")[0]


STYLES = {
    "default": "plt.style.use('default')",
    "defaults": "plt.rcdefaults()",
    "dark": "plt.style.use('dark_background')",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_style_of_its_own_leaves_a_figure_stable_and_legible(bare: Site, style: str) -> None:
    program = f"import matplotlib.pyplot as plt\n{STYLES[style]}\nplt.imshow([[0, 1]])\n"
    bare.add({**SITE, "snippets/topic/name.py": program, "docs/index.md": BLOCK})
    bare.evidoc("run")
    figure = bare.read("evidence/topic/name.1.svg")
    assert "0 as before" not in bare.evidoc("run", "--all").output
    assert bare.read("evidence/topic/name.1.svg") == figure
    background = "#000000" if style == "dark" else "#ffffff"
    first = figure.partition('id="patch_1"')[2].partition("</g>")[0]
    assert f"fill: {background}" in first or (style == "dark" and "<path" in first)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("snippets/geo/flat/name.py", "snippets/geo/flat/name.py is no example"),
        ("snippets/pack/name.py", "snippets/pack/name.py is no example"),
        ("snippets/topic/other.py", "there is no example"),
    ],
)
def test_a_file_that_is_no_example_is_told(bare: Site, file: str, message: str) -> None:
    example = "topic/name" if "other" in file else file[len("snippets/") : -len(".py")]
    bare.add({**SITE, file: "x = 1\n", "snippets/pack/__init__.py": ""})
    bare.add({"docs/index.md": f"/// example | {example}\n///\n"})
    assert f"docs/index.md:1: {message}" in bare.evidoc("check").output
