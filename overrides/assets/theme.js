// What Material's own script would do for this site, of which that is a tenth: colours, head of the
// page, tables of contents, keys, code to copy. The search comes when someone asks for it.

// The id that an address names; one that cannot be decoded names nothing.
function idIn({ hash }) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}

(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const component = (name) => document.querySelector(`[data-md-component="${name}"]`);
  const head = component("header");
  const says = JSON.parse(document.getElementById("__config").textContent);
  const toggles = { drawer: document.getElementById("__drawer"), search: document.getElementById("__search") };

  // The sheets of the theme show a ring round what has this class.
  addEventListener("focusin", ({ target }) => {
    target.classList.toggle("focus-visible", target.matches(":focus-visible"));
  });
  addEventListener("focusout", ({ target }) => target.classList.remove("focus-visible"));

  // Colours: what the system wants, until a reader chooses; the next page shows it from its start.
  const tells = Object.fromEntries(
    ["theme-color", "color-scheme"].map((name) => [name, Object.assign(document.createElement("meta"), { name })]),
  );
  document.head.append(...Object.values(tells));
  const choices = all(".md-option");
  const wantsLight = matchMedia("(prefers-color-scheme: light)");

  function paint(index) {
    const byMedia = (media) => choices.find((each) => each.dataset.mdColorMedia === media);
    const { mdColorMedia: media } = choices[index].dataset;
    const follows = media === "(prefers-color-scheme)";
    const shown = follows ? byMedia(`(prefers-color-scheme: ${wantsLight.matches ? "light" : "dark"})`) : choices[index];
    const { mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = shown.dataset;
    const color = { media, scheme, primary, accent };
    document.body.dataset.mdColorSwitching = ""; // nothing fades from one scheme to the other
    for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
    for (const [at, { nextElementSibling: label }] of choices.entries()) label.hidden = at !== index;
    const { backgroundColor, colorScheme } = getComputedStyle(head);
    tells["theme-color"].content = backgroundColor;
    tells["color-scheme"].content = colorScheme;
    __md_set("__palette", { index, color });
    setTimeout(() => delete document.body.dataset.mdColorSwitching);
  }

  function chosen() {
    try {
      return Math.min(__md_get("__palette")?.index ?? 0, choices.length - 1);
    } catch {
      return 0; // a browser may refuse to keep anything
    }
  }

  for (const [index, choice] of choices.entries()) {
    choice.addEventListener("change", () => paint(index));
    choice.addEventListener("keydown", ({ key }) => {
      if (key !== "Enter") return;
      const next = choices[(index + 1) % choices.length];
      next.click();
      next.focus();
    });
  }
  wantsLight.addEventListener("change", () => paint(chosen()));
  paint(chosen());

  // Where a reader is: the head names the page once its title has gone, the tables of contents mark
  // what has been passed, and who scrolls back is offered the way to the top.
  const heading = document.querySelector("article h1");
  const upward = component("top");
  const entries = all('[data-md-component="toc"] .md-nav__link')
    .map((link) => ({ link, target: document.getElementById(idIn(link)) }))
    .filter(({ target }) => target);
  let [before, active] = [scrollY, null];

  function follow() {
    const edge = head.offsetHeight;
    const isEnd = innerHeight + scrollY >= root.scrollHeight - 1 && scrollY > 0;
    component("header-title").classList.toggle(
      "md-header__title--active",
      Boolean(heading) && heading.getBoundingClientRect().bottom <= edge,
    );
    const passed = entries.filter(({ target }) => isEnd || target.getBoundingClientRect().top < edge + 24);
    const current = passed.at(-1)?.target;
    for (const { link } of entries) link.classList.remove("md-nav__link--passed", "md-nav__link--active");
    for (const { link } of passed) link.classList.add("md-nav__link--passed");
    for (const { link, target } of entries) {
      if (target !== current) continue;
      link.classList.add("md-nav__link--active");
      if (current !== active) centre(link);
    }
    active = current;
    if (upward) upward.hidden = !(scrollY < before && scrollY > edge);
    before = scrollY;
  }

  // Scrolls a column beside the text to one of its links, and nothing else.
  function centre(link) {
    const column = link.closest(".md-sidebar__scrollwrap");
    if (!column || !link.offsetHeight) return;
    const { top, height } = column.getBoundingClientRect();
    column.scrollTop += link.getBoundingClientRect().top - top - height / 2;
  }

  let isAsked = false;
  function ask() {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      follow();
    });
  }
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  ask();
  for (const link of all(".md-sidebar--primary .md-nav__link--active[href]")) centre(link);
  upward?.addEventListener("click", () => scrollTo({ top: 0 }));

  // A title that is cut short is said whole to who points at it.
  addEventListener("pointerover", ({ target }) => {
    const cut = target.closest?.(".md-ellipsis");
    if (cut && cut.offsetWidth < cut.scrollWidth) (cut.closest("a") ?? cut).title = cut.innerText.trim();
  });

  // Code to copy.
  const dialog = component("dialog");

  function addCopyButton(code) {
    const pre = code.parentElement;
    if (!navigator.clipboard || pre.querySelector(".md-code__button")) return;
    // No navigation, as the theme has it: a screen reader would list one for every block.
    const place = document.createElement("div");
    place.className = "md-code__nav";
    const button = document.createElement("button");
    button.className = "md-code__button";
    button.type = "button";
    button.title = says.translations["clipboard.copy"];
    button.dataset.mdType = "copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
      announce(says.translations["clipboard.copied"]);
    });
    place.append(button);
    pre.prepend(place);
  }

  function announce(text) {
    dialog.firstElementChild.textContent = text;
    dialog.role = "status";
    dialog.classList.add("md-dialog--active");
    clearTimeout(announce.timer);
    announce.timer = setTimeout(() => dialog.classList.remove("md-dialog--active"), 2000);
  }

  // What is wider than its place scrolls, so keys must be able to reach it.
  const sizes = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  function equip(part) {
    for (const code of all(".highlight > pre > code", part)) addCopyButton(code);
    for (const area of all(".md-typeset__scrollwrap, pre > code", part)) sizes.observe(area);
  }

  // What folds is made when it is unfolded.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) equip(node);
    }
  }).observe(document.querySelector("article"), { childList: true, subtree: true });
  equip(document);

  // Whoever followed a link within the page wants to see where it leads.
  function unfoldTarget() {
    const target = document.getElementById(idIn(location));
    const folds = all("details:not([open])").filter((fold) => fold.contains(target));
    for (const fold of folds) fold.open = true;
    if (folds.length) target.scrollIntoView();
  }
  addEventListener("hashchange", () => {
    for (const toggle of Object.values(toggles)) toggle.checked = false;
    unfoldTarget();
  });

  // Nobody unfolds anything on paper.
  let printed = [];
  addEventListener("beforeprint", () => {
    printed = all("article details:not([open])");
    for (const fold of printed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of printed) fold.open = false;
  });

  // Search: the field, and the keys that lead to it.
  const field = component("search-query");
  let searching = null;

  function prepareSearch() {
    searching ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.querySelector("script[src$='assets/theme.js']").src.replace("theme.js", "searching.js");
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  field?.addEventListener("focus", () => {
    // After what pressing its label does; a key may have closed it by then.
    setTimeout(() => (toggles.search.checked ||= document.activeElement === field));
    prepareSearch();
  });
  document.querySelector(".md-header [for=__search]")?.addEventListener("click", () => field.focus());
  const asked = new URLSearchParams(location.search).get("q");
  if (field && asked) {
    field.value = asked;
    field.focus();
  }

  const leads = (rel) => document.querySelector(`link[rel=${rel}]`)?.href;
  const KEYS = { p: "prev", ",": "prev", n: "next", ".": "next" };

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isTyped = target.matches("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing || isTyped || toggles.search.checked) return;
    if (field && ["f", "s", "/"].includes(key)) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (KEYS[key] && leads(KEYS[key])) location.href = leads(KEYS[key]);
  });
  unfoldTarget();
})();
