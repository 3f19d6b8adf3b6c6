"""A sample of the mutants, the same on every machine; ``make mutants`` runs all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from evidoc.project.config import find_root, load_config
from evidoc.project.project import Project
from mutants.code import judge_module
from mutants.mutant import Verdict, sample
from mutants.pages import judge_page, page_mutants
from mutants.records import judge_records
from mutants.translations import judge_translations

SEED = 0


@pytest.fixture(scope="module")
def project() -> Project:
    return Project(load_config(find_root(Path(__file__).resolve().parent)))


def survivors(verdicts: Iterable[Verdict], least: int) -> list[str]:
    judged = list(verdicts)
    assert len(judged) >= least
    return [str(each.mutant) for each in judged if not (each.is_found or each.allowed)]


def test_changed_numbers_of_the_pages_are_found(project: Project) -> None:
    chosen = sample(list(page_mutants(project)), 400, SEED)
    assert not survivors((judge_page(project, each) for each in chosen), 400)


def test_changed_placeholders_of_translations_are_refused(project: Project) -> None:
    assert not survivors(judge_translations(project), 100)


def test_changed_numbers_of_records_are_found_by_a_run(project: Project) -> None:
    light = [
        name
        for name, settings in project.settings.items()
        if settings.seconds <= 60 and not settings.uses
    ]
    assert not survivors(judge_records(project, light[::12], 450, SEED), 300)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_changed_operators_of_the_arithmetic_fail_its_tests(project: Project) -> None:
    assert not survivors(judge_module(project, "conv_arithmetic", 6, SEED, 2), 6)
