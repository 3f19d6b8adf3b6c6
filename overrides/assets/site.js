// The other language shows the place that the reader is at: what the address names if that is in
// the window, else the last heading in its upper quarter or above it. The ids are the same in every language.
function place() {
  const named = document.getElementById(idIn(location)); // see theme.js
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
