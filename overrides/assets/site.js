// Material's script puts the buttons of every code block into a navigation landmark without a
// name, and a screen reader lists them all. They are no navigation.
function unmark() {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) {
    nav.setAttribute("role", "none");
  }
}

new MutationObserver(unmark).observe(document.body, { childList: true, subtree: true });
unmark();
