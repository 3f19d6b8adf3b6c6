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
