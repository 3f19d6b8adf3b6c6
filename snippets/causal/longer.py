# evidoc: seconds=300 tolerance=0.05
import inspect

import torch

from recall import build, make_sequences, train

start, seed = 64, 1
usual = inspect.signature(train).parameters["steps"].default
steps = 4 * usual
tests = make_sequences(512, 160, torch.Generator().manual_seed(1000))
answers = tests[1][:, start:]

scores = []
for rates in ([1] * 6, [2**power for power in range(6)]):
    net = train(build(rates, seed=seed), seed, start=start, steps=steps)
    with torch.no_grad():
        right = net(tests[0])[..., start:].argmax(1) == answers
    scores.append(float(right.double().mean()))
    print(f"{rates}: {scores[-1]:.3f}")
