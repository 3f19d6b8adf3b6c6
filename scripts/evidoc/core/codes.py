"""The kinds of findings: a stable code for each, and what to do about it."""

from __future__ import annotations

CODES = {
    "claim-wrong": "a bound number differs from what was computed: run the mend, or correct it",
    "evidence-left-over": "a file in the folder of records is of no example: prune, or move it",
    "example-block": "a block asks for what its example does not have: correct its options",
    "example-failed": "an example failed: mend the program at the line that is named",
    "example-unused": "no page uses an example: show it, or delete it",
    "extension-missing": "MkDocs loads the plugin without the Markdown extension: add it",
    "fence-differs": "a bound block differs from its example or file: `evidoc update`",
    "file-missing": "a page, or a file that the settings name, is not there: write it",
    "formula-wrong": "a formula differs from the function it is bound to: mend one of them",
    "given-differs": "the languages do not declare the same numbers: declare them alike",
    "glossary": "the glossary, or a page that does not keep to it: correct one of them",
    "heading-id": "a heading of a site in several languages has no id: add one",
    "invalid": "what an author wrote cannot be read: mend the line",
    "lab": "a lab is linked from no page, or a figure in it has no text alternative",
    "language-words": "a language has no table of number words: write one",
    "languages-differ": "a page says something that its other language does not: say the same",
    "link-dead": "a link or a footnote leads nowhere: correct it",
    "not-rendered": "what looks bound is not rendered so: take it out of code, HTML and math",
    "not-shown": "what a program gives is on no page: show it, or say that it may be left out",
    "not-updated": "a number was left to its author: mend it by hand",
    "number-unbound": "a number is bound to nothing: bind it, or mark it as given",
    "page-syntax": "a claim, a block or the front matter is malformed: mend the line",
    "record-differs": "an example, run again, gives another result: `evidoc run`, then look why",
    "record-stale": "an example changed since it was recorded, or never was: `evidoc run`",
    "references": "a cited work, or the list of them: correct the key or the entry",
    "result-wrong": "a `#>` in a program differs from what was computed: `evidoc update`",
    "setting-wrong": "the settings cannot be read, or name what is not there: correct them",
    "translation": "a translation is missing, fuzzy or changes the program: mend the catalog",
}
