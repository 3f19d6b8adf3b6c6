from conv_arithmetic import output_size, parameter_count, valid_taps

wide, side = 36, 65
inside = valid_taps(side, 3, wide)
full = inside.get(9, 0)
middle_only = inside[1]
print(f"rate {wide} on {side}×{side}: {full} positions with all taps inside,")
print(f"{middle_only} with the middle tap alone")

crop, halvings = 769, 4
map_side = crop
for _ in range(halvings):
    map_side = output_size(map_side, 3, stride=2, padding=1)
print(f"crop {crop}: a map of {map_side}×{map_side} cells")

narrow, out = 320, 256
dilated = parameter_count(narrow, out, 3, bias=False)
depthwise = parameter_count(narrow, narrow, 3, groups=narrow, bias=False)
separable = depthwise + parameter_count(narrow, out, 1, bias=False)
print(
    f"{dilated:,} weights in a dilated branch, {separable:,} in a separable one"
)
