// Searches a site, as the worker that Material's script asks: ready at once, the index is loaded
// when the first word comes. A page that owns a term of the glossary comes first for its names.

let index = null; // a promise of the prepared index
let latest = 0;

const HANGUL = /[가-힣]/;

// One spelling of what is written in several: 17×17 and 17 x 17, capitals, signs, and the border
// of Hangul and Latin.
function fold(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/×/g, "x")
    .replace(/(\d)\s*x\s*(?=\d)/g, "$1x")
    .replace(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}_.]+/gu, " ")
    .replace(/([가-힣])(?=[a-z0-9])|([a-z0-9])(?=[가-힣])/g, "$1$2 ")
    .trim();
}

const join = (text) => text.replace(/[\s_]+/g, "");

// A word by its letters: those of each syllable of Hangul.
const spell = (word) => word.normalize("NFD");

// How many letters differ, at most a limit.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] !== b[j - 1]);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[b.length];
}

const slips = (spelled) => (spelled.length < 5 ? 0 : spelled.length < 9 ? 1 : 2);

function prepare({ particles, docs, terms }) {
  const prepared = docs.map(([location, title, text, names, weight]) => {
    const [page] = location.split("#");
    const [head, body] = [` ${fold(title)} `, ` ${fold(text)} `];
    return {
      ...{ location, page, title, text, weight, head, body, headJoined: join(head), joined: join(body) },
      names: ` ${names.toLowerCase()} `,
    };
  });
  const called = terms.map(([location, term, names]) => {
    const joined = names.map((name) => join(fold(name)));
    return { location, term: fold(term), names: joined, spelled: joined.map(spell) };
  });
  const parents = new Map();
  for (const doc of prepared) {
    if (!parents.has(doc.page)) parents.set(doc.page, doc);
  }
  const said = prepared.flatMap((doc) => `${doc.head}${doc.body}${doc.names}`.split(" "));
  const vocabulary = [...new Set(said.filter((word) => word.length > 2))].map((word) => [word, spell(word)]);
  return { particles: new RegExp(particles || "$^"), docs: prepared, terms: called, parents, vocabulary };
}

// A word as it was typed, and without a Korean particle.
function forms(word, { particles }) {
  if (!HANGUL.test(word)) return [word];
  const stem = word.replace(particles, "");
  return stem !== word && stem.length > 1 ? [word, stem] : [word];
}

function strength(words, text, joined) {
  for (const [at, word] of words.entries()) {
    const less = at ? 0.9 : 1;
    if (text.includes(` ${word} `)) return less;
    if (text.includes(` ${word}`)) return 0.8 * less;
    if ((HANGUL.test(word) || word.length > 4) && joined.includes(join(word))) return 0.6 * less;
  }
  return 0;
}

function count(words, text) {
  return Math.max(...words.map((word) => text.split(word).length - 1));
}

// How well a section says words: title before names of code before text; all words before some, rare
// ones before those that every page says.
function said(doc, words) {
  let [score, found, all] = [0, 0, 0];
  for (const each of words) {
    const rare = each.rare ?? 1;
    const head = strength(each, doc.head, doc.headJoined);
    const body = strength(each, doc.body, doc.joined);
    const name = each.some((word) => doc.names.includes(` ${word} `)) ? 1 : 0;
    score += rare * ((doc.location === doc.page ? 40 : 20) * head + 12 * name);
    score += rare * (body && (2 + Math.log2(1 + count(each, doc.body))) * body);
    found += Math.max(head, body, name) > 0 ? rare : 0;
    all += rare;
  }
  const whole = words.map(([word]) => word).join("");
  if (words.length > 1 && doc.headJoined.includes(whole)) score *= 2;
  else if (words.length > 1 && doc.joined.includes(whole)) score *= 1.4;
  return doc.weight * score * (found / all) ** 3;
}

// How far a query is the name of a term.
function named({ names, spelled }, wholes) {
  let best = 0;
  for (const whole of wholes) {
    const letters = spell(whole);
    for (const [at, name] of names.entries()) {
      if (name === whole) return 1;
      if (whole.length > 1 && name.startsWith(whole)) best = Math.max(best, 0.3 + 0.4 * (whole.length / name.length));
      const limit = Math.min(slips(letters), slips(spelled[at]));
      if (limit && distance(letters, spelled[at], limit) <= limit) best = Math.max(best, 0.8);
      if (name.length > 1 && whole.includes(name) && (HANGUL.test(name) || name.length > 3))
        best = Math.max(best, 0.5 * (name.length / whole.length));
    }
  }
  return best;
}

function nearest(word, { vocabulary }) {
  const letters = spell(word);
  const limit = slips(letters);
  let [best, found] = [limit + 1, word];
  for (const [other, spelled] of limit ? vocabulary : []) {
    const far = distance(letters, spelled, limit);
    if (far < best) [best, found] = [far, other];
  }
  return found;
}

function search(query, index) {
  const typed = fold(query).split(" ").filter((word) => word && (word.replace(index.particles, "") || query.trim() === word));
  if (!typed.length) return [];
  let words = typed.map((word) => forms(word, index));
  const sayers = (each) => index.docs.filter((doc) => said(doc, [each]) > 0).length;
  words = words.map((each) => (sayers(each) ? each : forms(nearest(each.at(-1), index), index)));
  // Of several words the rare ones count more.
  for (const each of words.length > 1 ? words : [])
    each.rare = Math.log2(1 + index.docs.length / (1 + sayers(each))) / Math.log2(1 + index.docs.length);
  const last = forms(typed.at(-1), index);
  const wholes = last.map((word) => join([...typed.slice(0, -1), word].join("")));
  const scores = new Map();
  const add = (doc, score) => score > 0 && scores.set(doc, (scores.get(doc) ?? 0) + score);
  for (const doc of index.docs) {
    add(doc, said(doc, words));
    // A page is meant by its own title.
    if (doc.location === doc.page && wholes.includes(doc.headJoined)) add(doc, 400);
  }
  for (const term of index.terms) {
    const near = named(term, wholes);
    const part = words.some((each) => each.some((word) => term.names.includes(join(word))));
    for (const doc of part ? index.docs : []) {
      if (doc.location === term.location) add(doc, 60);
    }
    if (near < 0.25) continue;
    const others = term.term.split(" ").map((word) => [word]);
    for (const doc of index.docs) {
      if (doc.location === term.location) add(doc, 400 * near ** 2);
      else if (near === 1) add(doc, said(doc, others) / 2);
    }
  }
  return grouped(scores, words, index);
}

function grouped(scores, words, { parents }) {
  const groups = new Map();
  for (const [doc, score] of [...scores].sort(([, a], [, b]) => b - a)) {
    const group = groups.get(doc.page) ?? groups.set(doc.page, []).get(doc.page);
    group.push({ doc, score });
  }
  const total = (group) => group[0].score + group.slice(1, 6).reduce((sum, { score }) => sum + score / 8, 0);
  const sorted = [...groups].sort(([, a], [, b]) => total(b) - total(a)).slice(0, 20);
  return sorted.map(([page, group]) => {
    const items = group.slice(0, 4);
    const parent = parents.get(page);
    if (!items.some(({ doc }) => doc === parent)) items.push({ doc: parent, score: 0 });
    return items.map(({ doc, score }) => shown(doc, score, words));
  });
}

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function shown(doc, score, words) {
  const texts = words.flat().map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/x/g, "[x×]"));
  const spaced = texts.map((text) => (HANGUL.test(text) ? [...text].join("\\s?") : text));
  const pattern = new RegExp(spaced.join("|"), "giu");
  const mark = (text) => {
    let [marked, end] = ["", 0];
    for (const match of text.matchAll(pattern)) {
      marked += `${escape(text.slice(end, match.index))}<mark>${escape(match[0])}</mark>`;
      end = match.index + match[0].length;
    }
    return marked + escape(text.slice(end));
  };
  const at = Math.max(0, doc.text.search(pattern));
  const from = at < 60 ? 0 : doc.text.indexOf(" ", at - 60) + 1;
  const part = doc.text.slice(from, from + 180);
  const text = `${from ? "… " : ""}${mark(part)}${from + 180 < doc.text.length ? " …" : ""}`;
  const terms = Object.fromEntries(words.map(([word]) => [word, true]));
  return { location: doc.location, title: mark(doc.title), text: part && `<p>${text}</p>`, score, terms };
}

// Material's messages: 0 sets up, 1 says ready, 2 asks, 3 answers.
async function answer({ type, data }, post) {
  if (type === 0) {
    index = () => {
      const loaded = data.config.docs
        ? Promise.resolve(prepare(data.config))
        : fetch(new URL(data.config.index, self.location)).then((got) => got.json()).then(prepare);
      index = () => loaded;
      return loaded;
    };
    post({ type: 1 });
  } else if (type === 2) {
    const mine = ++latest;
    const items = data.trim() ? search(data, await index()) : [];
    if (mine === latest) post({ type: 3, data: { items } });
  }
}

if (typeof document === "undefined") addEventListener("message", ({ data }) => answer(data, postMessage));
