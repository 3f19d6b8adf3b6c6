"""What the colours of the figures mean, the same in every figure of the course.

Those of the cycle are matplotlib's, which the site shows in shades that suit light and dark pages.
"""

PLAIN = "C0"  # layers without dilation
DILATED = "C1"  # one dilation rate throughout
MIXED = "C2"  # several rates, such as doubling ones
HOLE = "C3"  # what lies in the field and is never read
NEUTRAL = "C7"  # everything that is none of these
MARK = "C4"  # what the text points at, such as the first window

# The classes of outline fill: background, disc and square; and the pixels that a net gets wrong.
CLASSES = ("lightgray", "rebeccapurple", "teal")
WRONG = "crimson"
