"""What an edit made stale is run beside a live server, and no longer than it is of use."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import chain
from pathlib import Path

from evidoc.core.files import write_if_changed
from evidoc.core.findings import EvidocError
from evidoc.project.config import Config
from evidoc.project.project import Project
from evidoc.running.run import Options, run
from evidoc.running.tasks import Task
from evidoc.site.build import announce, tell

_LOOK = 0.1  # seconds between two looks at whether what runs is still of use


class StaleExamples:
    """Runs what is stale, again after each edit.

    Attributes:
        failures: Example to what went wrong when it ran last; empty again once it runs.
    """

    def __init__(
        self,
        config: Config,
        edited: threading.Event,
        reading: Callable[[Project], None],
        starting: Callable[[], None],
    ) -> None:
        """Make ready to run.

        Args:
            config: The project.
            edited: Set by whoever sees an edit.
            reading: Called with the project as it is read for each run.
            starting: Called before examples start.
        """
        self.config = config
        self.failures: dict[str, str] = {}
        self._edited = edited
        self._reading = reading
        self._starting = starting
        self._failed: set[str] = set()
        self._stopped = False
        self._stop_run = threading.Event()
        self._running: list[Task] = []

    @property
    def notice(self) -> Path:
        """The file that changes when ``failures`` does; for the server to watch."""
        return self.config.root / ".cache" / "evidoc-failures.txt"

    def stop(self) -> None:
        """Stop what runs, for good."""
        self._stopped = True
        self._stop_run.set()

    def run_until_edited(self) -> None:
        """Run what is stale, and stop it as soon as an edit makes that in vain."""
        self._stop_run.clear()
        with ThreadPoolExecutor(1) as executor:
            running = executor.submit(self._run)
            while not running.done():
                wait([running], _LOOK)
                if self._stopped or (self._edited.is_set() and self._is_in_vain()):
                    self._stop_run.set()
            running.result()

    def _is_in_vain(self) -> bool:
        """Tell whether something that runs is no longer what its source says."""
        project = Project(self.config)
        try:
            return any(
                project.digest(project.job(job.language, job.example)) != task.digest
                for task in self._running
                for job in task.jobs
            )
        except (EvidocError, KeyError):  # no valid example any more
            return True

    def _start(self, tasks: list[Task]) -> None:
        self._running = tasks
        if tasks:
            self._starting()
        announce(tasks)

    def _run(self) -> None:
        project = Project(self.config)
        self._reading(project)
        options = Options(known=self._failed, starting=self._start, stop=self._stop_run)
        report = run(self.config, project.snippets, self.config.languages, options)
        self._running = []
        if self._stop_run.is_set():
            return
        tell(chain(*report.failed.values(), report.notes))
        stopped = {name: "\n".join(map(str, found)) for name, found in report.blocked.items()}
        new = [name for name, said in stopped.items() if self.failures.get(name) != said]
        tell(chain(*(report.blocked[name] for name in new)))
        self._failed |= report.digests
        # What failed before and was not tried again has still failed.
        failures = {name: self.failures[name] for name in report.known}
        failures |= {name: str(finding) for name, finding in report.missing.items()}
        failures |= {name: "\n".join(map(str, found)) for name, found in report.failed.items()}
        self.failures = failures | stopped
        text = "\n".join(f"{name}: {each}" for name, each in sorted(self.failures.items()))
        write_if_changed(self.notice, text.encode())
