"""Catalogs as text: read with more care than Babel takes, written the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NoReturn

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, escape, normalize, read_po, unescape

from evidoc.core.findings import EvidocError, Finding


def parse_po(text: str, name: str) -> Catalog:
    """Return the catalog that a text holds.

    Babel alone passes over a message id that comes twice, an unterminated string, and a second
    translation without a word.

    Raises:
        EvidocError: The text is not a valid catalog.
    """
    _check_lines(text, name)
    try:
        catalog = read_po(text.split("\n"), abort_invalid=True)
    except PoFileError as error:
        line, reason = error.lineno + 1, str(error).rpartition(" on ")[0]
    except (ValueError, TypeError, KeyError) as error:
        line, reason = 1, f"its header cannot be read: {error}"
    else:
        if catalog.header_comment == _header():
            catalog.header_comment = ""  # Babel's own, which no one wrote.
        for message in catalog:
            _take_previous(message)
        return catalog
    raise EvidocError([Finding(name, line, reason, "mend this line")])


@cache
def _header() -> str:
    return str(Catalog().header_comment)


def _take_previous(message: Message) -> None:
    """Set the older text of a fuzzy message, which Babel reads as a comment."""
    previous = [comment for comment in message.user_comments if comment.startswith("| ")]
    message.user_comments = [text for text in message.user_comments if text not in previous]
    strings = re.findall(r"\"(?:[^\"\\]|\\.)*\"", " ".join(previous))
    if strings:
        message.previous_id = ["".join(map(unescape, strings))]


_LINE = re.compile(
    r"(?P<obsolete>#~)?\s*+(?:(?P<keyword>msgid|msgstr)\s*+)?"
    r"(?P<string>\"(?:[^\"\\]|\\[\\trn\"])*\")\s*"
)


def _check_lines(text: str, name: str) -> None:
    """Require messages of one ``msgid`` and one ``msgstr``, each id once, all strings closed."""
    first_lines: dict[tuple[bool, str], int] = {}
    id_line, id_strings, expected = 0, [], "msgid"
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.strip()
        if not line or (line[0] == "#" and not line.startswith("#~")):
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            _fail(name, number, "a merge conflict is not resolved")
        match = _LINE.fullmatch(line)
        if match is None:
            _fail(name, number, f'expected msgid "…", msgstr "…" or "…", found {line}')
        if match["keyword"] not in (None, expected):
            _fail(name, number, f"expected {expected}, found {match['keyword']}")
        if match["keyword"] == "msgid":
            id_line, id_strings, expected = number, [match["string"]], "msgstr"
        elif match["keyword"] == "msgstr":
            key = (bool(match["obsolete"]), "".join(map(unescape, id_strings)))
            if key in first_lines:
                _fail(name, id_line, f"this message stands in line {first_lines[key]} already")
            first_lines[key], expected = id_line, "msgid"
        elif expected == "msgstr":
            id_strings.append(match["string"])
    if expected == "msgstr":
        _fail(name, id_line, "this message has no msgstr")


def _fail(name: str, line: int, message: str) -> NoReturn:
    raise EvidocError([Finding(name, line, message, "mend this message")])


def dump_po(catalog: Catalog, language: str) -> str:
    """Return the text of a catalog: its messages in their order, then the obsolete ones.

    Babel's own writer adds dates and its version, wraps what it quotes, and forgets the flags of
    obsolete messages.
    """
    head = [
        *_comment_lines(catalog.header_comment),
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"MIME-Version: 1.0\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Content-Transfer-Encoding: 8bit\\n"',
    ]
    blocks = ["\n".join(head)]
    blocks += ["\n".join(_message_lines(message, "")) for message in catalog if message.id]
    blocks += ["\n".join(_message_lines(message, "#~ ")) for message in catalog.obsolete.values()]
    return "\n\n".join(blocks) + "\n"


def _comment_lines(comment: str) -> list[str]:
    return comment.split("\n") if comment.strip("# \n") else []


def _message_lines(message: Message, prefix: str) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in message.user_comments)
    yield from (f"#. {comment}" for comment in message.auto_comments)
    if not prefix:
        yield from sorted({f"#: {path}" for path, _ in message.locations})
    if message.fuzzy:
        yield "#, fuzzy"
    if message.previous_id and not prefix:
        yield f"#| msgid {escape(message.previous_id[0])}"
    yield f"{prefix}msgid {normalize(str(message.id), prefix, width=0)}"
    yield f"{prefix}msgstr {normalize(str(message.string or ''), prefix, width=0)}"
