// What folds is made when it is unfolded: until then a browser has it as one text.
function unfold(fold) {
  const late = fold.querySelector(":scope > noscript");
  if (late) late.outerHTML = late.textContent;
}

// Unfolds what holds an id, if it is not there yet, and returns the element with that id.
function reveal(id) {
  for (const fold of id ? document.querySelectorAll("details:has(> noscript)") : []) {
    if (fold.textContent.includes(`id="${id}"`)) unfold(fold);
  }
  return id ? document.getElementById(id) : null;
}

(() => {
  // The id that an address names; one that cannot be decoded names nothing.
  function idIn({ hash }) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  const addressed = () => {
    const id = idIn(location);
    if (id && !document.getElementById(id)) {
      const found = reveal(id);
      for (let fold = found; fold; fold = fold.parentElement.closest("details")) {
        if (fold.localName === "details") fold.open = true;
      }
      found?.scrollIntoView();
    }
  };
  document.addEventListener("toggle", ({ target }) => target.open && unfold(target), true);
  addEventListener("hashchange", addressed);
  addressed();
})();

// Shows or hides all folded code of a page, and remembers it for the next page.
(() => {
  const button = document.querySelector(".evidoc-all-code");
  if (!button) return;
  const key = "evidoc-all-code";
  const folds = document.querySelectorAll("details.evidoc-code");

  function show(open) {
    for (const fold of folds) fold.open = open;
    button.textContent = open ? button.dataset.hide : button.dataset.show;
    button.dataset.open = open;
  }

  // A browser may refuse to keep anything; the button works without.
  function remembered() {
    try {
      return localStorage.getItem(key) === "open";
    } catch {
      return false;
    }
  }

  button.addEventListener("click", () => {
    const open = button.dataset.open !== "true";
    show(open);
    try {
      localStorage.setItem(key, open ? "open" : "closed");
    } catch {}
  });
  show(remembered());
  button.hidden = false;
})();

// A note beside an element of the page; what it holds is made when it is asked for. Only one is open.
function openNote(beside, label, nodes, closed) {
  const note = document.createElement("div");
  note.className = "evidoc-note";
  note.role = "dialog";
  note.ariaLabel = label;
  note.popover = "auto";
  note.append(...nodes);
  note.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    note.remove();
    closed?.();
  });
  beside.after(note);
  note.showPopover({ source: beside });
  return note;
}

// The note of a number says what the list at the page's end says of it. Without a script, or in a
// browser without popovers, the number leads to that list.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  let asked = null; // the number whose note is open
  let pressed = null; // the same, when the pointer went down: that alone closes the note
  const asking = (event) => event.target.closest?.("a.evidoc-how");

  for (const link of document.querySelectorAll("a.evidoc-how")) {
    link.role = "button";
    link.ariaHasPopup = "dialog";
    link.ariaExpanded = "false";
  }

  function open(link) {
    const said = reveal(link.hash.slice(1));
    const nodes = [...said.childNodes].map((node) => node.cloneNode(true));
    const note = openNote(link, link.ariaLabel ?? link.textContent, nodes, () => {
      link.ariaExpanded = "false";
      if (asked === link) asked = null;
    });
    note.addEventListener("click", ({ target }) => target.closest("a") && note.hidePopover());
    link.ariaExpanded = "true";
    asked = link;
  }

  document.addEventListener("pointerdown", () => (pressed = asked), true);
  document.addEventListener("click", (event) => {
    const link = asking(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const closes = link === pressed || link === asked;
    link.parentElement.querySelector(":scope > .evidoc-note")?.hidePopover();
    if (!closes) open(link);
    pressed = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !asking(event)) return;
    event.preventDefault();
    asking(event).click();
  });
})();

// The LaTeX of a formula: a button copies it, beside a formula on its own, and in a note where one in
// running text is pressed.
(() => {
  const said = document.querySelector("[data-copy]");
  if (!navigator.clipboard || !said) return;

  function buttonFor({ latex }) {
    const button = document.createElement("button");
    button.className = "evidoc-latex";
    button.type = "button";
    button.textContent = "TeX";
    button.title = said.dataset.copy;
    button.ariaLabel = `TeX: ${said.dataset.copy}`; // begins with what is seen, as speech needs it
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(latex);
      button.textContent = "✓";
      setTimeout(() => (button.textContent = "TeX"), 1500);
    });
    return button;
  }

  for (const formula of document.querySelectorAll("div[data-latex]")) {
    const row = document.createElement("div");
    row.className = "evidoc-formula-row";
    formula.replaceWith(row);
    row.append(formula, buttonFor(formula.dataset));
  }

  // What is pressed for another reason, or marked to be copied, stays so.
  document.addEventListener("click", ({ target }) => {
    const math = target.closest?.("span[data-latex] > math");
    if (!math || math.closest("a, button, summary") || !getSelection().isCollapsed) return;
    const { dataset } = math.parentElement;
    const code = document.createElement("code");
    code.textContent = dataset.latex;
    openNote(math.parentElement, "LaTeX", [code, " ", buttonFor(dataset)]);
  });
})();

// In a passage that is copied each formula stands as LaTeX: its signs alone, without their places,
// could not be read. Which is also the way for keys.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (event.target.closest?.("input, textarea") || !selection.rangeCount) return;
  const copy = document.createElement("div");
  copy.append(selection.getRangeAt(0).cloneContents());
  const formulas = copy.querySelectorAll("[data-latex]");
  if (!formulas.length) return;
  for (const formula of formulas) {
    const dollars = formula.localName === "div" ? "$$" : "$";
    formula.querySelector("math")?.replaceWith(dollars + formula.dataset.latex + dollars);
  }
  for (const button of copy.querySelectorAll("button")) button.remove();
  document.body.append(copy); // only what is on the page has lines
  event.clipboardData.setData("text/plain", copy.innerText);
  copy.remove();
  event.preventDefault();
});
