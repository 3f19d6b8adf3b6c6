"""One project as it lies on disk: pages, examples, translations and records, read once.

A ``Project`` is a snapshot: make a new one to see what changed. All is read lazily.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from evidoc.core.findings import EvidocError, Finding
from evidoc.core.model import Grid, Job, is_lab
from evidoc.core.words import decimal_sign
from evidoc.examples.imports import foreign, imported_packages
from evidoc.examples.library import COMPILED, Library
from evidoc.examples.modules import Modules
from evidoc.examples.program import Program
from evidoc.examples.results import Result
from evidoc.examples.settings import Settings
from evidoc.examples.snippet import Snippet, Written, discover
from evidoc.examples.source import read_source
from evidoc.pages.page import Page, scan
from evidoc.project.config import Config, Language
from evidoc.project.data_files import read_data
from evidoc.project.glossary import Glossary, read_glossary
from evidoc.project.included import bases_of, included_files
from evidoc.project.left_out import left_out
from evidoc.project.references import References, read_references
from evidoc.project.strictness import ALL
from evidoc.records.record import (
    FORMAT,
    Evidence,
    Record,
    RecordError,
    kept_file,
    read_evidence,
    sha256,
)
from evidoc.translation.catalog import Catalog, Localised, as_written, load_catalog, localise
from evidoc.translation.texts import Text, find_texts


@dataclass(frozen=True)
class Request:
    """What the pages ask of an example beyond what it prints and draws.

    Attributes:
        values: Expressions of claims.
        tables: Variables shown as the data of a figure.
        shows: Expressions of objects that are shown.
        formulas: Functions that a formula has to agree with.
    """

    values: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    formulas: tuple[Grid, ...] = ()


class Project:
    """Pages, examples, translations and records of one site."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._localised: dict[tuple[str, str], Localised] = {}
        self._running: dict[tuple[str, str], Localised] = {}
        self._catalogs: dict[tuple[str, str], Catalog] = {}
        self._texts: dict[str, tuple[Text, ...]] = {}
        self._recorded: dict[str, dict[str, Evidence] | RecordError] = {}
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
    def snippets(self) -> dict[str, Snippet]:
        """The examples, by ``topic/name``."""
        return discover(self.config.snippets, self.config.root, self._written)

    @property
    def _written(self) -> Iterator[Written]:
        """The examples that are written in pages and documents."""
        several = "a page of a site in several languages cannot hold an example"
        for language in self.languages:
            for path, page in self.pages[language.code].items():
                reason = several if self.is_multilingual else ""
                yield from _written_in(page, language.docs / path, reason)
        for name, page in self.documents.items():
            yield from _written_in(page, self.config.root / name)

    @cached_property
    def _modules(self) -> Modules:
        return Modules(self.config.snippets, self.config.root)

    @cached_property
    def _library(self) -> Library:
        return Library(self.config.root)

    @cached_property
    def unreadable(self) -> list[Finding]:
        """Pages that cannot be read; they are left out of ``pages``."""
        _ = self.pages
        return [*self._unreadable, *self._documents[1]]

    @property
    def documents(self) -> dict[str, Page]:
        """The documents, by path below the root; pages of the site are not among them."""
        return self._documents[0]

    @property
    def strict_documents(self) -> dict[str, Page]:
        """Those of the documents on which every number is asked for."""
        asked = self.config.coverage.of
        by_pages = {
            self.config.relative(path)
            for (language, page), paths in self._included.items()
            if self.is_strict(language, page)
            for path in paths
        }
        return {
            path: page
            for path, page in self.documents.items()
            if (page.meta.get("coverage") or asked(path)) == ALL or path in by_pages
        }

    def included(self, language: str, page: str) -> Sequence[Page]:
        """Return the documents that a page includes."""
        paths = map(self.config.relative, self._included.get((language, page), ()))
        return [self.documents[path] for path in paths if path in self.documents]

    @cached_property
    def _documents(self) -> tuple[dict[str, Page], list[Finding]]:
        found: dict[str, Page] = {}
        unreadable: list[Finding] = []
        pages = {self.page_path(code, path) for code in self.pages for path in self.pages[code]}
        root = self.config.root
        topics: dict[Path, str | None] = {}
        languages: dict[Path, str] = defaultdict(lambda: self.config.source_language)
        for (language, page), files in self._included.items():
            for file in files:
                topics.setdefault(file, self.pages[language][page].meta.get("topic"))
                languages.setdefault(file, language)
        paths = {path for each in self.config.documents for path in root.glob(each)}
        for path in sorted({*paths, *topics}):
            name = self.config.relative(path)
            if name in pages or not path.is_file():
                continue
            try:
                found[name] = _scan(
                    read_source(path, name), topics.get(path), decimal_sign(languages[path])
                )
            except EvidocError as error:
                unreadable += error.findings
        return found, unreadable

    @cached_property
    def _included(self) -> dict[tuple[str, str], list[Path]]:
        """Language and path of each page that includes files, and these files."""
        found: dict[tuple[str, str], list[Path]] = {}
        for language in self.languages:
            pages = self.pages[language.code].items()
            including = {path: page for path, page in pages if page.includes}
            bases = bases_of(self.config.root, language.mkdocs) if including else []
            for path, page in including.items():
                files = included_files(page.source.prose, bases)
                within = [file for file in files if self.config.root in file.parents]
                found[language.code, path] = within
        return found

    @property
    def _texts_that_bind(self) -> Iterator[Page]:
        for pages in self.pages.values():
            yield from pages.values()
        yield from self.documents.values()

    @cached_property
    def pages(self) -> dict[str, dict[str, Page]]:
        """Language code to the pages of that language, by path below its folder."""
        self._unreadable: list[Finding] = []
        return {language.code: dict(self._read_pages(language)) for language in self.languages}

    def _read_pages(self, language: Language) -> Iterator[tuple[str, Page]]:
        if not language.has_pages:
            return
        leaves_out = left_out(language.mkdocs)
        for path in sorted(language.docs.rglob("*.md")):
            if leaves_out.match_file(path.relative_to(language.docs).as_posix()):
                continue
            if path.name == "README.md" and path.with_name("index.md").is_file():
                continue  # MkDocs takes one of the two
            try:
                text = read_source(path, self.config.relative(path))
            except EvidocError as error:
                self._unreadable += error.findings
                continue
            yield (
                path.relative_to(language.docs).as_posix(),
                _scan(text, decimal=decimal_sign(language.code)),
            )

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of the site, and what is wrong with their file."""
        path = self.config.glossary
        if path is None:
            return Glossary()
        name = self.config.relative(path)
        try:
            text = read_source(path, name)
        except EvidocError as error:
            return Glossary(name, findings=error.findings)
        return read_glossary(text, name, self.config.languages, self.config.names)

    @cached_property
    def references(self) -> References:
        """The literature of the site, and what is wrong with its file."""
        path = self.config.references
        if path is None:
            return References()
        name = self.config.relative(path)
        try:
            text = read_source(path, name)
        except EvidocError as error:
            return References(name, findings=error.findings)
        return read_references(text, name)

    def is_strict(self, language: str, page: str) -> bool:
        """Tell whether every number on a page is asked for: by its front matter, or its path."""
        known = self.pages[language].get(page)
        asked = known.meta.get("coverage") if known else None
        return (asked or self.config.coverage.of(self.page_path(language, page))) == ALL

    @cached_property
    def strict_pages(self) -> dict[str, dict[str, Page]]:
        """Those of the pages on which every number is asked for."""
        return {
            language: {path: page for path, page in pages.items() if self.is_strict(language, path)}
            for language, pages in self.pages.items()
        }

    def page_path(self, language: str, page: str) -> str:
        """Return a page's path as findings show it."""
        return self.config.relative(self.config.languages[language].docs / page)

    @cached_property
    def requests(self) -> dict[str, Request]:
        """What the pages of all languages together ask of each example.

        Together, because the program is the same: a record holds the same values in each language.
        """
        values: dict[str, set[str]] = defaultdict(set)
        tables: dict[str, set[str]] = defaultdict(set)
        shows: dict[str, set[str]] = defaultdict(set)
        formulas: dict[str, set[Grid]] = defaultdict(set)
        for page in self._texts_that_bind:
            for claim in page.claims:
                values[claim.example].update(claim.binding.elements)
            for formula in page.formulas:
                if formula.binding:
                    formulas[formula.example].add(formula.binding.grid)
            for use in page.examples:
                if "data" in use.options:
                    tables[use.example].add(use.options["data"])
                if "value" in use.options:
                    shows[use.example].add(use.options["value"])
        return {
            example: Request(
                tuple(sorted(values[example])),
                tuple(sorted(tables[example])),
                tuple(sorted(shows[example])),
                tuple(sorted(formulas[example])),
            )
            for example in values.keys() | tables.keys() | shows.keys() | formulas.keys()
        }

    @cached_property
    def shown(self) -> set[str]:
        """The examples that a page shows."""
        shown = {use.example for page in self._texts_that_bind for use in page.examples}
        shown |= {each.name for page in self._texts_that_bind for each in page.written}
        fences = (fence for page in self._texts_that_bind for fence in page.fences)
        return shown | {fence.target for fence in fences if fence.kind != "file"}

    @cached_property
    def settings(self) -> dict[str, Settings]:
        """What each example asks for, by ``topic/name``."""
        return {name: snippet.settings for name, snippet in self.snippets.items()}

    def localised(self, language: str, example: str) -> Localised:
        """Return the program of an example as the readers of a language see it.

        Raises:
            EvidocError: The program is not valid, or its translation is not complete.
        """
        key = (language, example)
        if key not in self._localised:
            snippet = self.snippets[example]
            if snippet.finding:
                raise EvidocError([snippet.finding])
            if snippet.is_console:  # nothing in it is translated; its lines are another file's
                count = len(snippet.program.lines)
                self._localised[key] = Localised(snippet.program, (snippet.line,) * count)
            elif snippet.in_page or language == self.config.source_language:
                self._localised[key] = as_written(snippet.program)
            else:
                catalog = self.catalog(language, snippet.topic)
                self._localised[key] = localise(snippet.program, self.texts(example), catalog)
        return self._localised[key]

    def program(self, language: str, example: str) -> Localised:
        """Return the program that runs: the one that is shown, without the results it states.

        Raises:
            EvidocError: As ``localised``.
        """
        key = (language, example)
        if key not in self._running:
            localised = self.localised(language, example)
            text, numbers = localised.program.without_results
            lines = (
                localised.lines[number - 1] for number in numbers if number <= len(localised.lines)
            )
            program = Program(text, localised.program.path)
            self._running[key] = Localised(program, tuple(lines))
        return self._running[key]

    def results(self, example: str) -> tuple[Result, ...]:
        """Return the results that an example states as ``#>``.

        Raises:
            EvidocError: One of them stands where it cannot.
        """
        return self.snippets[example].program.results

    def texts(self, example: str) -> tuple[Text, ...]:
        """Return the texts of an example that may be translated.

        Raises:
            EvidocError: It is not valid, or holds a text that no catalog can reach.
        """
        if example not in self._texts:
            self._texts[example] = find_texts(self.snippets[example].program)
        return self._texts[example]

    def topics(self, language: str) -> list[str]:
        """Return the topics that have examples or a catalog."""
        catalogs = self.config.snippets.glob(f"*/{language}.po")
        topics = {path.parent.name for path in catalogs}
        return sorted(topics | {snippet.topic for snippet in self.snippets.values()})

    def catalog(self, language: str, topic: str) -> Catalog:
        """Return the translations of a topic; a topic without texts needs none.

        Raises:
            EvidocError: It is not UTF-8 or not a valid catalog.
        """
        key = (language, topic)
        if key not in self._catalogs:
            path = self.catalog_path(language, topic)
            self._catalogs[key] = load_catalog(path, self.config.root)
        return self._catalogs[key]

    def catalog_path(self, language: str, topic: str) -> Path:
        """Return where the translations of a topic lie."""
        return self.config.snippets / topic / f"{language}.po"

    def job(self, language: str, example: str) -> Job:
        """Return what has to run to make the record of an example.

        Raises:
            EvidocError: Its translation is not complete.
        """
        snippet = self.snippets[example]
        request = self.requests.get(example, Request())
        settings = snippet.settings
        return Job(
            example=example,
            language=language,
            source=self.program(language, example).text,
            filename=self.config.relative(snippet.path),
            files=self._files(language, snippet),
            library=self._library_of(snippet),
            values=request.values,
            results=tuple((each.key, each.statement) for each in self.results(example)),
            tables=request.tables,
            shows=request.shows,
            formulas=request.formulas,
            keeps=settings.keeps,
            raises=settings.raises,
            stderr=settings.stderr,
            colours=settings.colours,
            seconds=settings.seconds,
            memory=settings.memory,
            output=settings.output,
            font=self.config.font,
        )

    def needs_files(self, example: str) -> bool:
        """Tell whether an example needs modules, data or what others keep to run.

        Raises:
            EvidocError: A module is not valid.
        """
        snippet = self.snippets[example]
        read = snippet.settings.files or snippet.settings.uses
        return bool(read or self._modules.imported_by(snippet.program))

    def modules(self, example: str) -> dict[str, bytes]:
        """Return the modules beside the topics that an example imports, by their paths there.

        Raises:
            EvidocError: A module is not valid.
        """
        found = self._modules.imported_by(self.snippets[example].program)
        return {name: module.text.encode() for name, module in found}

    @cached_property
    def all_libraries(self) -> frozenset[str]:
        """The packages of others that any example imports; one that is not valid is left out."""
        found: set[str] = set()
        for example in self.snippets:
            with suppress(EvidocError):
                found |= self.libraries(example)
        return frozenset(found)

    def libraries(self, example: str) -> set[str]:
        """Return the names of packages of others that an example and its modules import.

        With "torch.optim" where one of them speaks of it: loading that takes long.

        Raises:
            EvidocError: A module is not valid.
        """
        program = self.snippets[example].program
        modules = self._modules.imported_by(program)
        programs = [program, *(each for _, each in modules)]
        names = set(foreign(imported_packages(programs), [name for name, _ in modules]))
        if any("optim" in each.text for each in programs):
            names.add("torch.optim")
        if is_lab(example):
            names.add("matplotlib")
        return names

    def _files(self, language: str, snippet: Snippet) -> tuple[tuple[str, bytes], ...]:
        code = self.modules(snippet.name).items()
        path = self.config.relative(snippet.path)
        data = [
            file
            for pattern in snippet.settings.files
            for file in read_data(pattern, self.config.snippets, self.config.root, path)
        ]
        kept = [self._kept(language, snippet, used) for used in snippet.settings.uses]
        return (*code, *data, *kept)

    def input_folders(self) -> set[Path]:
        """Return the folders of what valid examples read: data, and the project's own packages."""
        root = self.config.root
        folders: set[Path] = set()
        for snippet in self.snippets.values():
            with suppress(EvidocError):
                for language in self.config.languages:
                    for name, _ in (*self._files(language, snippet), *self._library_of(snippet)):
                        folders |= {path.parent for path in self._places(name) if path.is_file()}
        return {folder for folder in folders if root in (folder, *folder.parents)}

    def _places(self, name: str) -> tuple[Path, ...]:
        root = self.config.root
        return self.config.snippets / name, root / name, root / "src" / name

    def _library_of(self, snippet: Snippet) -> tuple[tuple[str, bytes], ...]:
        """Return the files of the project's own packages that an example imports."""
        modules = (module for _, module in self._modules.imported_by(snippet.program))
        packages = self._library.imported_by((snippet.program, *modules))
        return tuple(file for package in packages for file in package.files)

    def _kept(self, language: str, snippet: Snippet, used: str) -> tuple[str, bytes]:
        """Return what another example kept, under the path at which a program finds it."""
        file = kept_file(used)
        try:
            contents = self.recorded(language, used).contents
            if file not in contents:
                raise RecordError("has kept nothing yet")
        except RecordError as error:
            name = self.config.relative(snippet.path)
            message = f"uses {used}: {error} ({language})"
            raise EvidocError([Finding(name, 1, message, f"evidoc run {used}")]) from None
        return f"{used.partition('/')[0]}/{file}", contents[file]

    def digest(self, job: Job) -> str:
        """Return the digest of all that the outcome of a job depends on.

        It is the same for languages in which the program differs in comments and docstrings alone,
        and so it is when those of a module change.
        """
        tolerance = self.settings[job.example].tolerance
        return _digest(
            job,
            format=FORMAT,
            files=_hashes(job.files),
            **({"library": _hashes(job.library)} if job.library else {}),
            **({"tolerance": tolerance} if tolerance else {}),  # what is recorded is rounded by it
        )

    def recorded(self, language: str, example: str) -> Evidence:
        """Return what is recorded of an example, whether or not it is for the present inputs.

        Raises:
            RecordError: There is none that can be used.
        """
        if example not in self._recorded:
            try:
                self._recorded[example] = read_evidence(self.config.evidence, example)
            except RecordError as error:
                self._recorded[example] = error
        found = self._recorded[example]
        if isinstance(found, RecordError):
            raise found
        if language not in found:
            raise RecordError("has no record")
        return found[language]

    def record(self, language: str, example: str) -> Record:
        """Return the record of an example, whether or not it is for the present inputs.

        Raises:
            RecordError: There is none that can be used.
        """
        return self.recorded(language, example).record

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
            record = self.record(language, example)
        except RecordError as error:
            return str(error)
        is_fresh = record.digest == self.digest(self.job(language, example))
        return None if is_fresh else "changed since it was recorded"


def old_digest(job: Job) -> str:
    """Return the digest that a record of the old layout holds, if it is for the same inputs."""
    return _digest(job, format=3, files={name: sha256(data) for name, data in job.files})


def _digest(job: Job, **more: object) -> str:
    inputs = {
        "source": _behaviour_of(job.source),
        "values": job.values,
        **({"results": job.results} if job.results else {}),
        "tables": job.tables,
        "formulas": [grid.key for grid in job.formulas],
        "keeps": job.keeps,
        **({"raises": job.raises} if job.raises else {}),
        **({"stderr": True} if job.stderr else {}),
        **({} if job.colours else {"colours": False}),
        **({"shows": job.shows} if job.shows else {}),
        "font": job.font,
        **more,
    }
    return sha256(json.dumps(inputs, sort_keys=True).encode())


def _hashes(files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Return the hash of what decides what a program does, of each file that is a source."""
    return {
        name: sha256(_behaviour(name, data)) for name, data in files if not name.endswith(COMPILED)
    }


@lru_cache(maxsize=1024)
def _behaviour_of(source: str) -> str:
    return Program(source).as_shown.behaviour


@lru_cache(maxsize=4096)
def _behaviour(name: str, data: bytes) -> bytes:
    """Return what of a file decides what a program does: of a module all but its remarks."""
    if not name.endswith(".py"):
        return data
    try:
        return Program(data.decode(), name).behaviour.encode()
    except (UnicodeDecodeError, EvidocError):
        return data  # a data file that has the name of a module


def _written_in(page: Page, path: Path, reason: str = "") -> Iterator[Written]:
    for each in page.written:
        why = "a lab is a file of its own" if is_lab(each.name) else reason
        yield Written(each.name, path, each.program, each.line, each.ending, why)


@lru_cache(maxsize=1024)
def _scan(text: str, topic: str | None = None, decimal: str = ".") -> Page:
    return scan(text, topic, decimal)
