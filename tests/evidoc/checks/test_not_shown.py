"""What a notebook would show of an example, and a page does not."""

from __future__ import annotations

import pytest

from small_site import Site

FRAME = "class Frame:\n    def _repr_html_(self): return '<b>1</b>'\nframe = Frame()\n"
IPYTHON = "class HTML:\n    def __repr__(self): return '<IPython.core.display.HTML object>'\n"
# Program, options of the block that shows it, what is said.
SHOWN: dict[str, tuple[str, str, str]] = {
    "an object at the end": (
        f"{FRAME}frame\n",
        "",
        "name.py:4: ends in frame, which is shown in a notebook and not here "
        "[show it with value: frame, print it, or delete it] (not-shown, a warning)",
    ),
    "a part of one": ("rows = [[1]]\nrows[0]\n", "", "name.py:2: ends in rows[0], which"),
    "one that is shown": (f"{FRAME}frame\n", "    value: frame\n", ""),
    "a result that is stated": ("x = 3\nx  #> 3\n", "", ""),
    "a call": ("x = [3]\nx.clear()\n", "", ""),
    "a text": ("x = 3\n'''The end.'''\n", "", ""),
    "nothing": ("", "", ""),
    "an object that is displayed": (
        f"{IPYTHON}\ndisplay = print\ndisplay(HTML())\n",
        "",
        "name.py:1: displays an object, of which a page shows its name alone: "
        "<IPython.core.display.HTML object> [give the object a name, and show it with value: name]",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_notebook_would_show_is_noted(bare: Site, name: str) -> None:
    program, options, said = SHOWN[name]
    bare.add({"evidoc.toml": '[languages]\nen = { docs = "docs" }\n'})
    bare.add({"snippets/topic/name.py": program})
    bare.add({"docs/index.md": f"/// example | topic/name\n{options}///\n"})
    assert bare.evidoc("run").exit_code == 0
    checked = bare.evidoc("check")
    assert checked.exit_code == 0, checked.output
    *found, last = checked.output.splitlines()
    assert len(found) == bool(said), found
    assert all(said in each for each in found)
    assert last.endswith("1 warning" if said else "no findings")
