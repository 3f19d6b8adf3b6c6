"""What readers download runs where they put it."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from evidoc.core.model import Job
from evidoc.records.downloads import download_names, downloads
from evidoc.records.notebook import program_cells, read_percent
from small_site import Site

MODULE = '"""A module."""\n\n\ndef span(k, d):\n    return d * (k - 1) + 1\n'
PROGRAM = '''\
"""The span of a kernel.

Measured along *one* axis.
"""

import json
from pathlib import Path

from shapes import span

# Where it is read from.

kept = json.loads(Path("conv/heavy.kept.json").read_text())
text = """

%% a line

"""


def twice(x):

    return 2 * x


# !ls is no command here
print(f"폭 {twice(span(3, kept['d']))}")
'''
FILES = (("shapes.py", MODULE.encode()), ("conv/heavy.kept.json", b'{"d": 8}\n'))


def job(source: str = PROGRAM, files: tuple[tuple[str, bytes], ...] = FILES) -> Job:
    return Job("conv/reach", "ko", source, "snippets/conv/reach.py", files=files)


def cells(book: bytes) -> list[Any]:
    return list(json.loads(book)["cells"])


def source(cell: Any) -> str:
    return "".join(cell["source"])


def test_a_notebook_has_the_cells_of_its_program() -> None:
    intro, files, imports, *rest = cells(downloads(job())["reach.ipynb"])
    assert source(intro) == "The span of a kernel.\n\nMeasured along *one* axis."
    assert intro["cell_type"] == "markdown"
    assert source(files).startswith("# 이 예제에 필요한 파일입니다.")
    assert source(imports).endswith("\n\nfrom shapes import span")
    assert [source(cell).split("\n")[0] for cell in rest] == [
        "# Where it is read from.",
        "def twice(x):",
        "# !ls is no command here",
    ]
    assert "폭" in source(rest[-1])


def test_a_notebook_computes_what_its_program_does() -> None:
    code = "\n".join(source(cell) for cell in cells(downloads(job())["reach.ipynb"])[2:])
    assert ast.dump(ast.parse(code)) == ast.dump(ast.parse(PROGRAM.split('"""\n', 1)[1]))


def test_downloads_are_the_same_on_every_run() -> None:
    assert downloads(job()) == downloads(job())
    book = json.loads(downloads(job())["reach.ipynb"])
    assert [cell["id"] for cell in book["cells"]] == [f"cell-{number}" for number in range(1, 7)]
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    nbformat.validate(book)


@pytest.mark.parametrize("ending", ["ipynb", "zip"])
def test_downloads_run_elsewhere(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"reach.{ending}").write_bytes(downloads(job())[f"reach.{ending}"])
    assert "폭 34" in output_of(tmp_path / f"reach.{ending}")


def output_of(file: Path) -> str:
    """Return what a download prints, run as a reader would in its own folder."""
    if file.suffix == ".ipynb":
        book = nbformat.read(file, as_version=4)
        here = {"metadata": {"path": str(file.parent)}}
        NotebookClient(book, timeout=120, resources=here).execute()
        outputs = [output for cell in book.cells for output in cell.get("outputs", ())]
        return "".join(output["text"] for output in outputs)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(file.parent)
    command = [sys.executable, file.with_suffix(".py").name]
    done = subprocess.run(command, cwd=file.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# Files that a cell can only write in a form of their own.
@pytest.mark.parametrize("data", [b"\xff\x00", b"a'''b", b"x'", b"x\\", b"a\r\n", "가\n".encode()])
def test_the_first_cell_writes_every_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    for cell in program_cells("x = 1\n", [("data/x.bin", data)], "note"):
        exec(cell["source"], {})
    assert Path("data/x.bin").read_bytes() == data


def test_what_draws_is_one_cell() -> None:
    program = (
        "import matplotlib.pyplot as plt\n\nx = [1]\n\n\ndef draw(ax):\n    ax.plot(x)\n\n\n"
        "fig, ax = plt.subplots()\n\ny = 2\n\nax.plot(x)\n\nprint(y)\n"
    )
    texts = [source(cell) for cell in cells(downloads(job(program, ()))["reach.ipynb"])]
    assert [text.split("\n")[0] for text in texts] == [
        "import matplotlib.pyplot as plt",
        "x = [1]",
        "def draw(ax):",
        "fig, ax = plt.subplots()",
        "print(y)",
    ]


def test_an_example_without_files_is_a_program_and_a_notebook() -> None:
    made = downloads(job("x = 1\n", ()))
    assert (
        list(made) == download_names("conv/reach", has_files=False) == ["reach.py", "reach.ipynb"]
    )
    assert made["reach.py"] == b"x = 1\n"
    names = download_names("conv/reach", has_files=True)
    assert sorted(downloads(job())) == sorted(names) == ["reach.ipynb", "reach.zip"]


def test_an_archive_holds_what_the_program_needs() -> None:
    with zipfile.ZipFile(io.BytesIO(downloads(job())["reach.zip"])) as archive:
        assert archive.namelist() == ["conv/heavy.kept.json", "reach.py", "shapes.py"]


def test_the_foot_of_an_example_links_its_downloads(site: Site) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=site.root, check=False
    )
    assert result.returncode == 0
    page = site.read("site/en/index.html")
    for file in ("span.zip", "span.ipynb", "quiet.py", "quiet.ipynb"):
        assert f'<a download="{file}" href="evidence/conv/{file}">{file}</a>' in page
        assert site.path(f"site/en/evidence/conv/{file}").is_file()


# A program in cells: the kind, the source and the metadata of each.
PERCENT: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "# %%\nx = 1\n\n\n# %%\ny = 2\n": [("code", "x = 1", {}), ("code", "y = 2", {})],
    "# %% [markdown]\n# # A title\n#\n#   - more\n\n#%%\nx": [
        ("markdown", "# A title\n\n  - more", {}),
        ("code", "x", {}),
    ],
    "import x\n# %% Why\n# !ls\n": [("code", "import x", {}), ("code", "# !ls", {})],
    '# %% a title tags=["raises-exception", "b"] open=true odd= last=[1\n1 / 0': [
        ("code", "1 / 0", {"tags": ["raises-exception", "b"], "open": True}),
    ],
    '# %% [markdown] tags=["x"]\n# said\n': [("markdown", "said", {"tags": ["x"]})],
    "# %%\n\n# %%\n": [("code", "", {}), ("code", "", {})],
}


@pytest.mark.parametrize("text", PERCENT)
def test_a_program_in_cells_is_read_as_editors_do(text: str) -> None:
    found = [(each["cell_type"], each["source"], each["metadata"]) for each in read_percent(text)]
    assert found == PERCENT[text]
