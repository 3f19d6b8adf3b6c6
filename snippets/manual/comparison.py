# evidoc: files=data/compare.json
import json
from pathlib import Path

found = json.loads(Path("data/compare.json").read_text())
tools = found["tools"]
patience = found["patience"]

# What was tried, by its name in the data.
tried = {
    "failure": "a failing example ends a strict build",
    "place": "… and its file and line are named",
    "hang": "an example that never ends is ended",
    "crash": "a crash of the interpreter costs one example",
    "isolation": "what one example does to a library reaches no other",
    "kept": "an unchanged example is not run again",
    "module": "an edit of a module that it imports runs it again",
    "number": "a wrong number in a sentence ends a strict build",
}
answers = {True: "yes", False: "no"}
rows = [
    [text, *(answers[tool["does"][name]] for tool in tools.values())]
    for name, text in tried.items()
]
yes = {name: sum(tool["does"].values()) for name, tool in tools.items()}


# region hide
class Table:
    def __init__(self, rows, tools):
        first = {
            name: next(iter(tool["versions"].values()))
            for name, tool in tools.items()
        }
        head = [
            "what was tried",
            *(f"{name} {version}" for name, version in first.items()),
        ]
        self.rows = [head, ["---"] * len(head), *rows]

    def _repr_markdown_(self):
        return "\n".join("| " + " | ".join(row) + " |" for row in self.rows)


table = Table(rows, tools)
# endregion
