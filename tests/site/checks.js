// What the tests ask of a page. Each function returns a list of texts: what is wrong.
window.checks = {
  // Nothing sticks out of the window, so the page as a whole never scrolls sideways.
  overflow() {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll("main *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .filter((element) => !this.scroller(element))
      .slice(0, 3)
      .map((element) => `sticks out: ${this.name(element)}`)
      .concat([`the page is ${document.documentElement.scrollWidth} px wide`]);
  },

  // Every formula has a size, and stands whole in what clips it or can be scrolled to.
  math() {
    const found = [];
    for (const math of document.querySelectorAll("math")) {
      const own = math.getBoundingClientRect();
      if (math.closest("details:not([open])")) continue;
      if (!own.width || !own.height) found.push(`not rendered: ${this.name(math)}`);
      for (let box = math.parentElement; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        const wide = style.overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1;
        const high = style.overflowY === "hidden" && box.scrollHeight > box.clientHeight + 1;
        if (high) found.push(`cut above or below: ${this.name(math)} in ${this.name(box)}`);
        if (!wide) continue;
        if (!/auto|scroll/.test(style.overflowX)) found.push(`cut: ${this.name(math)}`);
        else if (box.tabIndex !== 0) found.push(`no key scrolls ${this.name(math)}`);
        else if (box.className.includes("evidoc") && !style.backgroundAttachment.includes("local"))
          found.push(`no cue that ${this.name(math)} goes on`);
      }
    }
    return found;
  },

  async fonts() {
    await document.fonts.ready;
    if (!document.querySelector("math")) return [];
    const math = [...document.fonts].filter((font) => font.family.includes("evidoc-math"));
    return math.some((font) => font.status === "loaded") ? [] : ["the math font is not loaded"];
  },

  async images() {
    const images = [...document.querySelectorAll("img")];
    for (const image of images) image.loading = "eager";
    const loaded = images.map((image) => image.decode().then(() => "", () => `no image: ${image.src}`));
    const unnamed = images.filter((image) => !image.alt).map((image) => `no alt: ${image.src}`);
    return (await Promise.all(loaded)).filter(Boolean).concat(unnamed);
  },

  // A bound number, a piece of code, a link or an emphasis, and what touches it, a unit or a Korean
  // particle, stand on one line.
  separated() {
    const line = (text, at) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect();
    };
    const lastText = (element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let last = null;
      while (walker.nextNode()) if (walker.currentNode.data.trim()) last = walker.currentNode;
      return last;
    };
    const found = [];
    for (const element of document.querySelectorAll("article :is(data, code, a, strong, em)")) {
      const next = element.nextSibling;
      const text = element.closest("pre") ? null : lastText(element);
      if (!text || next?.nodeType !== Node.TEXT_NODE || !/^[\u2060]?[가-힣.,:;)\]%]/.test(next.data)) continue;
      const [last, first] = [line(text, text.length - 1), line(next, next.data[0] === "\u2060" ? 1 : 0)];
      if (last.height && first.height && last.bottom <= first.top) found.push(element.textContent + next.data);
    }
    return found;
  },

  // Thousands of words of code have a few colours only: to measure them, one of each will do.
  thinOut() {
    for (const code of document.querySelectorAll("pre code")) {
      const seen = new Set();
      for (const word of code.querySelectorAll("span[class]")) {
        if (seen.has(word.className)) word.replaceWith(word.textContent);
        else seen.add(word.className);
      }
    }
    document.body.normalize();
  },

  // One element of each way in which text is painted on this page.
  painted() {
    const ways = new Map();
    for (const element of document.querySelectorAll("body *")) {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      if (!texts.some((node) => node.data.trim()) || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const way = [style.color, style.fontSize, style.fontWeight, this.ground(element)];
      // A link has to differ from the text around it.
      if (element.closest("a")) {
        const link = element.closest("a");
        way.push(getComputedStyle(link).textDecorationLine, getComputedStyle(link.parentElement).color);
      }
      if (!ways.has(String(way))) ways.set(String(way), element);
    }
    return [...ways.values()];
  },

  // What lies behind an element, and how far its ancestors are faded.
  ground(element) {
    let faded = 1;
    for (let box = element; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      faded *= style.opacity;
      if (style.backgroundColor !== "rgba(0, 0, 0, 0)") return `${style.backgroundColor} ${faded}`;
    }
    return `none ${faded}`;
  },

  // Axe looks at colours in what is marked here: one of each way of painting, and every link of the
  // explorer.
  mark() {
    const fading = document.getAnimations().filter((each) => each instanceof CSSTransition);
    for (const transition of fading) transition.finish();
    for (const old of document.querySelectorAll("[data-painted]")) delete old.dataset.painted;
    const marked = [...this.painted(), ...document.querySelectorAll(".explorer a[href]")];
    for (const element of marked) element.dataset.painted = "";
    const selector = ":is([data-painted], [data-painted] *)";
    axe.configure({
      rules: [
        { id: "color-contrast", selector },
        { id: "link-in-text-block", selector: `a[href]${selector}` },
      ],
    });
    return marked;
  },

  async contrast() {
    const rules = { runOnly: ["color-contrast", "link-in-text-block"], resultTypes: ["violations"] };
    return this.violations(await axe.run({ include: this.mark() }, rules));
  },

  // The theme's script lets keys reach code that scrolls, a moment after the window changed; code in
  // a fold that is closed it leaves as it is, which nobody sees.
  async settled() {
    const waits = (code) =>
      code.checkVisibility() && code.scrollWidth > code.clientWidth && code.tabIndex !== 0;
    const end = performance.now() + 3000;
    while ([...document.querySelectorAll("pre code")].some(waits) && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 50));
  },

  // With its colours, axe goes through the page once for both. Else contrast() asks for them, as it
  // does in each further scheme.
  async accessible({ colours = false } = {}) {
    await this.settled();
    // What is new in WCAG 2.2 is not looked for unless it is asked for.
    const rules = { "target-size": { enabled: true } };
    if (colours) this.mark();
    else for (const rule of ["color-contrast", "link-in-text-block"]) rules[rule] = { enabled: false };
    return this.violations(await axe.run({ rules, resultTypes: ["violations"] }));
  },

  violations(results) {
    return results.violations.flatMap((rule) =>
      rule.nodes
        // It sees no text in a formula, so it takes a header that is one for empty.
        .filter((node) => rule.id !== "empty-table-header" || !node.html.includes("<math>"))
        .map((node) => `axe ${rule.id}: ${node.html.slice(0, 200)}`),
    );
  },

  scroller(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(box).overflowX)) return box;
    return null;
  },

  name(element) {
    return `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`;
  },
};
