def total(n):
    return sum(range(1, 2 * n, 2))


terms = 12
print(f"{terms} odd numbers add up to {total(terms)}")
