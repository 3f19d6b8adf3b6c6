"""The words of each language: what the engine says on a page, and numbers written as words.

They are data, a file for each language in ``assets/languages``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Words:
    """What the engine itself says to a reader."""

    language: str
    output: str
    show_code: str
    show_all_code: str
    hide_all_code: str
    data: str
    digest: str
    download: str
    files_of_a_notebook: str
    evidence: str
    programs: str
    method: str
    counted: str
    show_program: str
    modules: str
    cite: str
    copy_formula: str
    bound_by_plural: Mapping[str, str]
    templates: Mapping[str, str]

    def say(self, template: str, *texts: object) -> str:
        """Return a sentence of the language's table with texts in it."""
        return self.templates[template].format(*texts)

    def bound(self, numbers: int, examples: int) -> str:
        """Return the sentence that says how many numbers of a page how many examples computed."""
        plural = _plural_form(self.language)(examples)
        text = self.bound_by_plural.get(plural, self.bound_by_plural["other"])
        return text.format(f"{numbers:,}", f"{examples:,}")


@cache
def _plural_form(language: str) -> Callable[[int], str]:
    """Return what tells the form for a number, by the rules of the language's table.

    Babel knows them too, among all that it reads of a language, which takes far longer.
    """
    from babel.plural import PluralRule  # comes with what renders sites

    form: Callable[[int], str] = PluralRule(tables()[language]["plural"])
    return form


def words(language: str) -> Words:
    """Return the words for a language; English for one that has none."""
    code = language.split("-")[0]
    return _words(code if code in tables() else "en")


@cache
def _words(code: str) -> Words:
    table = tables()[code]
    return Words(
        language=code,
        bound_by_plural=table["bound"],
        templates=table["templates"],
        **table["phrases"],
    )


def has_words(language: str) -> bool:
    """Tell whether there is a table of words for a language."""
    return language.split("-")[0] in tables()


def decimal_sign(language: str) -> str:
    """Return the decimal sign of a language, a point unless its table says otherwise."""
    table = tables().get(language.split("-")[0])
    return str(table["numbers"]["decimal"]) if table else "."


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of all languages that have one, by code."""
    folder = files("evidoc") / "assets" / "languages"
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }
