from exercises import wrong_causal_layers


# region task
def causal(conv, x):
    """Apply a Conv1d to x of shape (batch, channels, length), causally.

    The output is as long as the input; output t depends on input t and earlier
    ones.
    """
    return x[..., :0]  # your code


# endregion

wrong = wrong_causal_layers(causal)
for kernel_size, dilation in wrong[:3]:
    print(f"wrong: kernel {kernel_size}, dilation {dilation}")
print(f"all right: {not wrong}")
