"""``#>`` comments: the result of the line above, shown in the code and held to the record.

``area = side**2`` and below it ``#> 289``. A result is no part of the program: it is taken out
before the program runs, so that ``evidoc update`` can mend it without making anything stale.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from evidoc.core.findings import EvidocError, Finding
from evidoc.examples.comments import Comment
from evidoc.examples.source import SourceCode

# Formatters of code write "# >" for "#>".
_MARK = re.compile(r"#[ ]?>[ \t]?")
KEEP = "__evidoc_keep__"
"""The name under which an instrumented program finds the function that keeps its results."""


@dataclass(frozen=True)
class Result:
    """What is said to be the result of a statement.

    Attributes:
        key: What a record keeps the values under.
        line: The line of its first ``#>``.
        statement: The position of the statement among those of the program.
        spans: Where its text stands, line by line, as offsets in the source.
        text: The text.
    """

    key: str
    line: int
    statement: int
    spans: tuple[tuple[int, int], ...]
    text: str


def find_results(code: SourceCode) -> tuple[Result, ...]:
    """Return the results that a program states, in order.

    Raises:
        EvidocError: One of them stands behind no top-level assignment or expression; the source is
            not valid.
    """
    marked = _marked(code)
    if not marked:
        return ()
    source = code.text
    starts = [0]
    for line in code.lines:
        starts.append(starts[-1] + len(line) + 1)
    found: list[Result] = []
    seen: Counter[str] = Counter()
    for index, statement in enumerate(code.tree.body):
        group = _behind(statement, marked)
        if not group or (expression := _expression(statement)) is None:
            continue
        shown = ast.unparse(expression)
        seen[shown] += 1
        key = f"#> {shown}" if seen[shown] == 1 else f"#> {shown} ({seen[shown]})"
        spans = []
        for comment in group:
            start = starts[comment.line - 1] + comment.column
            text_start = start + len(_mark(comment))
            spans.append((text_start, max(text_start, start + len(comment.text.rstrip()))))
            del marked[comment.line]
        text = "\n".join(source[start:end] for start, end in spans)
        found.append(Result(key, group[0].line, index, tuple(spans), text))
    if marked:
        message = "#> stands behind no top-level assignment or expression"
        mend = "put it directly below the line that computes the result"
        raise EvidocError([Finding(code.path, line, message, mend) for line in marked])
    return tuple(found)


def _marked(code: SourceCode) -> dict[int, Comment]:
    """Return the comments that are results: with a space in the mark, those behind a statement.

    Anywhere else ``# >`` is a quotation, as in Markdown.
    """
    if _MARK.search(code.text) is None:
        return {}
    marked = {comment.line: comment for comment in code.comments if _MARK.match(comment.text)}
    if not any(each.text.startswith("# ") for each in marked.values()):
        return marked
    behind: set[int] = set()
    with suppress(EvidocError):  # a finding of its own
        for statement in code.tree.body:
            if _expression(statement) is not None:
                behind |= {each.line for each in _behind(statement, marked)}
    return {
        line: each
        for line, each in marked.items()
        if line in behind or not each.text.startswith("# ")
    }


def _mark(comment: Comment) -> str:
    match = _MARK.match(comment.text)
    assert match is not None
    return match[0]


def _behind(statement: ast.stmt, marked: dict[int, Comment]) -> list[Comment]:
    """Return the results at the end of a statement, or in the lines directly below it."""
    line = statement.end_lineno or 0
    if line in marked:
        return [marked[line]]
    found = []
    while (line := line + 1) in marked and marked[line].alone:
        found.append(marked[line])
    return found


def _expression(statement: ast.stmt) -> ast.expr | None:
    """Return what a statement gives a value to, or the value itself."""
    match statement:
        case ast.Assign(targets=[target, *_]) | ast.AugAssign(target=target):
            return target
        case ast.AnnAssign(target=target, value=value) if value:
            return target
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            return value
    return None


def without_results(code: SourceCode) -> tuple[str, list[int]]:
    """Return a program without the results that it states, and the number of each line left."""
    marked = _marked(code)
    kept, numbers = [], []
    for number, line in enumerate(code.lines, start=1):
        comment = marked.get(number)
        if comment is None:
            kept.append(line)
        elif not comment.alone:
            kept.append(line[: comment.column].rstrip())
        else:
            continue
        numbers.append(number)
    return "\n".join(kept), numbers


def marked_alike(code: SourceCode) -> str:
    """Return a program whose results are marked by ``#>``, whatever a formatter made of it."""
    lines = list(code.lines)
    for number, comment in _marked(code).items():
        line = lines[number - 1]
        text = comment.text[len(_mark(comment)) :]
        lines[number - 1] = f"{line[: comment.column]}#> {text}".rstrip()
    return "\n".join(lines)


def instrumented(source: str, filename: str, results: dict[int, str]) -> ast.Module:
    """Return a program that hands each result to ``KEEP`` as soon as it is computed.

    At once, because a later line may change it.

    Args:
        source: The program.
        filename: Its name in messages.
        results: Position of a statement to the key of its result.
    """
    tree = ast.parse(source, filename)
    body: list[ast.stmt] = []
    for index, statement in enumerate(tree.body):
        body.append(statement)
        if index in results:
            expression = _expression(statement)
            assert expression is not None
            if isinstance(statement, ast.Expr):
                statement.value = _kept(results[index], expression, statement)
            else:
                loaded = ast.parse(ast.unparse(expression), mode="eval").body
                call = ast.Expr(_kept(results[index], loaded, statement))
                body.append(ast.copy_location(call, statement))
    tree.body = body
    return tree


def _kept(key: str, value: ast.expr, at: ast.stmt) -> ast.expr:
    call = ast.Call(ast.Name(KEEP, ast.Load()), [ast.Constant(key), value], [])
    for node in ast.walk(call):
        ast.copy_location(node, at)
    return call


def rewritten(source: str, result: Result, text: str) -> str:
    """Return a program in which a result says something else, line by line."""
    lines = text.split("\n")
    assert len(lines) == len(result.spans)
    for (start, end), line in reversed(list(zip(result.spans, lines, strict=True))):
        gap = "" if source[start - 1 : start] in " \t" else " "
        source = source[:start] + gap + line + source[end:]
    return source
