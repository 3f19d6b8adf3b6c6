// What Material's script builds while a page loads, mended for those who use keys or a screen
// reader.
function mend() {
  addCopyButtons();
  // The buttons of every code block stand in a navigation landmark without a name; a screen
  // reader lists them all. They are no navigation.
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) {
    nav.setAttribute("role", "none");
  }
  // What is wider than the window scrolls, so keys must be able to reach it. Material sees to its
  // code blocks itself, but misses some when the window changes.
  for (const area of document.querySelectorAll(".md-typeset__scrollwrap, pre > code")) {
    if (area.scrollWidth > area.clientWidth) area.tabIndex = 0;
    else area.removeAttribute("tabindex");
  }
}

// Code that was folded when Material's script gave the others their buttons to copy.
function addCopyButtons() {
  const { translations } = JSON.parse(document.getElementById("__config").textContent);
  const folds = "details:is(.evidoc-code, .evidoc-whole)";
  for (const code of document.querySelectorAll(`${folds} .highlight > pre > code`)) {
    const pre = code.parentElement;
    if (pre.querySelector(".md-code__nav")) continue;
    pre.id ||= `__late_${document.querySelectorAll("pre[id]").length}`;
    const nav = document.createElement("nav");
    nav.className = "md-code__nav";
    const button = document.createElement("button");
    button.className = "md-code__button";
    button.title = translations["clipboard.copy"];
    button.dataset.clipboardTarget = `#${pre.id} > code`;
    button.dataset.mdType = "copy";
    nav.append(button);
    pre.prepend(nav);
  }
}

// The other language shows the place that the reader is at: what the address names if that is in
// the window, else the last heading in its upper quarter or above it. The ids are the same in every language.
function place() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const box = named?.getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return location.hash;
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")];
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
  return scrollY > 0 && above.length ? `#${above.at(-1).id}` : "";
}

for (const link of document.querySelectorAll("a.site-language")) {
  link.addEventListener("click", () => {
    link.hash = place();
    link.search = location.search;
  });
}

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", mend);
mend();

// The explorer weighs as much as half a page. So it comes when a reader comes near its place, on its
// own page at once; where a figure stands in for it, when that is pointed at or pressed. Without it
// the link to it stays.
const loadExplorer = () => import("./explorer/explorer.js");
const near = new IntersectionObserver(
  (places) => places.some(({ isIntersecting }) => isIntersecting) && loadExplorer(),
  { rootMargin: "50% 0px" },
);

for (const link of document.querySelectorAll("a.explorer-here")) {
  const still = link.closest(".explorer-still");
  if (!still) near.observe(link.parentElement);
  still?.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType === "mouse") loadExplorer();
  });
  still?.addEventListener("click", (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    // Once the explorer is there, the link leads to its page as it does without scripts.
    if (!still.isConnected || ctrlKey || metaKey || shiftKey || !target.closest("a, img")) return;
    event.preventDefault();
    loadExplorer();
  });
}
