// The dilation explorer. A link of class explorer-here becomes one: its query says what is shown. On
// the page that the link leads to stands the whole of it, with its state in the address; elsewhere a
// small one. Without this script the link stays, and the figure before it.

import { drawPlane, drawStack, loadPicture, paletteOf, through } from "./draw.js";
import {
  clip,
  countAt,
  FIELDS,
  follow,
  MOST_ROWS,
  PRESETS,
  settle,
  SIZES,
  taps,
  torchCode,
  verdicts,
  write,
} from "./stack.js";
import { number, say } from "./words.js";

const MOVES = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -1e9],
  End: [0, 1e9],
};

const button = (value, label, text) =>
  `<button type="button" value="${value}" aria-label="${label}">${text}</button>`;
const option = (value, text) => `<option value="${value}">${text}</option>`;
const labelled = (name, input) =>
  `<label class="explorer-${name}"><span>${say(name)}</span>${input}</label>`;
const input = (name, [, least, most]) =>
  labelled(name, `<input type="number" name="${name}" min="${least}" max="${most}">`);
const tick = (name) => labelled(name, `<input type="checkbox" name="${name}" value="1">`);
const select = (name, options) =>
  labelled(name, `<select name="${name}">${options.join("")}</select>`);
const cells = (tag, texts) => texts.map((text) => `<${tag}>${text}</${tag}>`).join("");
// Only numbers and words of the table get here, nothing that an address says.
const table = (heads, rows) =>
  `<div class="explorer-scroll" tabindex="0"><table><thead><tr>${cells("th", heads)}</tr></thead><tbody>${rows.map(([first, ...others]) => `<tr><th scope="row">${first}</th>${cells("td", others)}</tr>`).join("")}</tbody></table></div>`;

const sized = ({ dims }, size) => Array(dims).fill(number(size)).join(" × ");

const fieldset = (small, name, place) =>
  `<fieldset><legend>${say(name, place)}</legend>${Object.entries(FIELDS)
    .filter(([name]) => !small || name === "d")
    .map(([name, allowed]) => {
      if (name === "p") return labelled(name, '<input name="p" list="explorer-p">');
      if (name !== "a") return input(name, allowed);
      return select(
        name,
        allowed.map((each) => option(each, say(each))),
      );
    })
    .join("")}${button("remove", say("remove", place), "×")}</fieldset>`;

const board = (label) =>
  `<div class="explorer-map"><canvas></canvas><div role="grid" aria-label="${label}">${'<div role="row" hidden><div role="gridcell" tabindex="-1"></div></div>'.repeat(2)}</div></div>`;

const skeleton = (small) => `
<div class="explorer-main">
  <div>
    <div class="explorer-steps">${button(-1, say("back"), "‹")}<output></output>${button(1, say("forward"), "›")}</div>
    ${board("")}
    <p class="explorer-legend">${["many", "single", "hole", "outside"].map((key) => `<span><i class="explorer-${key}"></i>${say(key)}</span>`).join("")}</p>
    <p class="explorer-hint">${say("keys")}</p>
  </div>
  <div>
    <div class="explorer-choose"><p class="explorer-hint">${say("choose")}</p>${board(say("choose"))}</div>
    <p class="explorer-formula"></p>
    <div class="explorer-facts"></div>
  </div>
</div>
<p class="explorer-note"></p>
<form>
  ${
    small
      ? ""
      : `<div class="explorer-whole">${select("preset", [option("", "–"), ...Object.keys(PRESETS).map((key) => option(key, key))])}
  ${select("dims", [option(1, "1-D"), option(2, "2-D")])}${input("size", [0, 1, SIZES[1]])}${input("in", FIELDS.c)}${tick("branches")}${tick("picture")}
  <datalist id="explorer-p">${FIELDS.p.map((each) => option(each, each)).join("")}</datalist></div>`
  }
  <div class="explorer-layers"></div>${button("add", say("add"), `+ ${say("add")}`)}
</form>
${
  small
    ? ""
    : `<h2>${say("perLayer")}</h2><div class="explorer-layers-table"></div>
<details><summary>${say("counts")}</summary><div></div></details>
<div class="explorer-code"><h2>${say("code")}</h2><button type="button" value="copy"></button><pre tabindex="0"><code></code></pre></div>`
}
<p class="explorer-status" role="status"></p>`;

// The focus stays near what was pressed, on what can still be.
const free = (...buttons) => buttons.find((each) => !each.disabled).focus();

class Explorer {
  shown = {}; // what put() wrote, by its place

  constructor(link) {
    this.link = link;
    this.small = link.pathname !== location.pathname;
    this.root = document.createElement("section");
    this.root.className = this.small ? "explorer explorer-small" : "explorer";
    this.root.ariaLabel = say("form");
    this.root.innerHTML = skeleton(this.small);
    const asked = document.activeElement === link;
    (link.closest(".explorer-still") ?? link.parentElement).replaceWith(this.root);
    this.root.append(link);
    this.form = this.find("form");
    this.list = this.find(".explorer-layers");
    // Two canvases: the maps, and in the plane the outputs to choose from.
    this.boards = [...this.root.querySelectorAll(".explorer-map")].map((element, chooser) => ({
      chooser,
      element,
      canvas: element.firstChild,
      grid: element.lastChild,
      cells: [...element.querySelectorAll("[role=gridcell]")],
    }));
    this.boards.forEach((each) => this.listen(each));
    this.form.onsubmit = () => false;
    this.form.onchange = ({ target }) =>
      this.set((target.name === "preset" && PRESETS[target.value]) || this.asked());
    this.root.onclick = ({ target }) => this.press(target);
    const { element } = this.boards[0];
    const again = () => {
      this.width = element.clientWidth;
      this.palette = paletteOf(this.root);
      if (this.paths) this.paint();
    };
    again();
    new ResizeObserver(() => element.clientWidth === this.width || again()).observe(element);
    new MutationObserver(again).observe(document.body, {
      attributeFilter: ["data-md-color-scheme"],
    });
    matchMedia("(forced-colors: active)").onchange = again;
    if (!this.small) this.find("details").ontoggle = () => this.tabulate();
    // A small one's state is always in its link.
    (window.onpopstate = () => this.set((!this.small && location.search) || link.search))();
    this.begun = true;
    if (asked) this.boards[0].cells[0].focus({ preventScroll: true });
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  // Write what is not there yet: what stays costs no layout.
  put(selector, html) {
    if (this.shown[selector] !== html) this.find(selector).innerHTML = this.shown[selector] = html;
  }

  // What the form asks for, as a query; what it has no field for stays.
  asked() {
    const query = new URLSearchParams(write(this.state));
    const given = new FormData(this.form);
    // Other outputs and other steps: begin anew. A box without a tick is not given.
    for (const name of this.small ? ["step"] : ["step", "at", "branches", "picture"])
      query.delete(name);
    for (const name of given.keys()) query.set(name, given.getAll(name).join());
    return query;
  }

  press(target) {
    const pressed = target.closest("button");
    if (!pressed) return;
    const { value, parentElement } = pressed;
    const { state } = this;
    if (value === "copy") {
      // Needs neither a permission nor https; where it is refused, the code stands selected.
      getSelection().selectAllChildren(this.find("code"));
      if (document.execCommand("copy")) this.put("[value=copy]", "✓ " + say("copy"));
    } else if (+value) {
      state.step += +value;
      this.trace();
      free(pressed, this.find(`[value='${-value}']`));
    } else {
      const { children } = this.list;
      const index = [...children].indexOf(parentElement);
      const rows =
        index < 0 ? [...state.rows, state.rows.at(-1)] : state.rows.toSpliced(index, 1);
      this.set(write({ ...state, rows, step: state.layers.length }));
      const remove = (children[index] ?? this.list.lastChild).lastChild;
      if (index < 0) free(pressed, remove);
      else free(remove, this.find("[value=add]"));
    }
  }

  // Show what a query asks for, corrected where it has to be.
  set(query) {
    const [state, notes] = settle(query, this.picture?.side);
    if (state.pictured && !this.picture) this.load(query);
    Object.assign(this, { state, pinned: null });
    this.root.classList.toggle("explorer-plane", state.dims === 2);
    this.images = state.picture ? through(this.picture.pixels, state) : null;
    this.fill();
    this.find(".explorer-note").textContent = notes
      .map(([name, ...values]) => say("fixed", say(name), ...values))
      .join(". ");
    if (!this.small) this.describeLayers();
    this.trace();
  }

  async load(query) {
    const figure = document.querySelector('img[src*="explorer/picture"]');
    if (!figure) return;
    this.picture = await loadPicture(figure);
    this.set(query);
  }

  // Write the state into the form.
  fill() {
    const { state, form, list } = this;
    const { rows, branches } = state;
    const name = branches ? "branch" : "layer";
    this.put(
      ".explorer-layers",
      rows.map((_, index) => fieldset(this.small, name, index + 1)).join(""),
    );
    [...list.children].forEach((each, index) => {
      for (const field of each.querySelectorAll("[name]")) {
        field.value = rows[index][field.name];
        field.disabled = branches && "spna".includes(field.name);
      }
      each.lastChild.disabled = rows.length === 1;
    });
    this.find("[value=add]").disabled = rows.length >= MOST_ROWS;
    if (this.small) return;
    const query = write(state);
    const { preset, size, picture } = form.elements;
    preset.value = Object.keys(PRESETS).find((name) => PRESETS[name] === query) ?? "";
    for (const name of ["dims", "size", "in"]) form.elements[name].value = state[name];
    size.disabled = state.picture;
    form.elements.branches.checked = branches;
    picture.checked = state.picture;
  }

  // Follow the paths of the chosen output, and say everything about it.
  trace() {
    const { state } = this;
    this.paths = follow(state);
    const last = state.layers.length;
    const { step, at, dims } = state;
    const other = state.branches ? say("upto", step) : say("after", last - step);
    const stage = step === last ? say("input") : other;
    this.put("output", stage);
    this.find("[value='-1']").disabled = step === 1;
    this.find("[value='1']").disabled = step === last;
    const [main, chooser] = this.boards;
    main.grid.ariaLabel = say("map", stage);
    this.tell();
    this.facts();
    this.tabulate();
    this.paint(false);
    const [map, row, column] = dims === 2 ? [step, ...at] : (main.cell ?? [0, ...at]);
    const shown = Math.min(map, step);
    this.place(main, [shown, this.clip(shown, row, 1), this.clip(shown, column)]);
    if (dims === 2) this.place(chooser, [0, ...at]);
    const query = `?${write(state)}`;
    if (this.small) this.link.search = query;
    // An address without a state stays so until something is changed.
    else if (this.begun || location.search) {
      // Costs a millisecond, and browsers drop addresses that come too often.
      clearTimeout(this.moving);
      this.moving = setTimeout(() => history.replaceState(null, "", query + location.hash), 100);
      for (const other of document.querySelectorAll("a.site-language")) other.search = query;
    }
    this.announce();
  }

  sizeOf(map) {
    return this.paths.maps[map].terms[0][1].length;
  }

  clip(map, place, axis = 2) {
    return axis === 1 && this.state.dims === 1 ? 0 : clip(place, 0, this.sizeOf(map) - 1);
  }

  paint(fit = true) {
    const { state, paths, boards } = this;
    const [main, chooser] = boards;
    const { width, palette } = this;
    const looked = this.pointed ?? this.pinned;
    const { layers, step, at, branches } = state;
    // The layer whose output a map is.
    const layerOf = (map) => (branches ? null : layers.at(-1 - map));
    if (state.dims === 1) {
      main.layout = drawStack(main.canvas, palette, width, {
        maps: paths.maps.map(({ terms, bounds }, map) => ({
          counts: terms[0][1].map((_, place) => countAt(terms, 0, place)),
          bounds: bounds[1],
          start: layerOf(map)?.over ?? 0,
          jump: layerOf(map)?.jump ?? 1,
        })),
        steps: step,
        taps: branches ? null : (map, cell) => taps(layerOf(map), cell),
        looked: looked?.[0] <= step ? looked : null,
        at,
      });
    } else {
      const { terms, bounds } = paths.maps[step];
      main.layout = drawPlane(main.canvas, palette, Math.min(620, width), {
        map: step,
        size: this.sizeOf(step),
        bounds,
        terms,
        grey: this.images?.[step],
        mark: looked?.[0] === step ? looked : null,
      });
      const output = this.sizeOf(0);
      const whole = [0, output - 1];
      chooser.layout = drawPlane(chooser.canvas, palette, 180, {
        map: 0,
        size: output,
        bounds: [whole, whole],
        terms: paths.inside,
        all: paths.all,
        grey: this.images?.[0],
        mark: [0, ...at],
      });
    }
    if (fit) for (const each of boards) if (each.cell) this.fit(each);
  }

  // Put a board's cursor on a cell. Only the cell under the cursor exists, as an element over its
  // place; two take turns, so that the focus really moves and a screen reader reads the next one.
  place(board, cell, asked) {
    const stays = String(cell) === String(board.cell);
    board.cell = cell;
    if (stays && !asked) return this.fit(board);
    const focus = asked || board.grid.contains(document.activeElement);
    const [old, next] = board.cells;
    board.cells.reverse();
    next.parentElement.hidden = false;
    next.tabIndex = 0;
    this.fit(board);
    if (focus) next.focus({ preventScroll: true });
    old.tabIndex = -1;
    old.parentElement.hidden = true;
  }

  fit({ grid, cells: [element], cell, layout }) {
    const [map, row, column] = cell;
    grid.ariaRowCount = this.state.dims === 1 ? this.state.step + 1 : this.sizeOf(map);
    grid.ariaColCount = this.sizeOf(map);
    element.parentElement.ariaRowIndex = 1 + (this.state.dims === 1 ? map : row);
    element.ariaColIndex = column + 1;
    element.ariaLabel = this.describe(cell);
    const [x, y, width, height] = layout.box(cell);
    element.style.cssText = `left:${x + width / 2}px;top:${y + height / 2}px;width:${width}px;height:${height}px`;
  }

  listen(board) {
    const { canvas, grid, chooser } = board;
    const point = (cell) => {
      if (chooser || String(cell) === String(this.pointed)) return;
      this.pointed = cell;
      this.tell();
      this.paint();
    };
    const under = (event) => board.layout.at(event.offsetX, event.offsetY);
    canvas.onmousemove = (event) => point(under(event));
    canvas.onmouseleave = () => point(null);
    canvas.onclick = (event) => {
      this.place(board, under(event), true);
      this.pin(board.cell);
    };
    grid.addEventListener("focusin", () => point(board.cell));
    grid.addEventListener("focusout", () => point(null));
    grid.onkeydown = (event) => {
      const { key } = event;
      const [map, row, column] = board.cell;
      const move = MOVES[key];
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (move) {
        const [down, right] = move;
        // Along one axis the maps lie below each other.
        const next = this.state.dims === 1 ? clip(map + down, 0, this.state.step) : map;
        this.place(board, [next, this.clip(next, row + down, 1), this.clip(next, column + right)]);
      } else if (key === "Enter" || key === " ") this.pin(board.cell);
      else if (key === "Escape") this.pin(null);
      else return;
      event.preventDefault();
    };
  }

  // Keep a cell in view; a cell of the output becomes the one whose paths are shown.
  pin(cell) {
    this.pinned = cell;
    if (cell?.[0] === 0) {
      Object.assign(this.state, { at: cell.slice(1), chosen: true });
      this.trace();
    } else {
      this.tell();
      this.paint();
      this.announce();
    }
  }

  tell() {
    const text = this.describe(this.pointed ?? this.pinned ?? [0, ...this.state.at]);
    this.put(".explorer-formula", !this.pointed && this.pinned ? say("pinned", text) : text);
  }

  // A cell by its name, what computes it, and its paths to the chosen output.
  describe([map, row, column]) {
    const { dims, branches, layers } = this.state;
    const last = this.paths.maps.length - 1;
    const { terms, bounds } = this.paths.maps[map];
    const nameOf = (which) =>
      which === 0 ? "y" : which === last || branches ? "x" : `h${last - which}`;
    const parts = [`${nameOf(map)}[${dims === 2 ? `${row}, ` : ""}${column}]`];
    const layer = branches ? null : layers.at(-1 - map);
    if (layer) {
      const below = nameOf(map + 1);
      const { kernelSize, dilation, pool } = layer;
      const at = (place, letter) =>
        `${taps(layer, place)[0]} + ${dilation > 1 ? dilation : ""}${letter}`;
      const plane = dims === 2;
      const letters = plane ? "i, j" : "i";
      const read = plane ? `${at(row, "i")}, ${at(column, "j")}` : at(column, "i");
      parts.push(
        `= ${pool ? "max " : `Σ w[${letters}]·`}${below}[${read}], ${letters} = 0…${kernelSize - 1}`,
      );
    }
    const count = countAt(terms, row, column);
    if (map === 0)
      parts.push(`· ${say("begin", countAt(this.paths.inside, row, column), this.paths.all)}`);
    else if (count) {
      const products = terms.map(([rows, columns]) => [rows[row], columns[column]]);
      const sum =
        dims === 2 ? ` = ${products.map((pair) => pair.map(number).join(" × ")).join(" + ")}` : "";
      parts.push(`· ${say(count === 1 ? "single" : "paths", count)}${sum}`);
    } else {
      const inside = [row, column].every((place, axis) => place === clip(place, ...bounds[axis]));
      parts.push(`· ${say(inside ? "hole" : "outside")}`);
    }
    return parts.join(" ");
  }

  facts() {
    const { state, small } = this;
    const { layers } = state;
    const found = verdicts(state, this.paths.maps.at(-1));
    const sum = (field) => number(layers.reduce((total, layer) => total + layer[field], 0));
    const last = layers.at(-1);
    const facts = [
      ["field", sized(state, found.field)],
      ["outputSize", sized(state, last.size)],
      ["s", number(last.jump)],
    ];
    if (!small) facts.push(["parameters", sum("parameters")], ["macs", sum("macs")]);
    const { free, reached, total, distance, shared } = found;
    const line = (good, name, text) =>
      `<li class="explorer-${good}"><span><b>${say(name)}:</b> ${text}</span></li>`;
    const lines = [
      line(free, "counted", say(free ? "free" : "holes", reached, total, total - reached)),
    ];
    const judge = (passes, name, text) => {
      const word = say(passes ? "passes" : "fails");
      return line(passes, name, `${text}: ${passes === free ? word : say("wrongly", word)}`);
    };
    if (shared) {
      const { kernelSize } = layers[0];
      lines.push(judge(distance <= kernelSize, "paper", `M₂ = ${distance}, K = ${kernelSize}`));
      lines.push(
        judge(
          shared[2] === 1,
          "divisors",
          shared[2] > 1 ? say("shared", ...shared) : say("coprime"),
        ),
      );
    } else lines.push(line(null, "paper", say("stacks")), line(null, "divisors", say("stacks")));
    const list = facts
      .map(([key, value]) => `<div><dt>${say(key)}</dt> <dd>${value}</dd></div>`)
      .join("");
    this.put(".explorer-facts", `<dl>${list}</dl><ul>${lines.join("")}</ul>`);
  }

  describeLayers() {
    const { state } = this;
    const { layers, branches } = state;
    const heads = ["span", "outputSize", "field", "jump", "start", "parameters", "macs"];
    const rows = layers.map((layer, index) => [
      `${index + 1}: ${layer.pool ? say("pool") : `K=${layer.kernelSize} d=${layer.dilation}`}`,
      ...["span", "size", "field"].map((key) => sized(state, layer[key])),
      ...heads.slice(3).map((key) => number(layer[key])),
    ]);
    const first = say(branches ? "branch" : "layer", "");
    this.put(".explorer-layers-table", table([first, ...heads.map((key) => say(key))], rows));
    this.put("code", torchCode(state));
    this.put("[value=copy]", say("copy"));
  }

  // The counts as a table, along the axes, once it is asked for.
  tabulate() {
    const details = this.find("details");
    if (!details?.open) return;
    const { terms } = this.paths.maps[this.state.step];
    const plane = this.state.dims === 2;
    const series = plane ? terms.flat() : terms.map(([, columns]) => columns);
    const heads = series.map((_, at) => {
      const key = plane ? (at % 2 ? "column" : "row") : "paths";
      return `${say(key, "")} ${terms[1] ? 1 + (at >> plane) : ""}`;
    });
    const rows = Array.from(series[0], (_, cell) => [
      cell,
      ...series.map((counts) => number(counts[cell])),
    ]);
    details.lastChild.innerHTML = table([say("cell"), ...heads], rows);
  }

  // Say what is shown now, once things have come to rest: after 400 ms without a change.
  announce() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const texts = [
        ...this.root.querySelectorAll(".explorer-note, .explorer-formula, dl > div, li"),
      ];
      this.find(".explorer-status").textContent = texts
        .map((each) => each.textContent)
        .filter(Boolean)
        .join(". ");
    }, 400);
  }
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("explorer.css", import.meta.url);
style.onload = style.onerror = () => {
  for (const link of document.querySelectorAll("a.explorer-here")) new Explorer(link);
};
document.head.append(style);
