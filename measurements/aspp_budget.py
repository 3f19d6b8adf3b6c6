"""Train the nets of the ASPP experiment on its budget and on four times as much, into a file.

Too long for an example that every test run repeats; the example that draws the file trains nothing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch

SNIPPETS = Path(__file__).parents[1] / "snippets"
FILE = SNIPPETS / "data" / "aspp_budget.json"
STEPS = (200, 800)


def main() -> None:
    """Train, score, and write the file."""
    sys.path.insert(0, str(SNIPPETS))
    from outline_fill import make_images, mean_iou, predict, train
    from pyramid import Pyramid

    torch.set_num_threads(1)
    sizes = (3, 11)
    images, labels = make_images(256, seed=100, sizes=sizes)
    test_images, test_labels = make_images(128, seed=1, sizes=sizes)
    nets = [
        {"rates": (8, 8, 8), "stem": (1, 1), "in_series": False},
        {"rates": (5, 5, 5), "stem": (1, 1), "in_series": False},
        {"rates": (7, 7, 7), "stem": (1, 2), "in_series": False},
        {"rates": (1, 2, 4), "stem": (1, 1), "in_series": True},
        {"rates": (2, 4, 8), "stem": (1, 1), "in_series": False},
        {"rates": (2, 4, 8), "stem": (1, 1), "in_series": True},
    ]
    measured = {"torch": torch.__version__.partition("+")[0], "steps": STEPS, "nets": []}
    for options in nets:
        scores = []
        for steps in STEPS:
            net = train(Pyramid(**options), images, labels, 0, steps, learning_rate=4e-3)
            scores.append(round(mean_iou(predict(net, test_images), test_labels), 3))
        measured["nets"].append({**options, "scores": scores})
        print(measured["nets"][-1], flush=True)
    FILE.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
