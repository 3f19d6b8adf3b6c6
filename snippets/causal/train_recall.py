# evidoc: seconds=300 keeps=fields,accuracies,within,beyond,by_distance,sample tolerance=0.05
import inspect

import torch

from recall import build, make_sequences, train

start, furthest = 64, 80
dilations = {"plain": [1] * 6, "dilated": [2**power for power in range(6)]}
fields = {name: 1 + sum(rates) for name, rates in dilations.items()}
tests = make_sequences(512, 160, torch.Generator().manual_seed(1000))
answers, distances = tests[1][:, start:], tests[2][:, start:]

accuracies, within, beyond, by_distance = {}, {}, {}, {}
shown = [0, 3]
sample = {"inputs": tests[0][shown, :, start:], "answers": answers[shown]}
for name, rates in dilations.items():
    rights = []
    for seed in range(3):  # of the weights and of the sequences
        net = train(build(rates, seed=seed), seed, start=start)
        with torch.no_grad():
            guesses = net(tests[0])[..., start:].argmax(1)
        rights.append((guesses == answers).double())
        print(f"{rates} {seed}: {float(rights[-1].mean()):.3f}")
    seen = distances < fields[name]
    accuracies[name] = [float(right.mean()) for right in rights]
    within[name] = [float(right[seen].mean()) for right in rights]
    beyond[name] = [float(right[~seen].mean()) for right in rights]
    by_distance[name] = [
        [float(right[distances == d].mean()) for d in range(furthest)]
        for right in rights
    ]
    sample[name] = guesses[shown]

budget = {
    name: parameter.default
    for name, parameter in inspect.signature(train).parameters.items()
}
parameters = sum(p.numel() for p in net.parameters())
