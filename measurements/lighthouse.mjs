// Scores pages in one browser: an address with what is asked for in a line, what was found in a line.
//
// npx fetches Lighthouse and leads here by the path of its programs: see audit.py.

import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folders = process.env.PATH.split(delimiter);
const program = folders.map((folder) => join(folder, "lighthouse")).find(existsSync);
const { resolve } = createRequire(realpathSync(program));
const load = (name) => import(pathToFileURL(resolve(name)));

const { default: lighthouse } = await load("lighthouse");
const { launch } = await load("chrome-launcher");
const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox"] });

const percent = (score) => (Number.isFinite(score) ? 100 * score : null);
const isWrong = ({ scoreDisplayMode, score }) =>
  ["binary", "error"].includes(scoreDisplayMode) && score !== null && score < 1;

for await (const line of createInterface({ input: process.stdin })) {
  const { url, categories } = JSON.parse(line);
  const options = { port: chrome.port, onlyCategories: categories, logLevel: "silent" };
  const { lhr } = await lighthouse(url, options);
  // A score is missing where one of its audits could not be made, and is no 0 then.
  const scores = categories.map((id) => [id, percent(lhr.categories[id]?.score)]);
  const wrong = Object.values(lhr.audits)
    .filter(isWrong)
    .map(({ id, title, details }) => {
      const places = details?.items?.map(({ node }) => node?.snippet).filter(Boolean) ?? [];
      return [id, title, ...places].join(": ");
    });
  console.log(JSON.stringify({ scores: Object.fromEntries(scores), wrong }));
}
chrome.kill();
