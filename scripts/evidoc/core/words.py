"""The words of each language: what the engine says on a page, and numbers written as words.

They are data, a file for each language in ``assets/languages``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
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

    def ran_with(self, versions: str) -> str:
        """Return the sentence that names the versions an example ran with."""
        return self.templates["ran_with"].format(versions)

    def files_left_out(self, names: str) -> str:
        """Return the sentence that says which files a notebook's cell, not shown, writes."""
        return self.templates["files_left_out"].format(names)

    def open_in(self, service: str) -> str:
        """Return the text of a link that opens a notebook where it can be run."""
        return self.templates["open_in"].format(service)

    def given(self, texts: str) -> str:
        """Return the sentence that lists what a page declares as given."""
        return self.templates["given"].format(texts)

    def kept(self, name: str) -> str:
        """Return the sentence that says which example computed and kept what another one reads."""
        return self.templates["kept"].format(f"{name}.py")

    def read(self, file: str) -> str:
        """Return the sentence that says from which file of data a value comes."""
        return self.templates["read"].format(file)

    def also(self, names: str) -> str:
        """Return the sentence that lists the other names of a term."""
        return self.templates["also"].format(names)

    def how(self, text: str) -> str:
        """Return the name of the button that shows how a number was computed."""
        return self.templates["how"].format(text)

    def computed_by(self, program: str) -> str:
        """Return the text of the button below a table that an example computed."""
        return self.templates["computed_by"].format(program)

    def line(self, program: str, line: int) -> str:
        """Return what leads to a line of a program."""
        return self.templates["line"].format(program, line)

    def bound(self, numbers: int, examples: int) -> str:
        """Return the sentence that says how many numbers of a page how many examples computed."""
        from babel import Locale  # comes with what renders sites

        plural = Locale.parse(self.language).plural_form(examples)
        text = self.bound_by_plural.get(plural, self.bound_by_plural["other"])
        return text.format(f"{numbers:,}", f"{examples:,}")


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
