from conv_arithmetic import Layer, coverage, hit_counts, receptive_field


def stack(*rates):
    return [Layer(3, dilation=rate) for rate in rates]


def holes(*rates):
    """Count the cells along one axis that reach no output."""
    return hit_counts(stack(*rates)).count(0)


def field(*rates):
    return receptive_field(stack(*rates))


first = (1, 3, 6)
print(f"{first}: {field(*first)} cells, {holes(*first)} holes")

second = (3, 3, 3, 1), (2, 4, 8, 2)
for rates in second:
    print(f"{rates}: {holes(*rates)} holes")

third = (1, 2, 5)
fourth = field(*third)
for rate in (fourth, fourth + 1):
    print(f"{(*third, rate)}: {holes(*third, rate)} holes")

lattice, front = (2, 2, 2), 1
before = coverage(stack(*lattice))
after = coverage(stack(front, *lattice))
print(f"{lattice}: {before[0]} of {before[1]} reached")
print(f"{(front, *lattice)}: {after[0]} of {after[1]} reached")
