"""Numbers typed by hand into the texts of an example, where they would pass for results.

"Part of what was printed" proves nothing for ``print("RF = 31")``. So strings hold no numbers
outside placeholders, and a comment only such as its own line of code holds; for a result there is
``#>`` (``evidoc.examples.results``). Translations are held to the same.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.program import Program
from evidoc.examples.snippet import Snippet
from evidoc.examples.source import SourceCode
from evidoc.pages.numerals import Numeral, NumeralError, numbers_in
from evidoc.project.project import Project
from evidoc.project.strictness import ALL
from evidoc.translation.strings import outermost_strings
from evidoc.translation.texts import Kind, Text, spoken

IN_STRING = "print a {placeholder}, or say it without a number"
IN_COMMENT = "write #> with the result below the line, or a comment beside the number itself"


def check_hand_typed(project: Project) -> Iterator[Finding]:
    """Yield the hand-typed numbers of the examples on strict pages, in every language."""
    names = tuple(project.config.names)
    strict = _on_strict_pages(project)
    for name, snippet in strict.items():
        with suppress(EvidocError):  # a text that no catalog reaches is a finding of its own
            for line, message, mend in typed_by_hand(
                snippet.program, project.programs.texts(name), names
            ):
                yield Finding(snippet.program.path, line, message, mend)
    for language in project.languages:
        if language.code != project.config.source_language:
            yield from _translations(project, strict, language.code, names)


def _on_strict_pages(project: Project) -> dict[str, Snippet]:
    """Return the valid examples that a strict page uses; all of a project that is strict."""
    pages = [page for pages in project.strict_pages.values() for page in pages.values()]
    used = {example for page in pages for example in page.used}
    is_asked = project.config.coverage.default == ALL
    return {
        name: snippet
        for name, snippet in project.snippets.items()
        if not (snippet.finding or snippet.is_console) and (is_asked or name in used)
    }


def typed_by_hand(
    program: Program, texts: Iterable[Text], names: tuple[str, ...]
) -> list[tuple[int, str, str]]:
    """Return line, message and mend for each hand-typed number of a program."""
    found = [
        (node.lineno, f"a string holds {shown}", IN_STRING)
        for node in program.strings
        if (shown := _shown(_said(node), names))
    ]
    found += [
        (argument.lineno, f"print() is given {ast.unparse(argument)}", IN_STRING)
        for argument in _printed(program.nodes)
        if not _has_name(argument)
    ]
    literals = literals_by_line(program)
    for text in texts:
        if text.kind is Kind.COMMENT and (
            shown := _not_beside(text.id, text.line, literals, names)
        ):
            found.append((text.line, f"a comment says {shown}, its line does not", IN_COMMENT))
    return found


def _printed(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """Yield the arguments of calls of ``print`` that are no texts."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="print"), args=arguments):
                yield from (each for each in arguments if not any(outermost_strings(each)))


def _has_name(expression: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) for node in ast.walk(expression))


def _said(node: ast.expr) -> str:
    """Return what a string or an f-string says by itself: without what it computes."""
    if isinstance(node, ast.Constant):
        return spoken(Kind.STRING, str(node.value))
    said = []
    for value in node.values if isinstance(node, ast.JoinedStr) else ():
        if isinstance(value, ast.Constant):
            said.append(str(value.value))
        elif isinstance(value, ast.FormattedValue):
            said.append(_computed_by_hand(value.value))
    return "".join(said)


def _computed_by_hand(expression: ast.expr) -> str:
    """Return what a placeholder says of its own: all if it uses no name, as in ``{31}``."""
    if not _has_name(expression):
        return f" {ast.unparse(expression)} "
    strings = [_said(node) for node in outermost_strings(expression)]
    return " ".join(["\0", *strings])


def _shown(text: str, names: Sequence[str]) -> str:
    """Return the numbers in a text as one phrase; empty if there are none."""
    try:
        return ", ".join(number.text.strip() for number in numbers_in(text, names))
    except NumeralError as error:
        return text[error.start : error.end]


def literals_by_line(program: SourceCode) -> dict[int, set[Fraction]]:
    """Return the numbers that stand in the code of each line, with the sign they have there."""
    found: dict[int, set[Fraction]] = {}
    for line, number, is_negative in program.numbers:
        found.setdefault(line, set()).update({number, -number} if is_negative else {number})
    return found


def _not_beside(
    comment: str, line: int, literals: dict[int, set[Fraction]], names: Sequence[str]
) -> str:
    """Return the numbers of a comment that the code of its line does not hold."""
    beside = literals.get(line, set())
    try:
        numbers = numbers_in(comment, names)
    except NumeralError as error:
        return comment[error.start : error.end]
    return ", ".join(
        number.text.strip()
        for number in numbers
        if not any(number.equals(value) or _is_half_of(number, value) for value in beside)
    )


def _is_half_of(number: Numeral, divisor: Fraction) -> bool:
    """Tell whether a comment says "half" where the code divides by two."""
    return number.is_word and number.value * divisor == 1


def _translations(
    project: Project, snippets: Mapping[str, Snippet], language: str, names: Sequence[str]
) -> Iterator[Finding]:
    for name, snippet in snippets.items():
        try:
            catalog = project.programs.catalog(language, snippet.topic)
            texts = project.programs.texts(name)
        except EvidocError:
            continue  # findings of their own
        literals = literals_by_line(snippet.program)
        for text in texts:
            entry = catalog.entries.get(text.id)
            if entry and entry.string not in ("", text.id):
                for message, mend in _translation(text, entry.string, literals, names):
                    yield Finding(catalog.path, entry.line, message, mend)


def _translation(
    text: Text, string: str, literals: dict[int, set[Fraction]], names: Sequence[str]
) -> Iterator[tuple[str, str]]:
    if text.kind is Kind.COMMENT:
        if shown := _not_beside(string, text.line, literals, names):
            yield f"a comment says {shown}, its line of code does not", IN_COMMENT
        return
    try:
        said = spoken(text.kind, string)
    except ValueError:
        return  # placeholders that cannot be read are findings of the catalog
    if shown := _shown(said, names):
        yield f"a string holds {shown}", IN_STRING


def comment_numbers(texts: Iterable[Text], names: Iterable[str]) -> int:
    """Return how many numbers the comments among the texts of an example hold."""
    comments = [text.id for text in texts if text.kind is Kind.COMMENT]
    total = 0
    for comment in comments:
        try:
            total += len(numbers_in(comment, tuple(names)))
        except NumeralError:
            continue
    return total
