from exercises import wrong_dilations


def dilations_for(strides):
    """Return a dilation for each layer once all strides are taken out."""
    dilations, jump = [], 1
    for stride in strides:
        dilations.append(jump)
        jump *= stride
    return dilations


wrong = wrong_dilations(dilations_for)
for strides in wrong:
    print(f"wrong: strides {strides}")
print(f"all right: {not wrong}")
