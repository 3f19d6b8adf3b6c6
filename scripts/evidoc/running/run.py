"""Run what is stale and write down what it produced, both languages together."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

from evidoc.core.files import not_written
from evidoc.core.findings import EvidocError
from evidoc.core.model import Outcome
from evidoc.examples.dependencies import in_order, with_all_used
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.records.file_names import record_path
from evidoc.records.record import Evidence
from evidoc.records.store import write_evidence
from evidoc.running.evidence import (
    changed_by_itself,
    clear_old_layout,
    fresh_evidence,
    is_within_tolerance,
    old_layout,
    taken_over,
)
from evidoc.running.isolate import preload
from evidoc.running.lock import RunLock
from evidoc.running.report import Report, Timed
from evidoc.running.schedule import run_many
from evidoc.running.sought import with_unseen
from evidoc.running.tasks import Task, failure, missing_library, tasks_of, unsteady
from evidoc.running.unseen import note_of


@dataclass(frozen=True)
class Options:
    """How to run.

    Attributes:
        everything: Run also what is not stale; what it uses runs only when it is.
        known: Digests of tasks that failed before and are not to be tried again.
        executor: Where to run; by default threads of this process, each waiting for its child.
        workers: How many to run at once without an executor.
        starting: Called with the tasks that come next.
        progress: Called with each task as it ends.
        stop: Set to stop what runs, without a finding; not what runs on an executor.
    """

    everything: bool = False
    known: Collection[str] = ()
    executor: Executor | None = None
    workers: int | None = None
    starting: Callable[[list[Task]], None] = lambda _: None
    progress: Callable[[Task, Outcome], None] = lambda *_: None
    stop: Event = field(default_factory=Event)


def run(
    config: Config,
    examples: Iterable[str],
    languages: Iterable[str],
    options: Options | None = None,
) -> Report:
    """Run those of the examples that are stale, after those that they use, and write the evidence.

    An example that fails in one language writes nothing in any: what is on disk stays one whole.
    When what an example keeps changes, the examples that use it are stale, and run after it.

    Args:
        config: The project.
        examples: ``topic/name`` of each; stale ones that they use run too.
        languages: The languages to record.
        options: How to run.

    Raises:
        AtWorkError: Another run holds the lock.
    """
    runner = _Run(config, list(languages), options or Options())
    named = set(examples)
    project = Project(config)
    settings = project.settings
    preload(runner.libraries(project, with_all_used(named, settings)))
    try:
        for group in in_order(with_all_used(named, settings), settings):
            recorded = len(runner.report.changed)
            runner.run_group(project, group, named)
            if runner.options.stop.is_set():
                break
            if len(runner.report.changed) > recorded:
                project = Project(config)  # what the next group uses was just recorded
        runner.clear(project)
    finally:
        runner.lock.release()
    return runner.report


class _Run:
    """One run on its way: takes the lock once there is something to write."""

    def __init__(self, config: Config, languages: list[str], options: Options) -> None:
        self.languages = languages
        self.options = options
        self.report = Report()
        self.lock = RunLock(config.root)
        self.old = old_layout(Project(config))

    def libraries(self, project: Project, examples: Iterable[str]) -> set[str]:
        """Return what the examples import that are going to run, or may because of others."""
        found: set[str] = set()
        for example in examples:
            with suppress(EvidocError):  # a finding of its own
                stale = any(project.stale(code, example) for code in self.languages)
                if stale or self.options.everything or project.settings[example].uses:
                    found |= project.inputs.libraries(example)
        return found

    def run_group(self, project: Project, group: Iterable[str], named: Collection[str]) -> None:
        """Run what is stale in a group; write each example once it is through in all languages."""
        tasks: list[Task] = []
        for example in group:
            try:
                tasks += self.tasks(project, example, self.options.everything and example in named)
            except EvidocError as error:
                self.report.blocked[example] = error.findings
        if not tasks:
            return
        self.lock.acquire()
        self.options.starting(tasks)
        task_of = {(task.job.example, task.job.language): task for task in tasks}
        waiting = Counter(task.job.example for task in tasks)
        ended: dict[str, list[tuple[Task, Outcome]]] = {}
        options, jobs = self.options, [task.job for task in tasks]
        for job, outcome in run_many(
            jobs, executor=options.executor, workers=options.workers, stop=options.stop
        ):
            if options.stop.is_set():
                return
            task = task_of[job.example, job.language]
            outcome = with_unseen(project.config, job, outcome)
            self.options.progress(task, outcome)
            self.report.unconfined |= set(outcome.missing)
            phases = dict(outcome.phases)
            timed = Timed(job.example, task.languages, outcome.seconds, phases, outcome.unseen)
            self.report.times.append(timed)
            self.report.ran += [(job.example, each.language) for each in task.jobs]
            ended.setdefault(job.example, []).append((task, outcome))
            waiting[job.example] -= 1
            if not waiting[job.example]:
                begin = time.monotonic()
                self.finish(project, ended.pop(job.example))
                timed.phases["record"] = time.monotonic() - begin

    def tasks(self, project: Project, example: str, anyway: bool) -> list[Task]:
        """Return what has to run for an example; what can be written without a run is written."""
        if not anyway and not any(project.stale(code, example) for code in self.languages):
            self.report.fresh += 1
            return []
        tasks = tasks_of(project, example, self.languages)
        stale = [job for task in tasks for job in task.jobs if project.stale(job.language, example)]
        sides = {job.language: taken_over(project, self.old, job) for job in stale}
        usable = {code: side for code, side in sides.items() if side}
        if not anyway and usable and len(usable) == len(stale):
            self.write(project, example, usable)
            return []
        if any(task.digest in self.options.known for task in tasks):
            self.report.known.append(example)
        elif missing := missing_library(project, tasks[0].job):
            self.report.missing[example] = missing
        else:
            return tasks
        return []

    def finish(self, project: Project, results: list[tuple[Task, Outcome]]) -> None:
        """Write an example of which all tasks have ended, unless one failed."""
        failures = [(task, outcome) for task, outcome in results if outcome.failure]
        for task, outcome in failures:
            self.report.fail(task.job.example, failure(project, task, outcome))
            self.report.digests.add(task.digest)
        if failures:
            return
        sides = {}
        for task, outcome in results:
            if note := note_of(project, task, outcome):
                self.report.notes.append(note)
            for job in task.jobs:
                evidence = fresh_evidence(project, job, outcome)
                if is_within_tolerance(project, job, evidence):
                    continue
                sides[job.language] = evidence
                if differs := changed_by_itself(project, job, evidence):
                    self.report.unsteady.append(unsteady(job, differs[0]))
        self.write(project, results[0][0].job.example, sides)

    def write(self, project: Project, example: str, sides: Mapping[str, Evidence]) -> None:
        """Write a record and note in which languages that changed it."""
        self.lock.acquire()
        folder = project.config.evidence
        try:
            changed = write_evidence(folder, example, sides)
            self.report.changed += [(example, code) for code in changed]
        except OSError as error:
            path = project.config.relative(record_path(folder, example))
            self.report.fail(example, not_written(path, error))

    def clear(self, project: Project) -> None:
        """Delete what the old layout holds of examples that have a record of today."""
        if any(self.old.values()):
            self.lock.acquire()
            clear_old_layout(project, self.old)
