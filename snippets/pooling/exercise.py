from exercises import wrong_dilations


def dilations_for(strides):
    """Return a dilation for each layer once all strides are taken out.

    Every output of the strided stack must stay, with the same value.
    """
    return []  # your code


wrong = wrong_dilations(dilations_for)
for strides in wrong:
    print(f"wrong: strides {strides}")
print(f"all right: {not wrong}")
