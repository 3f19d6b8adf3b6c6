"""The records of a project's examples, each read once."""

from __future__ import annotations

from pathlib import Path

from evidoc.records.record import Evidence, Record, RecordError
from evidoc.records.store import read_evidence, stored_files


class Records:
    """What is recorded of examples, whether or not it is for the present inputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, dict[str, Evidence] | RecordError] = {}

    def evidence(self, language: str, example: str) -> Evidence:
        """Return the record of an example with the files beside it.

        Raises:
            RecordError: There is none that can be used.
        """
        found = self._sides(example)
        if language not in found:
            raise RecordError("has no record")
        return found[language]

    def files(self, example: str) -> set[Path]:
        """Return the files of an example: its record and what that says lies beside it.

        Raises:
            RecordError: The record cannot be used.
        """
        return stored_files(self._folder, example, self._sides(example))

    def _sides(self, example: str) -> dict[str, Evidence]:
        if example not in self._read:
            try:
                self._read[example] = read_evidence(self._folder, example)
            except RecordError as error:
                self._read[example] = error
        found = self._read[example]
        if isinstance(found, RecordError):
            raise found
        return found

    def record(self, language: str, example: str) -> Record:
        """Return the record of an example.

        Raises:
            RecordError: As ``evidence``.
        """
        return self.evidence(language, example).record

    def usable(self, language: str, example: str) -> Record | None:
        """Return the record of an example, or None if there is none that can be used."""
        try:
            return self.record(language, example)
        except RecordError:
            return None
