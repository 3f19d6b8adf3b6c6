// The maps on a canvas. drawPlane and drawStack return a layout: where a cell lies, and which cell
// lies at a point. A cell is [map, row, column]; along one axis the row is 0.

import { clip, taps } from "./stack.js";

// The colours of an element, from its custom properties: they follow the page's scheme. shades are
// 256 steps from one path to the most.
export function paletteOf(element) {
  const style = getComputedStyle(element);
  const palette = { font: style.fontFamily };
  for (const name of ["paper", "line", "low", "high", "edge", "pin"]) {
    palette[name] = style.getPropertyValue(`--explorer-${name}`);
  }
  const context = new OffscreenCanvas(256, 1).getContext("2d");
  const gradient = context.createLinearGradient(0, 0, 256, 0);
  gradient.addColorStop(0, palette.low);
  gradient.addColorStop(1, palette.high);
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  palette.shades = new Uint32Array(context.getImageData(0, 0, 256, 1).data.buffer);
  palette.hatch = hatch(palette.line);
  return palette;
}

// A canvas of a size in CSS pixels, sharp on every screen.
function prepare(canvas, width, height, palette) {
  const ratio = devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    Object.assign(canvas, { width: across, height: down });
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  context.textAlign = "center";
  context.textBaseline = "middle";
  return context;
}

function hatch(colour) {
  const context = new OffscreenCanvas(6, 6).getContext("2d");
  for (const shift of [-6, 0, 6]) {
    context.moveTo(shift - 1, 7);
    context.lineTo(shift + 7, -1);
  }
  stroke(context, colour, 0.8);
  return context.createPattern(context.canvas, "repeat");
}

// From few paths to many, on a logarithmic scale: the step of the shade.
function shadeOf(counts) {
  const scale = 255 / Math.log(counts.reduce((one, other) => Math.max(one, other)));
  return (count) => (scale < Infinity ? Math.log(count) * scale : 110);
}

const css = (shade) => `rgb(${shade & 255} ${(shade >> 8) & 255} ${(shade >> 16) & 255})`;

function outline(context, palette, box) {
  frame(context, palette.paper, 4, box);
  frame(context, palette.pin, 2, box);
}

function frame(context, strokeStyle, lineWidth, box) {
  Object.assign(context, { strokeStyle, lineWidth }).strokeRect(...box);
}

// A map of the plane: how many paths each cell has, or how light a picture is there. The shades are
// shares of all paths where all is said. bounds are [[first row, last], [first column, last]].
export function drawPlane(canvas, palette, side, { map, size, bounds, terms, all, grey, mark }) {
  let cell = side / size;
  if (cell >= 4) cell = Math.floor(cell);
  const width = cell * size;
  const context = prepare(canvas, width, width, palette);
  const [[top, bottom], [left, right]] = bounds;
  const field = [left, top, right - left + 1, bottom - top + 1].map((place) => place * cell);
  const box = ([, row, column]) => [column * cell, row * cell, cell, cell];
  const counts = new Float64Array(size * size);
  for (const [rows, columns] of terms) {
    for (let at = 0, row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) counts[at++] += rows[row] * columns[column];
    }
  }
  const shade = all ? (count) => (255 * count) / all : shadeOf(counts);
  const image = new ImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer);
  const reached = [];
  counts.forEach((count, at) => {
    const row = (at / size) | 0;
    const column = at - row * size;
    if (grey) {
      // What is not read is dimmed: less inside the field than outside.
      const inside = row >= top && row <= bottom && column >= left && column <= right;
      pixels[at] =
        ((count ? 255 : inside ? 150 : 90) << 24) + ((255 * grey[at]) | 0) * 0x10101;
    } else if (count) {
      pixels[at] = palette.shades[shade(count) | 0];
      if (cell >= 4) reached.push([map, row, column, count]);
    }
  });
  if (!grey) {
    context.fillStyle = palette.hatch;
    context.fillRect(...field);
  }
  const tile = new OffscreenCanvas(size, size);
  tile.getContext("2d").putImageData(image, 0, 0);
  context.imageSmoothingEnabled = cell < 1;
  context.drawImage(tile, 0, 0, width, width);
  // A few cells in a wide field need an edge to be seen; many small ones need none.
  const few = reached.length < 400;
  if (few || cell >= 8) {
    context.beginPath();
    for (const each of reached) context.rect(...box(each));
    stroke(context, palette.edge, few ? 1 : 0.3);
  }
  if (!all && cell >= 18) drawNumbers(context, palette, reached, shade, box);
  frame(context, palette.line, 1.5, [0, 0, width, width]);
  frame(context, palette.edge, 1.5, field);
  if (mark) outline(context, palette, box(mark));
  return {
    box,
    at: (x, y) => [map, ...[y, x].map((place) => clip(Math.floor(place / cell), 0, size - 1))],
  };
}

function stroke(context, colour, width) {
  Object.assign(context, { strokeStyle: colour, lineWidth: width }).stroke();
}

// The numbers of cells, each [map, row, column, count].
function drawNumbers(context, palette, reached, shade, box) {
  const size = Math.min(13, Math.round(box([0, 0, 0])[2] * 0.46));
  context.font = `${size}px ${palette.font}`;
  for (const each of reached) {
    const [left, top, width, height] = box(each);
    const text = `${each[3]}`;
    if (text.length * size * 0.6 > width) continue;
    // Half as light as white, to the eye, are the shades with a green of 126.
    const green = (palette.shades[shade(each[3]) | 0] >> 8) & 255;
    context.fillStyle = green > 126 ? "#000" : "#fff";
    context.fillText(text, left + width / 2, top + height / 2 + 0.5);
  }
}

// The maps of a stack along one axis, the output above, with the taps between them. A map is
// {counts, bounds, start, jump}: its cells lie at start + cell × jump of the input.
export function drawStack(canvas, palette, width, { maps, steps, taps, looked, at }) {
  const depth = maps.length;
  const ends = maps.map(({ start, jump, counts }) => start + (counts.length - 1) * jump);
  const low = Math.min(...maps.map(({ start }) => start)) - 0.5;
  const wide = Math.max(...ends) + 0.5 - low;
  let cell = Math.min(30, (width - 2) / wide);
  if (cell >= 8) cell = Math.floor(cell);
  const margin = (width - cell * wide) / 2;
  const step = clip(450 / depth, 18, 50);
  const size = clip(cell, 8, step / 2 + 3);
  const context = prepare(canvas, width, size + step * (depth - 1) + 4, palette);
  const x = (map, place) => margin + (maps[map].start + place * maps[map].jump - low) * cell;
  const y = (map) => 2 + step * map + size / 2;
  const half = (cell - (cell >= 8 ? 2 : cell >= 4 ? 0.5 : 0)) / 2;
  const box = ([map, , place]) => [x(map, place) - half, y(map) - size / 2, 2 * half, size];
  const lines = (map, place) => {
    for (const read of taps(map, place)) {
      context.moveTo(x(map, place), y(map) + size / 2);
      context.lineTo(x(map + 1, read), y(map + 1) - size / 2);
    }
  };
  if (taps && cell >= 3) {
    context.beginPath();
    for (let map = 0; map < steps; map++) {
      maps[map].counts.forEach((count, place) => count && lines(map, place));
    }
    stroke(context, palette.edge, 0.5);
    if (looked && looked[0] < steps) {
      context.beginPath();
      lines(looked[0], looked[2]);
      stroke(context, palette.pin, 2);
    }
  }
  maps.forEach(({ counts, bounds: [first, last] }, map) => {
    const shown = map <= steps;
    const shade = shadeOf(counts);
    const [start, top] = box([map, 0, 0]);
    const whole = [start, top, x(map, counts.length - 1) + half - start, size];
    context.fillStyle = palette.paper;
    context.fillRect(...whole);
    if (cell < 4) frame(context, palette.line, 0.5, whole);
    const reached = [];
    counts.forEach((count, place) => {
      const area = box([map, 0, place]);
      const within = shown && place >= first && place <= last;
      if (count && shown) {
        reached.push([map, 0, place, count]);
        context.fillStyle = css(palette.shades[shade(count) | 0]);
        context.fillRect(...area);
      } else if (within && map === depth - 1) {
        // Between the taps of a layer lies what later layers may fill; holes are of the input.
        context.fillStyle = palette.hatch;
        context.fillRect(...area);
      }
      if (cell < 4) return;
      const edge = [area[0] + 0.5, top + 0.5, area[2] - 1, size - 1];
      frame(context, ...(within ? [palette.edge, 0.9] : [palette.line, 0.5]), edge);
    });
    if (Math.min(cell, size) >= 14) drawNumbers(context, palette, reached, shade, box);
  });
  outline(context, palette, box([0, ...at]));
  if (looked) outline(context, palette, box(looked));
  return {
    box,
    at(across, down) {
      const map = clip(Math.round((down - 2 - size / 2) / step), 0, depth - 1);
      const { start, jump, counts } = maps[map];
      const place = Math.round(((across - margin) / cell + low - start) / jump);
      return [map, 0, clip(place, 0, counts.length - 1)];
    },
  };
}

// The pixels in a figure of the page, as shares of white: {side, pixels}. The figure is an SVG around
// them; they are decoded from its text, since no address of their own leads to them.
export async function loadPicture(figure) {
  const text = await (await fetch(figure.src)).text();
  const encoded = /data:image\/png;base64,([\w+/=\s]+)/.exec(text)[1];
  const bytes = Uint8Array.from(atob(encoded), (each) => each.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const side = bitmap.width;
  const context = new OffscreenCanvas(side, side).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, side, side);
  return {
    side,
    pixels: Float32Array.from({ length: side * side }, (_, at) => data[4 * at] / 255),
  };
}

// A picture after each layer of averaging kernels, the output first; of branches their mean.
export function through(pixels, { layers, branches }) {
  if (!branches) return layers.reduce((maps, layer) => [plane(maps[0], layer), ...maps], [pixels]);
  const outputs = layers.map((layer) => plane(pixels, layer));
  const mean = (_, at) => outputs.reduce((sum, output) => sum + output[at], 0) / outputs.length;
  return [pixels.map(mean), ...layers.map(() => pixels)];
}

const plane = (pixels, layer) => along(along(pixels, layer.below, layer), layer.size, layer);

// A layer along the rows of an image, which comes back turned.
function along(pixels, rows, layer) {
  const { below, size, pool, kernelSize } = layer;
  const turned = new Float32Array(rows * size);
  for (let place = 0; place < size; place++) {
    const reads = taps(layer, place).filter((read) => read >= 0 && read < below);
    for (let row = 0; row < rows; row++) {
      const values = reads.map((read) => pixels[row * below + read]);
      turned[place * rows + row] = pool
        ? Math.max(...values)
        : values.reduce((sum, value) => sum + value, 0) / kernelSize;
    }
  }
  return turned;
}
