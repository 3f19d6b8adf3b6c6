from conv_arithmetic import effective_kernel_size
from evidoc.pages.claims import judge
from evidoc.pages.page import scan
from evidoc.pages.rewriting import rewrite_claim

kernel_size, dilation = 3, 8
span = effective_kernel_size(kernel_size, dilation)
wrong = span + 1

# One line of a page, with a slip in its first number.
line = f"The kernel spans [{wrong}×{span}]{{= demo/kernel: span, span }} cells."
page = scan(line)
claim = page.claims[0]

# What its example computed, and what the check says.
computed = {"span": [span]}
finding = judge(claim.text, claim.binding, computed)
mended = rewrite_claim(claim.text, claim.binding, computed)

print(line)
print(f"page.md:{claim.line}: {finding}")
print(f"evidoc update: {claim.text} -> {mended}")
