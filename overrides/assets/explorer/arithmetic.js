// The arithmetic of snippets/conv_arithmetic.py for the explorer: the same names in camelCase, the
// same values. Required arguments stand in Python's order, those with a default in one object
// behind them; a layer is {kernelSize, stride, dilation}. Where Python raises ValueError, this
// throws RangeError, as for what is no whole number. Results are exact up to 2 ** 53. The tests
// compare the two on a table of stacks.

function requireWhole(sizes, least = 1) {
  for (const [name, size] of Object.entries(sizes)) {
    if (!(Number.isInteger(size) && size >= least)) {
      throw new RangeError(`${name} is ${size}, but has to be whole and at least ${least}`);
    }
  }
}

// The layers with their defaults filled in.
function checked(layers) {
  return layers.map(({ kernelSize, stride = 1, dilation = 1 }) => {
    requireWhole({ kernelSize, stride, dilation });
    return { kernelSize, stride, dilation };
  });
}

function atStride1(layers) {
  const all = checked(layers);
  for (const { stride } of all) {
    if (stride !== 1) {
      throw new RangeError(`stride is ${stride}, but has to be 1`);
    }
  }
  return all;
}

export function effectiveKernelSize(kernelSize, { dilation = 1 } = {}) {
  requireWhole({ kernelSize, dilation });
  return dilation * (kernelSize - 1) + 1;
}

export function outputSize(inputSize, kernelSize, { stride = 1, padding = 0, dilation = 1 } = {}) {
  requireWhole({ inputSize, stride });
  requireWhole({ padding }, 0);
  const span = effectiveKernelSize(kernelSize, { dilation });
  const padded = inputSize + 2 * padding;
  requireWhole({ padded }, span);
  return Math.floor((padded - span) / stride) + 1;
}

export function samePadding(kernelSize, { dilation = 1 } = {}) {
  const total = effectiveKernelSize(kernelSize, { dilation }) - 1;
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

export function receptiveField(layers) {
  let [field, jump] = [1, 1];
  for (const { kernelSize, stride, dilation } of checked(layers)) {
    field += dilation * (kernelSize - 1) * jump;
    jump *= stride;
  }
  return field;
}

export function effectiveStride(layers) {
  return checked(layers).reduce((jump, { stride }) => jump * stride, 1);
}

export function hitCounts(layers) {
  let counts = [1];
  for (const { kernelSize, dilation } of atStride1(layers)) {
    const wider = new Array(counts.length + dilation * (kernelSize - 1)).fill(0);
    for (let tap = 0; tap < kernelSize; tap++) {
      counts.forEach((count, cell) => (wider[cell + tap * dilation] += count));
    }
    counts = wider;
  }
  return counts;
}

export function coverage(layers, { dims = 2 } = {}) {
  requireWhole({ dims });
  const counts = hitCounts(layers);
  return [counts.filter((count) => count > 0).length ** dims, counts.length ** dims];
}

export function longestHole(layers) {
  let [longest, run] = [0, 0];
  for (const count of hitCounts(layers)) {
    run = count ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

export function isGapFree(layers) {
  let filled = 1;
  for (const { kernelSize, dilation } of atStride1(layers).sort(
    (a, b) => a.dilation - b.dilation,
  )) {
    // A kernel of one tap moves nothing and so leaves no gap.
    if (kernelSize > 1 && dilation > filled) return false;
    filled += dilation * (kernelSize - 1);
  }
  return true;
}

export function hdcMaxDistances(dilations) {
  requireWhole({ dilations: dilations.length }, 2);
  for (const dilation of dilations) requireWhole({ dilation });
  const distances = [dilations.at(-1)];
  for (const rate of dilations.slice(1, -1).reverse()) {
    const [further] = distances;
    distances.unshift(Math.max(further - 2 * rate, 2 * rate - further, rate));
  }
  return distances;
}

export function parameterCount(
  inChannels,
  outChannels,
  kernelSize,
  { groups = 1, bias = true } = {},
) {
  requireWhole({ inChannels, outChannels, kernelSize, groups });
  const inPerGroup = inChannels / groups;
  requireWhole({ inPerGroup, outPerGroup: outChannels / groups });
  return kernelSize ** 2 * inPerGroup * outChannels + (bias ? outChannels : 0);
}

export function macs(
  inputSize,
  inChannels,
  outChannels,
  kernelSize,
  { stride = 1, padding = 0, dilation = 1, groups = 1 } = {},
) {
  const side = outputSize(inputSize, kernelSize, { stride, padding, dilation });
  return side ** 2 * parameterCount(inChannels, outChannels, kernelSize, { groups, bias: false });
}

export function validTaps(mapSize, kernelSize, dilation) {
  requireWhole({ mapSize, dilation });
  const [left] = samePadding(kernelSize, { dilation });
  const inside = new Map();
  for (let position = 0; position < mapSize; position++) {
    let taps = 0;
    for (let tap = 0; tap < kernelSize; tap++) {
      const cell = position - left + tap * dilation;
      if (cell >= 0 && cell < mapSize) taps += 1;
    }
    inside.set(taps, (inside.get(taps) ?? 0) + 1);
  }
  const positions = {};
  for (const [rows, rowCount] of inside) {
    for (const [columns, columnCount] of inside) {
      const taps = rows * columns;
      positions[taps] = (positions[taps] ?? 0) + rowCount * columnCount;
    }
  }
  return positions;
}
