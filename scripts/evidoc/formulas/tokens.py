"""LaTeX as tokens, each with its offset: names, numbers, signs and commands, spacing left out."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass


class UnreadableError(ValueError):
    """LaTeX that is not understood.

    Attributes:
        offset: Where in the LaTeX, in characters from 0.
        reason: What is wrong there.
    """

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(offset, reason)
        self.offset = offset
        self.reason = reason


@dataclass(frozen=True)
class Token:
    r"""A piece of LaTeX that means something.

    Attributes:
        kind: ``name``, ``number``, ``sign`` (one of the marks in ``SIGNS``), ``command`` or
            ``end``.
        text: The name, the digits, the sign, or the command without its backslash.
        start: Its offset.
        end: The offset behind it.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def spelt(self) -> str:
        """The token as a finding names it."""
        if self.kind == "end":
            return "the end"
        return f"\\{self.text}" if self.kind == "command" else self.text.strip("|") or "|"


# What LaTeX writes as a command, a reader of mathematics as a sign.
SIGNS = {
    **dict.fromkeys(("cdot", "times", "ast"), "*"),
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    **dict.fromkeys(("ne", "neq"), "!="),
    "lt": "<",
    "gt": ">",
    "div": "/",
    "bmod": "mod",
    "lbrace": "{|",
    "rbrace": "|}",
    "{": "{|",
    "}": "|}",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
}
_SIZES = {"left", "right"} | {
    f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
}
_SPACING = {
    *(",", ";", ":", "!", " ", "quad", "qquad", "thinspace", "enspace", "nonumber"),
    *("displaystyle", "textstyle", "limits", "nolimits"),
}
_GREEK = re.compile(
    "(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|"
    "sigma|tau|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|"
    "Omega)|ell"
)
_TOKEN = re.compile(
    r"(?P<space>[\s~&]+|%[^\n]*)"
    r"|\\(?:text|mathrm|mathit|mathsf|mathbf|operatorname)\*?\s*\{(?P<name>[^{}\\]*)\}"
    r"|\\(?:begin|end)\s*\{(?P<environment>[^{}]*)\}"
    r"|\\(?P<command>[A-Za-z]+|[\s\S])"
    r"|(?P<number>\d+(?:\{,\}\d{3})+(?!\d)(?:\.\d+)?|\d+\.\d+|\.\d+|\d+)"
    r"|(?P<letter>[A-Za-z])"
    r"|(?P<sign>[-+*/^_=<>(){}\[\]|,.−·×≤≥≠])"
)
_UNICODE = {"−": "-", "·": "*", "×": "*", "≤": "<=", "≥": ">=", "≠": "!="}
_LINED_UP = ("aligned", "align", "align*", "split", "gathered")


def tokens(latex: str) -> list[Token]:
    """Return the tokens of a formula; the last one is ``end``.

    Raises:
        UnreadableError: A character or a command means nothing here.
    """
    found = list(_read(latex))
    while found and found[-1].text in (",", ".") and found[-1].kind == "sign":
        found.pop()  # the punctuation of the sentence
    return [*found, Token("end", "", len(latex), len(latex))]


def _read(latex: str) -> list[Token]:
    found: list[Token] = []
    position = 0
    while position < len(latex):
        match = _TOKEN.match(latex, position)
        if match is None:
            raise UnreadableError(position, f"{latex[position]!r} means nothing in a formula")
        if token := _token(match):
            found.append(token)
        position = match.end()
    return found


def _token(match: re.Match[str]) -> Token | None:
    kind = match.lastgroup or ""
    text = match[kind]
    start, end = match.span()
    if kind == "space":
        return None
    if kind == "name":
        return _name(text, start, end)
    if kind == "environment":
        if text in _LINED_UP:
            return None
        raise UnreadableError(start, f"the environment {text} cannot be computed")
    if kind == "letter":
        return Token("name", text, start, end)
    if kind == "number":
        return Token("number", text.replace("{,}", ""), start, end)
    if kind == "sign":
        return Token("sign", _UNICODE.get(text, text), start, end)
    return _command(text, start, end)


def _name(text: str, start: int, end: int) -> Token | None:
    text = text.strip()
    if not text:
        return None
    if not text.replace("-", "_").replace(" ", "_").isidentifier():
        raise UnreadableError(start, f"the text {text!r} is no name")
    return Token("name", text.replace("-", "_").replace(" ", "_"), start, end)


def _command(text: str, start: int, end: int) -> Token | None:
    if text in _SPACING or text in _SIZES or text.isspace():
        return None
    if text in SIGNS:
        return Token("sign", SIGNS[text], start, end)
    if _GREEK.fullmatch(text):
        return Token("name", text, start, end)
    return Token("command", text, start, end)


class Cursor:
    """A place among tokens, moving to the right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.position = 0

    @property
    def token(self) -> Token:
        """The token ahead."""
        return self.tokens[self.position]

    def next(self) -> Token:
        """Step over the token ahead and return it; the end stays ahead."""
        token = self.token
        self.position += token.kind != "end"
        return token

    def accept(self, kind: str, *texts: str) -> Token | None:
        """Step over the token ahead if it is one of these."""
        if self.token.kind == kind and self.token.text in texts:
            return self.next()
        return None

    def expect(self, text: str, after: str) -> None:
        """Step over a token that has to stand here."""
        token = self.token
        if token.kind in ("sign", "command") and token.text == text:
            self.next()
            return
        expected = f"\\{text}" if text.isalpha() else text.strip("|") or text
        raise self.error(f"expected {expected} {after}, found {token.spelt}")

    def error(self, reason: str, token: Token | None = None) -> UnreadableError:
        """Return the error to raise at a token, or at the one ahead."""
        return UnreadableError((token or self.token).start, reason)

    def name_with_index(self, token: Token) -> tuple[str, int]:
        """Return a name with its index as one name, as in K_eff, and the position behind it."""
        position = self.position + 1
        parts: list[str] = []
        if self.tokens[position].kind == "number" and len(self.tokens[position].text) > 1:
            digits = self.tokens[position]
            raise self.error(f"LaTeX takes the first digit alone: write {{{digits.text}}}", digits)
        if self.tokens[position].text != "{":
            parts, behind = [self.tokens[position].text], position + 1
        else:
            position += 1
            while self.tokens[position].kind in ("name", "number"):
                parts.append(self.tokens[position].text)
                position += 1
            behind = position + 1
            if self.tokens[position].text != "}":
                return "", 0
        return f"{token.text}_{''.join(parts)}", behind

    def name_of_letters(self, token: Token, known: Container[str]) -> str:
        """Return the known name that begins at a token and is spelt letter by letter, or ""."""
        run = ""
        for other in self.tokens[self.tokens.index(token) :]:
            if other.kind != "name" or other.start != token.start + len(run):
                break
            run += other.text
            if run != token.text and run in known:
                return run
        return ""
