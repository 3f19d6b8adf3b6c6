// A stack of layers as plain data: read from a query, kept within limits, measured, followed.

import * as arithmetic from "./arithmetic.js";

// The usual, least and greatest value of a layer's fields, or the words allowed, the usual one first;
// p may be a number, too.
export const FIELDS = {
  k: [3, 1, 15],
  d: [1, 1, 512],
  s: [1, 1, 8],
  p: ["same", "valid", "causal"],
  c: [1, 1, 4096],
  g: [1, 1, 4096],
  n: [1, 1, 10],
  a: ["none", "pool", "double"],
};
export const MOST_ROWS = 8;
export const SIZES = { 1: 4096, 2: 512 };

// As an address says them once they are shown.
export const PRESETS = {
  "1, 2, 4, 8": "d=1,2,4,8&size=31",
  "HDC 1, 2, 5": "d=1,2,5&dims=2&size=17",
  "2, 2, 2": "d=2,2,2&dims=2&size=13",
  "1, 2, 9": "d=1,2,9&dims=2&size=25",
  "2, 2, 5, 9": "d=2,2,5,9&dims=2&size=37",
  WaveNet: "k=2&d=1,1,1,1&p=causal&n=1,10,10,10&a=none,double,double,double&size=3071",
  TCN: "k=7&d=1,2,4,8,16,32&p=causal&n=2&size=757",
  "DeepLab ASPP": "k=1,3,3,3&d=1,6,12,18&c=256&dims=2&size=37&in=2048&branches=1",
  "VGG16 → fc6":
    "k=3,3,3,3,3,7&d=1,1,1,1,1,1&p=same,same,same,same,same,valid&c=64,128,256,512,512,4096&n=2,2,3,3,3,1&a=pool,pool,pool,pool,pool,none&dims=2&size=224&in=3",
};

const gcd = (a, b) => (b ? gcd(b, a % b) : a);
export const clip = (value, least, most) => Math.min(most, Math.max(least, value));

// The state that a query asks for, and notes: [field, what was asked for, what it is instead].
export function settle(query, pictureSide = 0) {
  const given = new URLSearchParams(query);
  const notes = [];
  const fix = (name, asked, kept) => {
    if (`${asked}`.trim() !== `${kept}`) notes.push([name, asked || "–", kept]);
    return kept;
  };
  const number = (name, asked, [otherwise, least, most]) => {
    const whole = asked === "" ? NaN : Math.round(asked);
    return fix(name, asked, isNaN(whole) ? otherwise : clip(whole, least, most));
  };
  const one = (name) => number(name, given.get(name) ?? 0, [0, 0, 1]) > 0;
  const pictured = one("picture");
  const picture = pictured && pictureSide > 0;
  const dims = number("dims", given.get("dims") ?? 1, [1, picture ? 2 : 1, 2]);
  const state = { dims, branches: one("branches"), picture, pictured };
  state.in = number("in", given.get("in") ?? 1, FIELDS.c);
  const lists = Object.keys(FIELDS).map((field) => [field, given.get(field)?.split(",") ?? []]);
  const length = Math.max(1, ...lists.map(([, list]) => list.length));
  let channels = state.in;
  state.rows = Array.from(
    { length: fix("rows", length, Math.min(length, MOST_ROWS)) },
    (_, index) => {
      const row = {};
      for (const [field, list] of lists) {
        const asked = list[list.length > 1 ? index : 0] ?? FIELDS[field][0];
        const allowed = FIELDS[field];
        if (allowed.indexOf(asked) >= 0) row[field] = asked;
        else if (field === "a") row.a = fix("a", asked, "none");
        else row[field] = number(field, asked, field === "p" ? [0, 0, 512] : allowed);
      }
      if (state.branches)
        for (const field of "spna")
          row[field] = fix(field, row[field], FIELDS[field][0]);
      // Rates that double stay within limits.
      if (row.a === "double")
        row.n = fix("n", row.n, clip(row.n, 1, (Math.log2(FIELDS.d[2] / row.d) | 0) + 1));
      let groups = row.g;
      while (gcd(channels, row.c) % groups) groups--;
      row.g = fix("g", row.g, groups);
      if (!state.branches) channels = row.c;
      return row;
    },
  );
  const most = state.picture ? pictureSide : SIZES[dims];
  // What no input can satisfy is padded, and if need be not pooled.
  for (const field of "pa") {
    if (leastSize(state) > most)
      for (const row of state.rows) row[field] = fix(field, row[field], FIELDS[field][0]);
  }
  state.size = state.picture ? most : number("size", given.get("size") ?? 31, [31, 1, most]);
  state.size = fix("size", state.size, Math.max(leastSize(state), state.size));
  const { length: depth } = (state.layers = measure(state));
  const side = state.layers.at(-1).size;
  // Usually the output in the middle; the last one where no output sees what follows.
  const middle = state.rows.some((row) => row.p === "causal") ? side - 1 : (side - 1) >> 1;
  const at = given.get("at")?.split(",");
  const place = (asked = middle) => number("at", asked, [middle, 0, side - 1]);
  state.at = [dims === 2 ? place(at?.[0]) : 0, place(at?.at(-1))];
  state.chosen = !!at;
  state.step = number("step", given.get("step") ?? depth, [depth, 1, depth]);
  return [state, notes];
}

export function write(state) {
  const query = [];
  const say = (name, value, usually) => value !== usually && query.push(`${name}=${value}`);
  for (const field in FIELDS) {
    const list = state.rows.map((row) => row[field]);
    // The rates say how many layers there are.
    const alike = field !== "d" && list.every((value) => value === list[0]);
    say(field, alike ? list[0] : list.join(), FIELDS[field][0]);
  }
  say("dims", state.dims, 1);
  if (!state.picture) say("size", state.size);
  say("in", state.in, 1);
  say("branches", +state.branches, 0);
  say("picture", +state.picture, 0);
  if (state.chosen) say("at", state.at.slice(2 - state.dims).join());
  say("step", state.step, state.layers.length);
  return query.join("&");
}

// The layers one by one: those of a row are repeated, then perhaps pooled.
function layersOf({ rows }) {
  return rows.flatMap(({ k, d, s, p, c, g, n, a }) => {
    const layers = Array.from({ length: n }, (_, turn) => ({
      kernelSize: k,
      stride: s,
      dilation: a === "double" ? d << turn : d,
      padding: p,
      channels: c,
      groups: g,
    }));
    const pool = { kernelSize: 2, stride: 2, dilation: 1, padding: 0, channels: c, pool: true };
    return a === "pool" ? [...layers, pool] : layers;
  });
}

function paddingOf({ kernelSize, dilation, padding }) {
  const same = arithmetic.samePadding(kernelSize, { dilation });
  if (padding === "same") return same;
  return padding === "causal" ? [same[0] + same[1], 0] : [+padding || 0, +padding || 0];
}

// The smallest input that gives every layer something to read.
function leastSize(state) {
  return layersOf(state).reduceRight((size, layer) => {
    const [left, right] = paddingOf(layer);
    const { kernelSize, stride, dilation } = layer;
    const span = arithmetic.effectiveKernelSize(kernelSize, { dilation });
    return Math.max(1, (size - 1) * stride + span - left - right);
  }, 1);
}

// Sizes, place and cost of every layer. over is where its map is drawn: over the middle of what it
// reads, or a causal one over the last, its own moment.
function measure({ rows, size, in: channels, dims, branches }) {
  const input = { size, channels, jump: 1, start: 0, over: 0 };
  let below = input;
  const layers = layersOf({ rows });
  return layers.map((layer, index) => {
    if (branches) below = input;
    const { kernelSize, stride, dilation, groups, pool, padding } = layer;
    const [left, right] = paddingOf(layer);
    const span = arithmetic.effectiveKernelSize(kernelSize, { dilation });
    const padded = below.size + left + right;
    const shift = ((span - 1) / 2 - left) * below.jump;
    const seen = branches ? [layer] : layers.slice(0, index + 1);
    const weights = [below.channels, layer.channels, kernelSize];
    const side = arithmetic.outputSize(padded, kernelSize, { stride, dilation });
    // Along one axis a kernel has one K-th of a square one's weights.
    const [thin, flat] = dims === 2 ? [1, 1] : [kernelSize, kernelSize * side];
    return (below = {
      ...layer,
      left,
      span,
      below: below.size,
      from: below.channels,
      right,
      size: side,
      field: arithmetic.receptiveField(seen),
      jump: arithmetic.effectiveStride(seen),
      start: below.start + shift,
      over: below.over + (padding === "causal" ? 0 : shift),
      parameters: pool
        ? 0
        : arithmetic.parameterCount(...weights, { groups, bias: false }) / thin + layer.channels,
      macs: pool ? 0 : arithmetic.macs(padded, ...weights, { stride, dilation, groups }) / flat,
    });
  });
}

// The cells that a cell reads in the map below; those on padding lie outside of it.
export function taps({ kernelSize, stride, dilation, left }, cell) {
  return Array.from({ length: kernelSize }, (_, tap) => cell * stride - left + tap * dilation);
}

// Paths along one axis to an output, from the cells of each map, the output's first, and its bounds.
function downwards(layers, at) {
  let [counts, first, last] = [new Float64Array(layers.at(-1).size), at, at];
  counts[at] = 1;
  const maps = [{ counts, bounds: [at, at] }];
  for (const layer of layers.toReversed()) {
    const next = new Float64Array(layer.below);
    counts.forEach((count, cell) => {
      if (count) for (const read of taps(layer, cell)) if (read in next) next[read] += count;
    });
    counts = next;
    first = first * layer.stride - layer.left;
    last = last * layer.stride - layer.left + layer.span - 1;
    maps.push({ counts, bounds: [Math.max(0, first), Math.min(layer.below - 1, last)] });
  }
  return maps;
}

// How many of each output's paths begin inside the input, along one axis.
function upwards(layers, size) {
  return layers.reduce(
    (inside, layer) =>
      Float64Array.from({ length: layer.size }, (_, cell) =>
        taps(layer, cell).reduce((sum, read) => sum + (inside[read] ?? 0), 0),
      ),
    new Float64Array(size).fill(1),
  );
}

// In the plane a cell's count is the product of its row's and its column's; branches side by side add
// up. So a map is {terms: [[rows, columns], …], bounds: [[first row, last], [first column, last]]}.
export function follow({ layers, branches, dims, size, at }) {
  const parts = branches ? layers.map((layer) => [layer]) : [layers];
  const flat = { counts: [1], bounds: [0, 0] };
  const axes = parts.map((part) => [
    dims === 2 ? downwards(part, at[0]) : null,
    downwards(part, at[1]),
  ]);
  const join = (pairs) => ({
    terms: pairs.map((pair) => pair.map(({ counts }) => counts)),
    bounds: [0, 1].map((axis) => [
      Math.min(...pairs.map((pair) => pair[axis].bounds[0])),
      Math.max(...pairs.map((pair) => pair[axis].bounds[1])),
    ]),
  });
  const pair = ([rows, columns], map) => [rows?.[map] ?? flat, columns[map]];
  const inside = parts.map((part) => upwards(part, size)).map((up) => [dims === 2 ? up : [1], up]);
  const all = parts.reduce(
    (sum, part) => sum + part.reduce((n, layer) => n * layer.kernelSize, 1) ** dims,
    0,
  );
  // Branches read one map: the maps show one more of them each.
  const maps = [0, ...layers.keys()].map((_, map) =>
    join(branches && map ? axes.slice(0, map).map((axis) => pair(axis, 1)) : [pair(axes[0], map)]),
  );
  return { maps, inside, all };
}

export function countAt(terms, row, column) {
  let sum = 0;
  for (const [rows, columns] of terms) sum += rows[row] * columns[column];
  return sum;
}

// Holes as they are counted, and what two criteria say; each by itself.
export function verdicts({ layers, branches, dims }, { terms, bounds }) {
  const field = Math.max(...layers.map((layer) => layer.field));
  const found = { field };
  const plain = !branches && layers.every((layer) => layer.stride === 1);
  if (plain && field <= 8192)
    [found.reached, found.total] = arithmetic.coverage(layers, { dims });
  else {
    // What is too wide to count whole is counted as far as the input goes.
    const [[top, bottom], [left, right]] = bounds;
    found.reached = found.total = 0;
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++, found.total++)
        found.reached += countAt(terms, row, column) > 0;
    }
  }
  // Where all lies on padding there is nothing to judge.
  const judged = found.total ? found.reached === found.total : null;
  found.free = plain ? arithmetic.isGapFree(layers) : judged;
  if (!plain || layers.length < 2) return found;
  const rates = layers.map((layer) => layer.dilation);
  [found.distance] = arithmetic.hdcMaxDistances(rates);
  found.shared = [0, 0, 1];
  rates.forEach((rate, index) => {
    for (const other of rates.slice(0, index)) {
      if (gcd(rate, other) > found.shared[2]) found.shared = [other, rate, gcd(rate, other)];
    }
  });
  return found;
}

// The stack in PyTorch, printing the sizes of its layers.
export function torchCode({ dims, size, branches, in: channels, layers }) {
  const lines = layers.map((layer) => {
    const { left, right } = layer;
    const even = left === right;
    if (layer.pool) return `nn.MaxPool${dims}d(2)`;
    // PyTorch takes "same" at stride 1 only, and a number where both sides are alike.
    const same = layer.padding === "same" && layer.stride === 1;
    const given = [layer.from, layer.channels, layer.kernelSize];
    if (layer.stride > 1) given.push(`stride=${layer.stride}`);
    if (same) given.push('padding="same"');
    else if (even && left) given.push(`padding=${left}`);
    if (layer.dilation > 1) given.push(`dilation=${layer.dilation}`);
    if (layer.groups > 1) given.push(`groups=${layer.groups}`);
    const conv = `nn.Conv${dims}d(${given.join(", ")})`;
    const sides = Array(dims).fill(`${left}, ${right}`).join(", ");
    return same || even ? conv : `nn.Sequential(nn.ZeroPad${dims}d((${sides})), ${conv})`;
  });
  return `import torch
from torch import nn

net = nn.${branches ? "ModuleList([" : "Sequential("}
    ${lines.join(",\n    ")},
${branches ? "])" : ")"}
x = torch.zeros(${[1, channels, ...Array(dims).fill(size)].join(", ")})
${
  branches
    ? `outputs = [branch(x) for branch in net]
for y in [*outputs, torch.cat(outputs, dim=1)]:
    print(tuple(y.shape))`
    : `for layer in net:
    x = layer(x)
    print(tuple(x.shape))`
}
`;
}
