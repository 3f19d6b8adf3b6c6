import evidoc

cells, taps = 17**2, 3**2
computed = {"cells": cells, "taps": taps}
line = f"Of [{cells}]{{= demo/kernel: cells }} cells [{taps}]{{= demo/kernel: taps }} are read."
assert not evidoc.check_text(line, computed)


def is_seen(at):
    return line.rfind("[", 0, at) > line.rfind("]", 0, at)


# Put every other digit in place of each digit that a reader sees.
changed = [
    line[:at] + str(digit) + line[at + 1 :]
    for at, old in enumerate(line)
    if old.isdigit() and is_seen(at)
    for digit in range(10)
    if str(digit) != old
]
found = [text for text in changed if evidoc.check_text(text, computed)]
print(f"{len(found)} of {len(changed)} changes are found")
