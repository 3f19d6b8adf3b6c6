import evidoc
from conv_arithmetic import effective_kernel_size

kernel_size, dilation = 3, 8
span = effective_kernel_size(kernel_size, dilation)
wrong = span + 1

# One line of a page, with a slip in its first number.
line = f"The kernel spans [{wrong}×{span}]{{= demo/kernel: span, span }} cells."

# What its example computed, what the check says, and what the update writes.
computed = {"span": span}
(finding,) = evidoc.check_text(line, computed)
mended = evidoc.update_text(line, computed)

print(line)
print(f"{finding.path}:{finding.line}: {finding.message} [{finding.mend}]")
print(mended)
