"""The project's own README and manual: a wrong number in them is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidoc.checks.documents import check_documents
from evidoc.pages.claims import numerals_of
from evidoc.pages.scan import scan
from evidoc.project.config import load_config
from evidoc.project.project import Project

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "scripts/evidoc/README.md")


def bound_numbers(name: str) -> list[tuple[int, int]]:
    """Return where the numbers that a document binds begin and end."""
    project = Project(load_config(ROOT))
    found = []
    for claim in scan((ROOT / name).read_text("utf-8")).claims:
        values = project.records.record("en", claim.example).values
        start, text = claim.bound_text(values)
        found += [(start + each.start, start + each.end) for each in numerals_of(text)]
    return found


def check(folder: Path, name: str, text: str) -> list[str]:
    """Return what is found in a changed copy of a document beside the same examples."""
    for each in ("snippets", "evidence"):
        (folder / each).symlink_to(ROOT / each)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    (folder / "evidoc.toml").write_text(f'documents = ["{name}"]\n', "utf-8")
    return [str(each) for each in check_documents(Project(load_config(folder)), {})]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_they_bind_numbers_and_these_are_true(name: str, tmp_path: Path) -> None:
    assert len(bound_numbers(name)) >= 5
    assert check(tmp_path, name, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("name", "start", "end"), [(name, *span) for name in DOCUMENTS for span in bound_numbers(name)]
)
def test_a_wrong_number_is_found_where_it_stands(
    name: str, start: int, end: int, tmp_path: Path
) -> None:
    text = (ROOT / name).read_text("utf-8")
    last = str((int(text[end - 1]) + 1) % 10)
    (finding,) = check(tmp_path, name, text[: end - 1] + last + text[end:])
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    assert finding.startswith(f"{name}:{line}:{column}: shows {text[start : end - 1]}{last}, ")


def test_a_changed_block_is_found(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    (finding,) = check(tmp_path, "README.md", text.replace("shows 18", "shows 19"))
    line = text[: text.index("<!-- evidoc: output")].count("\n") + 1
    assert finding.startswith(f"README.md:{line}: line 2 of the block is")
