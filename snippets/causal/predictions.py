# evidoc: uses=causal/train_recall
import json
from pathlib import Path

import matplotlib.pyplot as plt
import torch

from palette import NEUTRAL

kept = json.loads(Path("causal/train_recall.kept.json").read_text())
sample = {name: torch.tensor(rows) for name, rows in kept["sample"].items()}
fields, answers = kept["fields"], sample["answers"]
symbols, marked = sample["inputs"][:, :-1], sample["inputs"][:, -1]
rows = [("input", symbols.argmax(1)), ("truth", answers)]
right = {}
for name, field in fields.items():
    rows.append((str(field), sample[name]))
    right[name] = (sample[name] == answers).sum(1).tolist()
moments = answers.shape[1]
first_mark = int(marked[0].nonzero()[0])
from_mark = bool((sample["dilated"] == answers)[0, first_mark:].all())

# One block of strips above the other: the two sequences.
colours = plt.get_cmap("viridis", len(symbols[0]))
fig = plt.figure("predictions", figsize=(4.8, 4.2))
blocks = [part.subplots(len(rows)) for part in fig.subfigures(2)]
table = [["", *range(moments)]]
for *strips, (name, both) in zip(*blocks, rows, strict=True):
    for ax, row in zip(strips, both, strict=True):
        ax.imshow(colours(row[None]), aspect="auto", interpolation="none")
        ax.set_xticks([])
        ax.set_yticks([0], [name])
        table.append([name, *row.tolist()])
for (ax, *_), marks in zip(blocks, marked, strict=True):
    at = marks.nonzero().flatten()
    ax.plot(at, [-0.8] * len(at), "v", color=NEUTRAL, clip_on=False)
    ax.set_ylim(0.5, -0.5)
