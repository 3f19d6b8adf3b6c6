// What Material's script builds while a page loads, mended for those who use keys or a screen
// reader.
function mend() {
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

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
addEventListener("resize", mend);
mend();

// The explorer is loaded where a page has a place for it; without it the link to it stays.
if (document.querySelector("a.explorer-here")) import("./explorer/explorer.js");
