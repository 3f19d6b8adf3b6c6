"""The programs of examples in every language: as readers see them, and as they run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evidoc.core.findings import EvidocError
from evidoc.examples.program import Program
from evidoc.examples.snippet import Snippet
from evidoc.project.config import Config
from evidoc.translation.localised import Localised, as_written

if TYPE_CHECKING:
    from evidoc.translation.catalog import Catalog
    from evidoc.translation.texts import Text


class Programs:
    """The programs of a project's examples, each translated once."""

    def __init__(self, config: Config, snippets: Mapping[str, Snippet]) -> None:
        self._config = config
        self._snippets = snippets
        self._localised: dict[tuple[str, str], Localised] = {}
        self._running: dict[tuple[str, str], Localised] = {}
        self._catalogs: dict[tuple[str, str], Catalog] = {}
        self._texts: dict[str, tuple[Text, ...]] = {}

    def localised(self, language: str, example: str) -> Localised:
        """Return the program of an example as the readers of a language see it.

        Raises:
            EvidocError: The program is not valid, or its translation is not complete.
        """
        key = (language, example)
        if key not in self._localised:
            self._localised[key] = self._localise(language, self._snippets[example])
        return self._localised[key]

    def _localise(self, language: str, snippet: Snippet) -> Localised:
        if snippet.finding:
            raise EvidocError([snippet.finding])
        if snippet.is_console:  # nothing in it is translated; its lines are another file's
            return Localised(snippet.program, (snippet.line,) * len(snippet.program.lines))
        if snippet.in_page or language == self._config.source_language:
            return as_written(snippet.program)
        from evidoc.translation.catalog import localise  # which one language does without

        catalog = self.catalog(language, snippet.topic)
        return localise(snippet.program, self.texts(snippet.name), catalog)

    def running(self, language: str, example: str) -> Localised:
        """Return the program that runs: the one that is shown, without the results it states.

        Raises:
            EvidocError: As ``localised``.
        """
        key = (language, example)
        if key not in self._running:
            shown = self.localised(language, example)
            text, numbers = shown.program.without_results
            lines = (shown.lines[number - 1] for number in numbers if number <= len(shown.lines))
            self._running[key] = Localised(Program(text, shown.program.path), tuple(lines))
        return self._running[key]

    def texts(self, example: str) -> tuple[Text, ...]:
        """Return the texts of an example that may be translated.

        Raises:
            EvidocError: It is not valid, or holds a text that no catalog can reach.
        """
        from evidoc.translation.texts import find_texts

        if example not in self._texts:
            self._texts[example] = find_texts(self._snippets[example].program)
        return self._texts[example]

    def topics(self, language: str) -> list[str]:
        """Return the topics that have examples or a catalog."""
        catalogs = self._config.snippets.glob(f"*/{language}.po")
        topics = {path.parent.name for path in catalogs}
        return sorted(topics | {snippet.topic for snippet in self._snippets.values()})

    def catalog(self, language: str, topic: str) -> Catalog:
        """Return the translations of a topic; a topic without texts needs none.

        Raises:
            EvidocError: It is not UTF-8 or not a valid catalog.
        """
        from evidoc.translation.catalog import load_catalog

        key = (language, topic)
        if key not in self._catalogs:
            path = self._config.snippets / topic / f"{language}.po"
            self._catalogs[key] = load_catalog(path, self._config.root)
        return self._catalogs[key]
