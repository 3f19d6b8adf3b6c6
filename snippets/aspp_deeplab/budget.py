# evidoc: files=data/aspp_budget.json
import json
from itertools import combinations
from pathlib import Path

from conv_arithmetic import Layer, receptive_field

measured = json.loads(Path("data/aspp_budget.json").read_text())
short, long = measured["steps"]
ratio = long // short
table = []
for net in measured["nets"]:
    how = "in series" if net["in_series"] else "side by side"
    before, after = net["scores"]
    table.append([*net["rates"], *net["stem"], before, after])
    print(f"{net['rates']} {how}, stem {net['stem']}:")
    print(f"  {before:.3f} after {short} steps, {after:.3f} after {long:,}")
stack = next(net for net in measured["nets"] if net["rates"] == [1, 2, 4])
field = receptive_field(
    [Layer(3, dilation=rate) for rate in stack["stem"] + stack["rates"]]
)
gap = 0
for one, other in combinations(table, 2):
    apart, later = one[-2] - other[-2], one[-1] - other[-1]
    if apart * later < 0:
        gap = max(gap, abs(apart), abs(later))
        print(f"change places: {one[:3]} and {other[:3]}")
