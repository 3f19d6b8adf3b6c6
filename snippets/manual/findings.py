import evidoc

span = 17
lines = [
    f"It spans [{span + 1}]{{= demo/kernel: span }} cells.",
    f"It spans [{span}]{{= demo/kernel: span cells.",
    f"It spans [{span}]{{= demo/kernel: span }} cells.",
]

# The first is wrong, the second malformed, the third true.
for text in lines:
    for finding in evidoc.check_text(text, {"span": span}):
        print(f"{finding.code}: {finding.message}")
