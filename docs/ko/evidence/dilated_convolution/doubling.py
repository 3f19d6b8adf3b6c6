from torch import nn

layers = nn.Sequential(
    nn.Conv2d(256, 256, 3, padding=1, dilation=1),
    nn.ReLU(inplace=True),
    nn.Conv2d(256, 256, 3, padding=2, dilation=2),
    nn.ReLU(inplace=True),
    nn.Conv2d(256, 256, 3, padding=4, dilation=4),
    nn.ReLU(inplace=True),
    nn.Conv2d(256, 256, 3, padding=8, dilation=8),
    nn.ReLU(inplace=True),
)

field, fields = 1, []
for conv in layers[::2]:
    field += 2 * conv.dilation[0]
    fields.append(field)
    print(f"dilation={conv.dilation[0]}: 수용 영역 {field:>2}×{field}")

rates = tuple(conv.dilation[0] for conv in layers[::2])
channels = layers[0].in_channels
plain_layers = (field - 1) // 2
weight = layers[0].weight.numel()
weights, plain_weights = len(rates) * weight, plain_layers * weight
