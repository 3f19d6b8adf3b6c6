// Asks the engine's search in a worker, and shows what it finds: loaded when someone searches.
(() => {
  const { base, search, translations } = JSON.parse(document.getElementById("__config").textContent);
  const home = new URL(base, location);
  const toggle = document.getElementById("__search");
  const field = document.querySelector(".md-search__input");
  const output = document.querySelector(".md-search-result");
  const [count, list] = output.children;
  let said = null; // what was asked last

  // The file that a theme loads with every page; a page that is a file loads a script in its place.
  async function settings() {
    const url = new URL("search/search_index.json", home);
    if (location.protocol !== "file:") return (await fetch(url)).json();
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url.href.replace(/json$/, "js");
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return __index;
  }

  const worker = new Worker(new URL(search, location));
  const ask = () => {
    if (field.value === said) return;
    said = field.value;
    worker.postMessage({ type: 2, data: said });
  };

  worker.addEventListener("message", ({ data: { type, data } }) => {
    if (type === 1) {
      list.role = "list";
      field.addEventListener("input", ask);
      field.form.addEventListener("reset", () => setTimeout(() => (ask(), field.focus())));
      ask();
    } else if (type === 3) show(data.items);
  });
  settings().then((data) => worker.postMessage({ type: 0, data }));

  function show(found) {
    const name = !found.length ? (said.trim() ? "none" : "placeholder") : found.length === 1 ? "one" : "other";
    count.textContent = translations[`search.result.${name}`].replace("#", found.length);
    list.replaceChildren(...found.map(item));
    output.parentElement.scrollTop = 0;
  }

  // A page, the best of its sections, and the others folded.
  function item(sections) {
    const page = sections.find(({ location }) => !location.includes("#")) ?? sections[0];
    const others = sections.filter((each) => each !== page);
    const best = page === sections[0] ? [] : others.splice(0, 1);
    const entry = make("li", "md-search-result__item");
    entry.append(result(page, "h1", !best.length), ...best.map((each) => result(each, "h2", true)));
    if (others.length) {
      const more = make("details", "md-search-result__more");
      const summary = make("summary");
      const name = others.length === 1 ? "one" : "other";
      summary.tabIndex = -1;
      summary.append(make("div", "", translations[`search.result.more.${name}`].replace("#", others.length)));
      more.append(summary, ...others.map((each) => result(each, "h2", true)));
      entry.append(more);
    }
    return entry;
  }

  // The titles and texts of a result are HTML in which all signs of others are escaped.
  function result({ location, title, text, score }, level, isWhole) {
    const link = make("a", "md-search-result__link");
    link.href = new URL(location, home);
    link.tabIndex = -1;
    link.dataset.score = score;
    const article = make("article", "md-search-result__article md-typeset");
    if (level === "h1") article.append(make("div", "md-search-result__icon md-icon"));
    const heading = make(level);
    heading.innerHTML = title;
    article.append(heading);
    if (isWhole) article.insertAdjacentHTML("beforeend", text);
    link.append(article);
    return link;
  }

  function make(name, className = "", text = "") {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(text);
    return element;
  }

  function close() {
    toggle.checked = false;
    field.blur();
  }

  output.addEventListener("click", ({ target }) => target.closest("a") && close());

  addEventListener("keydown", (event) => {
    const { key } = event;
    if (!toggle.checked || event.metaKey || event.ctrlKey || event.isComposing) return;
    const at = document.activeElement;
    if (key === "Escape" || key === "Tab") close();
    else if (key === "Enter" && at === field) {
      event.preventDefault();
      const links = [...(list.firstElementChild?.querySelectorAll("a") ?? [])];
      links.sort((one, other) => other.dataset.score - one.dataset.score)[0]?.click();
    } else if (key === "ArrowUp" || key === "ArrowDown") {
      event.preventDefault();
      const stops = [field, ...list.querySelectorAll(":not(details) > a, summary, details[open] > a")];
      const step = key === "ArrowUp" ? -1 : 1;
      stops.at((Math.max(0, stops.indexOf(at)) + step) % stops.length).focus();
    } else if (at !== field && !["Enter", " ", "Shift"].includes(key)) field.focus();
  });
})();
