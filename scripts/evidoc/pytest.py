"""The plugin for pytest: ``--evidoc`` collects examples, pages and documents.

An example fails where a run of it differs from its record, a run for all languages in which its
program does the same; a page fails where ``evidoc check`` finds something on it, and ``project``
fails for what is found anywhere else.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr, TracebackStyle

    from evidoc.core.findings import Finding
    from evidoc.project.config import Config
    from evidoc.project.project import Project
    from evidoc.running.rerun import Difference
    from evidoc.running.shared import Host

# What needs the engine is imported where it is asked for: pytest loads this file in any project.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--evidoc``."""
    parser.getgroup("evidoc").addoption(
        "--evidoc", action="store_true", help="collect the examples, pages and documents of evidoc"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Collect them beside what ``testpaths`` names."""
    if config.getoption("evidoc"):
        from evidoc.core.findings import EvidocError
        from evidoc.project.config import find_root, load_config

        try:
            settings = load_config(find_root(config.rootpath))
        except EvidocError as error:
            raise pytest.UsageError(str(error)) from None
        config.stash[_SETTINGS] = settings
        config.addinivalue_line("markers", "long(seconds): takes long, and so runs first")
        if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
            config.args.append(str(settings.root / settings.file))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Lend the workers of pytest-xdist one fork server, so that libraries are imported once."""
    if node.config.getoption("evidoc"):
        from evidoc.running.shared import Host

        if _HOST not in node.config.stash:
            node.config.stash[_HOST] = Host()
            node.config.add_cleanup(node.config.stash[_HOST].close)
        node.workerinput["evidoc"] = node.config.stash[_HOST].address


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left with it at the end."""
    if config.getoption("evidoc"):
        workers = getattr(config, "workerinput", {}).get("workercount", 1)
        items[:] = list(dealt(items, workers))


def dealt(items: Sequence[pytest.Item], workers: int) -> Iterator[pytest.Item]:
    """Yield the items so that each worker, who takes an equal part, begins with its longest."""
    limit = {item: sum(m.args) for item in items if (m := item.get_closest_marker("long"))}
    long = sorted(limit, key=limit.__getitem__, reverse=True)
    others = [item for item in items if item not in limit]
    size = -(-len(others) // workers)
    for worker in range(workers):
        yield from long[worker::workers]
        yield from others[worker * size :][:size]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the project where its settings lie."""
    settings = parent.config.stash.get(_SETTINGS, None)
    if settings is None or file_path != settings.root / settings.file:
        return None
    return ProjectFile.from_parent(parent, path=file_path)


class ProjectFile(pytest.File):
    """The settings of a project, and all that they lead to."""

    @cached_property
    def project(self) -> Project:
        """The project, read once."""
        from evidoc.project.project import Project

        return Project(self.config.stash[_SETTINGS])

    @cached_property
    def findings(self) -> list[Finding]:
        """All that a check finds, once for all pages."""
        from evidoc.checks.last_outcome import inputs_digest, recall
        from evidoc.core.findings import EvidocError
        from evidoc.markdown.render_all import check_all

        config = self.project.config
        if last := recall(config, inputs_digest(config)):
            return last.findings
        try:
            return check_all(self.project)
        except EvidocError as error:
            return error.findings

    @cached_property
    def pages(self) -> list[str]:
        """The files of the pages and documents."""
        project = self.project
        pages = {
            project.page_path(language, path)
            for language, pages in project.pages.items()
            for path in pages
        }
        return sorted(pages | set(project.documents))

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the settings, the pages, and each example in each language that differs."""
        yield CheckItem.from_parent(self, name="project")
        for page in self.pages:
            yield CheckItem.from_parent(self, name=page)
        from evidoc.examples.settings import Settings

        for example, settings in self.project.settings.items():
            for languages in self._programs(example):
                name = f"{example}:{','.join(languages)}"  # brackets would make it a parameter
                item = ExampleItem.from_parent(
                    self, name=name, example=example, languages=languages
                )
                if settings.seconds > Settings().seconds:
                    item.add_marker(pytest.mark.long(settings.seconds))
                yield item

    def _programs(self, example: str) -> list[list[str]]:
        """Return the languages that share a run of an example; all where that cannot be told."""
        from evidoc.core.findings import EvidocError
        from evidoc.running.tasks import tasks_of

        languages = [each.code for each in self.project.languages]
        try:
            tasks = tasks_of(self.project, example, languages)
        except EvidocError:  # it fails for it
            return [languages]
        return [[job.language for job in task.jobs] for task in tasks]


class _Item(pytest.Item):
    """A test that is about the project, and fails in plain words."""

    parent: ProjectFile

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: TracebackStyle | None = None,
    ) -> str | TerminalRepr:
        """Return what is wrong, without a traceback."""
        if isinstance(excinfo.value, _WrongError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return what the report shows as its place."""
        return self.path, None, self.name


class CheckItem(_Item):
    """A page, or all that is on no page: nothing that is wrong is found there."""

    def runtest(self) -> None:
        """Fail with the findings."""
        pages = self.parent.pages
        found = [
            each
            for each in self.parent.findings
            if not each.is_warning
            and (each.path == self.name or (self.name == "project" and each.path not in pages))
        ]
        if found:
            raise _WrongError("\n".join(map(str, found)))


class ExampleItem(_Item):
    """An example in the languages that share a run of it: it gives what is recorded."""

    def __init__(self, *, example: str, languages: list[str], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.example, self.languages = example, languages

    def runtest(self) -> None:
        """Run it again; fail with the difference."""
        from evidoc.running.rerun import differences_now

        cache = self.config.stash[_SETTINGS].root / ".cache"
        folder = cache / "evidoc-differs" / self.example / self.languages[0]
        host = getattr(self.config, "workerinput", {}).get("evidoc")
        differences = list(differences_now(self.parent.project, self.example, self.languages, host))
        findings = [str(each.finding) for each in differences]
        # What one run shows in several languages is said once.
        explained = dict.fromkeys(tuple(_explained(each, folder)) for each in differences)
        if findings:
            for unseen in dict.fromkeys(each.unseen for each in differences if each.unseen):
                self.add_report_section("call", "stderr", unseen)
            raise _WrongError(
                "\n".join([*findings, *(line for each in explained for line in each)])
            )


_SETTINGS: pytest.StashKey[Config] = pytest.StashKey()
_HOST: pytest.StashKey[Host] = pytest.StashKey()


class _WrongError(Exception):
    """What is wrong, in lines for people."""


def _explained(difference: Difference, folder: Path) -> Iterator[str]:
    """Yield the difference of the outputs, and where pictures that differ lie."""
    recorded, found = difference.recorded, difference.found
    if recorded is None or found is None:
        return
    before, after = (each.record.output.splitlines() for each in (recorded, found))
    yield from difflib.unified_diff(before, after, "recorded", "now", lineterm="")
    old, new = recorded.contents, found.contents
    names = sorted(name for name in {*old, *new} if name.endswith((".svg", ".png")))
    for name in names:
        if old.get(name) != new.get(name):
            yield from _saved(folder, name, (("recorded", old), ("now", new)))


def _saved(
    folder: Path, name: str, sides: Iterable[tuple[str, Mapping[str, bytes]]]
) -> Iterator[str]:
    for side, contents in sides:
        if name in contents:
            path = folder / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents[name])
            yield f"{side}: {path}"
