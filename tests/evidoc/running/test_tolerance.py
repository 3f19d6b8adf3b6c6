"""What another processor computes in other last digits is recorded in the same bytes."""

from __future__ import annotations

import json
import shutil

from small_site import Site

# The clock stands for another processor.
PROGRAM = """
# evidoc: keeps=scores tolerance=0.03
import time

import matplotlib.pyplot as plt

moved = time.time_ns() % 9973 * 1e-11
scores = [0.7337 + moved, 0.00031416 + moved * 1e-3]
rows = [["net", scores[0]]]
plt.figure("scores")
plt.plot([0.5, 0.73], scores)
plt.imshow([scores], extent=(0, 1, 0, 1))
print(f"{scores[0]:.3f}")
"""
PAGE = """
---
topic: conv
---
# Moves {#moves}

/// example | moves
///

It scores [0.734]{= scores[0] }, or [73.4 %]{= scores[0] }.

/// claim | moves: rows
| net | score |
|---|---|
| net | 0.734 |

///
"""


def test_other_last_digits_do_not_show(site: Site) -> None:
    site.replace("evidoc.toml", 'coverage = "all"\n', "")
    site.write("snippets/conv/moves.py", PROGRAM.lstrip())
    for page in ("docs/en/moves.md", "docs/ko/moves.md"):
        site.write(page, PAGE.lstrip())
    trees = []
    for _ in range(3):
        shutil.rmtree(site.path("evidence"))
        assert site.evidoc("run").exit_code == 0
        trees.append(site.tree())
    assert trees[0] == trees[1] == trees[2]
    assert "moves.py" not in site.evidoc("check").output
    kept = json.loads(site.read("evidence/conv/moves.kept.json"))
    assert kept == {"scores": [0.734, 0.000314]}


def test_another_tolerance_is_recorded_anew(site: Site) -> None:
    quiet = "snippets/conv/quiet.py"
    site.write(quiet, f"# evidoc: tolerance=0.1\n{site.read(quiet)}")
    assert "snippets/conv/quiet.py:1: changed" in site.evidoc("check").output
    assert site.evidoc("run").exit_code == 0
    site.replace(quiet, "0.1", "0.2")
    assert "snippets/conv/quiet.py:1: changed" in site.evidoc("check").output
