"""One project as it lies on disk: pages, examples, translations and records, read once.

A ``Project`` is a snapshot: make a new one to see what changed. All is read lazily.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.model import Job, is_lab
from evidoc.examples.settings import Settings
from evidoc.examples.snippet import Snippet, Written, discover
from evidoc.pages.page import Page
from evidoc.project.config import Config, Language
from evidoc.project.digest import digest_of
from evidoc.project.documents import Documents, read_documents
from evidoc.project.glossary import Glossary, load_glossary
from evidoc.project.inputs import Inputs
from evidoc.project.page_files import Pages, read_pages
from evidoc.project.programs import Programs
from evidoc.project.records import Records
from evidoc.project.references import References, load_references
from evidoc.project.requests import Request, requests_of, shown_on
from evidoc.project.strictness import ALL
from evidoc.records.file_names import kept_file
from evidoc.records.record import RecordError


class Project:
    """Pages, examples, translations and records of one site."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.records = Records(config.evidence)
        self._stale: dict[tuple[str, str], str | None] = {}

    @property
    def languages(self) -> Iterable[Language]:
        """The languages of the site, the one at its root first."""
        return self.config.languages.values()

    @property
    def is_multilingual(self) -> bool:
        """Whether there is more than one language."""
        return len(self.config.languages) > 1

    @cached_property
    def _read_pages(self) -> tuple[Pages, list[Finding]]:
        return read_pages(self.config)

    @property
    def pages(self) -> Pages:
        """Language code to the pages of that language, by path below its folder."""
        return self._read_pages[0]

    @cached_property
    def _documents(self) -> Documents:
        return read_documents(self.config, self.pages)

    @property
    def documents(self) -> dict[str, Page]:
        """The documents, by path below the root; pages of the site are not among them."""
        return self._documents.pages

    def included(self, language: str, page: str) -> Sequence[Page]:
        """Return the documents that a page includes."""
        paths = self._documents.included.get((language, page), ())
        return [self.documents[path] for path in paths]

    @property
    def all_pages(self) -> Iterator[Page]:
        """The pages of all languages, and the documents."""
        for pages in self.pages.values():
            yield from pages.values()
        yield from self.documents.values()

    @property
    def unreadable(self) -> list[Finding]:
        """Pages and documents that cannot be read; they are left out of the others."""
        return [*self._read_pages[1], *self._documents.unreadable]

    def page_path(self, language: str, page: str) -> str:
        """Return a page's path as findings show it."""
        return self.config.relative(self.config.languages[language].docs / page)

    def is_strict(self, language: str, page: str) -> bool:
        """Tell whether every number on a page is asked for: by its front matter, or its path."""
        known = self.pages[language].get(page)
        asked = known.meta.get("coverage") if known else None
        return (asked or self.config.coverage.of(self.page_path(language, page))) == ALL

    @cached_property
    def strict_pages(self) -> Pages:
        """Those of the pages on which every number is asked for."""
        return {
            language: {path: page for path, page in pages.items() if self.is_strict(language, path)}
            for language, pages in self.pages.items()
        }

    @property
    def strict_documents(self) -> dict[str, Page]:
        """Those of the documents on which every number is asked for."""
        asked = self.config.coverage.of
        by_pages = {
            path
            for (language, page), paths in self._documents.included.items()
            if self.is_strict(language, page)
            for path in paths
        }
        return {
            path: page
            for path, page in self.documents.items()
            if (page.meta.get("coverage") or asked(path)) == ALL or path in by_pages
        }

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of the site, and what is wrong with their file."""
        return load_glossary(self.config)

    @cached_property
    def references(self) -> References:
        """The literature of the site, and what is wrong with its file."""
        return load_references(self.config)

    @cached_property
    def snippets(self) -> dict[str, Snippet]:
        """The examples, by ``topic/name``."""
        return discover(self.config.snippets, self.config.root, self._written)

    @property
    def _written(self) -> Iterator[Written]:
        """The examples that are written in pages and documents."""
        several = "a page of a site in several languages cannot hold an example"
        reason = several if self.is_multilingual else ""
        pages = [
            (language.docs / path, page, reason)
            for language in self.languages
            for path, page in self.pages[language.code].items()
        ]
        pages += [(self.config.root / name, page, "") for name, page in self.documents.items()]
        for path, page, reason in pages:
            for each in page.written:
                why = "a lab is a file of its own" if is_lab(each.name) else reason
                yield Written(each.name, path, each.program, each.line, each.ending, why)

    @cached_property
    def settings(self) -> dict[str, Settings]:
        """What each example asks for, by ``topic/name``."""
        return {name: snippet.settings for name, snippet in self.snippets.items()}

    @cached_property
    def requests(self) -> dict[str, Request]:
        """What the pages of all languages together ask of each example.

        Together, because the program is the same: a record holds the same values in each language.
        """
        return requests_of(self.all_pages)

    @cached_property
    def shown(self) -> set[str]:
        """The examples that a page shows."""
        return {example for page in self.all_pages for example in shown_on(page)}

    @cached_property
    def programs(self) -> Programs:
        """The programs of the examples in every language."""
        return Programs(self.config, self.snippets)

    @cached_property
    def inputs(self) -> Inputs:
        """What the examples read beside their own source."""
        return Inputs(self.config, self.snippets)

    def job(self, language: str, example: str) -> Job:
        """Return what has to run to make the record of an example.

        Raises:
            EvidocError: Its translation is not complete, or something that it reads is not there.
        """
        snippet = self.snippets[example]
        request = self.requests.get(example, Request())
        settings = snippet.settings
        kept = (self._kept(language, snippet, used) for used in settings.uses)
        return Job(
            example=example,
            language=language,
            source=self.programs.running(language, example).text,
            filename=self.config.relative(snippet.path),
            files=(*self.inputs.files(example), *kept),
            library=self.inputs.packages(example),
            values=request.values,
            results=tuple((each.key, each.statement) for each in snippet.program.results),
            tables=request.tables,
            shows=request.shows,
            formulas=request.formulas,
            keeps=settings.keeps,
            raises=settings.raises,
            stderr=settings.stderr is True,
            colours=settings.colours,
            seconds=settings.seconds,
            memory=settings.memory,
            output=settings.output,
            font=self.config.font,
        )

    def _kept(self, language: str, snippet: Snippet, used: str) -> tuple[str, bytes]:
        """Return what another example kept, under the path at which a program finds it."""
        file = kept_file(used)
        try:
            contents = self.records.evidence(language, used).contents
            if file not in contents:
                raise RecordError("has kept nothing yet")
        except RecordError as error:
            name = self.config.relative(snippet.path)
            message = f"uses {used}: {error} ({language})"
            raise EvidocError([Finding(name, 1, message, f"evidoc run {used}")]) from None
        return f"{used.partition('/')[0]}/{file}", contents[file]

    def digest(self, job: Job) -> str:
        """Return the digest of all that the outcome of a job depends on."""
        return digest_of(job, self.settings[job.example].tolerance)

    def stale(self, language: str, example: str) -> str | None:
        """Return why an example has to run, or None if its record is for the present inputs.

        Raises:
            EvidocError: Its translation is not complete, so that it cannot run.
        """
        key = (language, example)
        if key not in self._stale:
            self._stale[key] = self._why_stale(language, example)
        return self._stale[key]

    def _why_stale(self, language: str, example: str) -> str | None:
        try:
            record = self.records.record(language, example)
        except RecordError as error:
            return str(error)
        is_fresh = record.digest == self.digest(self.job(language, example))
        return None if is_fresh else "changed since it was recorded"
