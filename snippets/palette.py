"""What the colours of the figures mean, the same in every figure of the course.

They are matplotlib's cycle, which the site shows in shades that suit light and dark pages.
"""

PLAIN = "C0"  # layers without dilation
DILATED = "C1"  # one dilation rate throughout
MIXED = "C2"  # several rates, such as doubling ones
HOLE = "C3"  # what lies in the field and is never read
NEUTRAL = "C7"  # everything that is none of these
