# evidoc: files=data/bench.json
import json
from pathlib import Path
from statistics import median

measured = json.loads(Path("data/bench.json").read_text())["sites"]
examples, figures = measured["examples"], measured["figures"]
steps = measured["steps"]
rounds = max(
    len(costs["cpu"]) for tools in steps.values() for costs in tools.values()
)


def typical(step, tool, quantity="cpu"):
    """The median over the rounds; None for what a tool does not have."""
    costs = steps[step].get(tool, {})
    return median(costs[quantity]) if quantity in costs else None


tools = list(steps["cold"])
rows = {
    tool: [
        *(typical(step, tool) for step in ("cold", "warm", "edit", "live")),
        round(typical("cold", tool, "memory")),
    ]
    for tool in tools
}
table = [cell for row in rows.values() for cell in row if cell is not None]
