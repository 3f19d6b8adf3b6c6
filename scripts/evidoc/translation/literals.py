"""String literals as a translator sees them, and back.

The text of an f-string is a *template*: what its literals say, escapes decoded, braces still
doubled, with each placeholder as it is written. So a message does not depend on quote style,
prefix, or how its literals are split over lines.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_OPENING = re.compile(r"(?:\s|\\\n)*(?P<prefix>[A-Za-z]{0,2})(?P<quote>'''|\"\"\"|'|\")")
_CHUNK = re.compile(
    r"\\(?:N\{[^}]*\}|[0-7]{1,3}|x.{2}|u.{4}|U.{8}|[^{}])|.",
    re.DOTALL,
)
_RAW_CHUNK = re.compile(r"\\[^{}]|.", re.DOTALL)
_PLAIN = re.compile(r"[^\\{}'\"]+")
"""Text that says what it reads, in every literal."""
_QUOTES = ('"', "'", '"""', "'''")


def placeholders(template: str) -> Counter[str]:
    """Return what a template computes: expression, conversion and format of each placeholder.

    Raises:
        ValueError: A brace is neither doubled nor part of a placeholder.
    """
    return Counter(computed for _, computed in _parts(template) if computed)


def words(template: str) -> str:
    """Return a template without its placeholders.

    Raises:
        ValueError: A brace is neither doubled nor part of a placeholder.
    """
    return "".join(text for text, computed in _parts(template) if not computed)


def _parts(template: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a template, with what they compute; literal text computes nothing."""
    position = 0
    while position < len(template):
        character = template[position]
        if plain := _PLAIN.match(template, position):
            end, computed = plain.end(), ""
        elif template[position : position + 2] in ("{{", "}}"):
            end, computed = position + 2, ""
        elif character == "{":
            end, computed = _placeholder(template, position)
        elif character == "}":
            raise ValueError("a } closes no placeholder; as text it is written }}")
        else:
            end, computed = position + 1, ""
        yield template[position:end], computed
        position = end


def _placeholder(text: str, start: int) -> tuple[int, str]:
    """Return where a placeholder ends, which is the first ``}`` at which it is one."""
    end = text.find("}", start)
    while end != -1:
        if computed := _computed(text[start : end + 1]):
            return end + 1, computed
        end = text.find("}", end + 1)
    raise ValueError("a { opens no placeholder; as text it is written {{")


@lru_cache(maxsize=4096)
def _computed(placeholder: str) -> str:
    """Return what a placeholder computes, whatever its spacing; empty if it is none."""
    for quote in ('"""', "'''"):
        try:
            tree = ast.parse(f"f{quote}{placeholder}{quote}", mode="eval").body
        except (SyntaxError, ValueError):
            continue
        if isinstance(tree, ast.JoinedStr) and isinstance(tree.values[-1], ast.FormattedValue):
            return ast.dump(tree)
    return ""


def read_template(literals: str) -> str:
    """Return the template of f-strings and strings that stand side by side in a source.

    Raises:
        ValueError: They cannot be read.
    """
    return "".join(text for _, _, text in _read(literals))


def _read(literals: str) -> Iterator[tuple[str, str, str]]:
    """Yield prefix, quotes and template of each of the literals."""
    position = 0
    while match := _OPENING.match(literals, position):
        text, position = _read_body(literals, match.end(), match["prefix"], match["quote"])
        yield match["prefix"], match["quote"], text


def _read_body(source: str, position: int, prefix: str, quote: str) -> tuple[str, int]:
    raw, formatted = "r" in prefix.lower(), "f" in prefix.lower()
    chunk_pattern = _RAW_CHUNK if raw else _CHUNK
    text = ""
    while not source.startswith(quote, position):
        if plain := _PLAIN.match(source, position):
            text += plain[0]
            position = plain.end()
        elif formatted and source.startswith(("{{", "}}"), position):
            text += source[position : position + 2]
            position += 2
        elif formatted and source.startswith("{", position):
            end, _ = _placeholder(source, position)
            text += source[position:end]
            position = end
        else:
            match = chunk_pattern.match(source, position)
            if match is None:
                raise ValueError("the string cannot be read")
            text += _doubled(match[0] if raw else _decoded(match[0]))
            position = match.end()
    return text, position + len(quote)


def _decoded(chunk: str) -> str:
    if chunk[0] != "\\" or chunk[1:2] not in tuple("\n\\'\"abfnrtvxuUN01234567"):
        return chunk
    return "" if chunk == "\\\n" else str(ast.literal_eval(f'"{chunk}"'))


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def write_literal(old: str, text: str, *, template: bool, block: bool = False) -> str:
    """Return a literal that holds another text, in the style of the ones that it replaces.

    Args:
        old: The source of the literals, one or several side by side.
        text: The new text; for an f-string its template.
        template: Whether they are an f-string.
        block: Whether a text of several lines is written as such, as in docstrings.

    Raises:
        ValueError: No literal can hold it.
    """
    prefix, quote = next(
        (prefix, quote) for prefix, quote, _ in _read(old) if not template or "f" in prefix.lower()
    )
    quotes = [quote, *_QUOTES]
    if block and "\n" in text and len(quote) == 1:
        quotes = [quote * 3, *quotes]
    for candidate_prefix in (prefix, re.sub("[rR]", "", prefix)):
        for candidate_quote in quotes:
            body = _body(text, candidate_prefix, candidate_quote, template)
            literal = f"{candidate_prefix}{candidate_quote}{body}{candidate_quote}"
            if _holds(literal, text, template):
                return literal
    raise ValueError("no string literal can hold this text")


def _body(text: str, prefix: str, quote: str, template: bool) -> str:
    if "r" in prefix.lower():
        return text
    parts = _parts(text) if template else [(text, "")]
    body = "".join(part if computed else _escaped(part, quote) for part, computed in parts)
    if len(quote) == 3:
        body = body.replace(quote, f"\\{quote[0]}" * 3)
        if body.endswith(quote[0]):
            body = f"{body[:-1]}\\{quote[0]}"
    return body


def _escaped(part: str, quote: str) -> str:
    if part.isprintable() and quote not in part and "\\" not in part:
        return part
    return "".join(_escaped_sign(sign, quote) for sign in part)


def _escaped_sign(sign: str, quote: str) -> str:
    if sign in (quote, "\\"):
        return f"\\{sign}"
    if sign == "\n" and len(quote) == 3:
        return sign
    return sign if sign.isprintable() else sign.encode("unicode_escape").decode()


def _holds(literal: str, text: str, template: bool) -> bool:
    """Tell whether a literal is valid and says just this, as Python and we read it."""
    try:
        tree = ast.parse(literal, mode="eval").body
        if template:
            return isinstance(tree, ast.JoinedStr) and read_template(literal) == text
        return isinstance(tree, ast.Constant) and tree.value == text
    except (SyntaxError, ValueError):
        return False
