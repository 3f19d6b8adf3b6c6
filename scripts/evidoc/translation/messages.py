"""The catalogs of the examples: kept up with the texts, and checked against them.

References name the file without a line: a line more in an example would otherwise change every
message below it, and hide in a diff what a translator has to see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from evidoc.core.files import not_written, write_if_changed
from evidoc.core.findings import EvidocError
from evidoc.examples.snippet import Snippet
from evidoc.examples.source import read_source
from evidoc.translation.pofile import dump_po, parse_po
from evidoc.translation.texts import find_texts


@dataclass(frozen=True)
class Update:
    """What changed in a catalog.

    Attributes:
        path: Its file as findings show it.
        new: Messages without a translation that were not there before.
        fuzzy: Messages that got the translation of a similar one, to be looked through.
        obsolete: Messages that no example has any more; kept as ``#~``.
        restored: Obsolete messages that an example has again.
    """

    path: str
    new: tuple[str, ...] = ()
    fuzzy: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()

    def __str__(self) -> str:
        counts = {
            "new": self.new,
            "fuzzy": self.fuzzy,
            "obsolete": self.obsolete,
            "restored": self.restored,
        }
        said = [f"{len(messages)} {word}" for word, messages in counts.items() if messages]
        return f"{self.path}: {', '.join(said) or 'references or layout'}"


def update_catalogs(
    examples: Iterable[Snippet], folder: Path, language: str, root: Path
) -> list[Update]:
    """Bring the catalogs of a language up to date with the examples, one for each topic.

    No translation is lost: that of a text that changed is kept and marked fuzzy, with the older
    text beside it; that of a text that is gone is kept as obsolete.

    Args:
        examples: All examples, sorted.
        folder: Where they lie.
        language: The language's code.
        root: The folder that findings name files relative to.

    Returns:
        What changed, for each catalog that was written.

    Raises:
        EvidocError: An example or a catalog cannot be read, or a catalog not be written.
    """
    topics = _topics(examples, folder, language)
    # The texts of an example that cannot be read would all seem to be gone.
    if broken := [each.finding for _, group in topics for each in group if each.finding]:
        raise EvidocError(broken)
    merged = [(path, *_merge(path, language, group, root)) for path, group in topics]
    updates = []
    for path, text, update in merged:
        try:
            if text and write_if_changed(path, text.encode()):
                updates.append(update)
        except OSError as error:
            raise EvidocError([not_written(update.path, error)]) from error
    return updates


def _topics(
    examples: Iterable[Snippet], folder: Path, language: str
) -> list[tuple[Path, list[Snippet]]]:
    """Return the catalog of each topic, written or not, and the topic's examples."""
    found: dict[Path, list[Snippet]] = {path: [] for path in folder.glob(f"*/{language}.po")}
    for topic, group in groupby(examples, key=lambda example: example.topic):
        found[folder / topic / f"{language}.po"] = list(group)
    return sorted(found.items())


def _merge(path: Path, language: str, examples: list[Snippet], root: Path) -> tuple[str, Update]:
    """Return the text of a catalog that is up to date, empty if none is needed."""
    name = path.relative_to(root).as_posix()
    catalog = parse_po(read_source(path, name) if path.exists() else "", name)
    before = {str(message.id): message for message in catalog if message.id}
    was_obsolete = set(map(str, catalog.obsolete))
    template = Catalog()
    restored = []
    for example in examples:
        for text in find_texts(example.program):
            if text.id in catalog.obsolete and text.id not in before:
                before[text.id] = catalog[text.id] = catalog.obsolete.pop(text.id)
                restored.append(text.id)
            if text.proposed or text.id in before:
                template.add(text.id, locations=[(example.program.path, 0)])
    catalog.update(template, update_creation_date=False)
    after = [message for message in catalog if message.id]
    for message in after:
        _keep_previous(message, before)
    for gone in [message for message in catalog.obsolete.values() if not message.string]:
        del catalog.obsolete[str(gone.id)]  # Nobody translated it: there is nothing to keep.
    if not (after or catalog.obsolete):
        return "", Update(name)
    added = [message for message in after if message.id not in before]
    return dump_po(catalog, language), Update(
        name,
        new=tuple(str(message.id) for message in added if not message.string),
        fuzzy=tuple(str(message.id) for message in added if message.string),
        obsolete=tuple(id_ for id_ in map(str, catalog.obsolete) if id_ not in was_obsolete),
        restored=tuple(restored),
    )


def _keep_previous(message: Message, before: dict[str, Message]) -> None:
    """Leave beside a fuzzy translation the text that it was written for."""
    if not message.fuzzy:
        message.previous_id = []
    elif str(message.id) in before:
        message.previous_id = before[str(message.id)].previous_id
    elif old := before[str(message.previous_id[0])].previous_id:
        message.previous_id = old
