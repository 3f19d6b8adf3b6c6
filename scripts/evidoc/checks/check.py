"""Everything that can be wrong, found by reading alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidoc.checks.catalogs import check_catalogs
from evidoc.checks.examples import check_examples
from evidoc.checks.glossary import check_glossary
from evidoc.checks.labs import check_labs
from evidoc.checks.links import check_links
from evidoc.checks.missing import check_missing
from evidoc.checks.pages import check_page
from evidoc.checks.parity import check_parity
from evidoc.checks.references import check_references
from evidoc.checks.results import check_results
from evidoc.checks.seen import Place, Seen
from evidoc.checks.site_coverage import Accounts, accounts_of, check_coverage
from evidoc.core.findings import Finding, coded
from evidoc.project.project import Project


def check(project: Project, seen: Mapping[Place, Seen]) -> list[Finding]:
    """Return all findings of all languages, sorted by file and line.

    Args:
        project: The project.
        seen: What a reader sees of each page and lab; a page that is missing is not shown.
    """
    return sorted({*check_sources(project), *check_seen(project, seen, accounts_of(project, seen))})


def check_sources(project: Project) -> Iterator[Finding]:
    """Yield what is wrong in what authors write and in what is recorded."""
    yield from project.unreadable
    yield from check_missing(project)
    yield from coded("translation", check_catalogs(project))
    yield from check_examples(project)
    for language, pages in project.pages.items():
        for path, page in pages.items():
            yield from check_page(project, language, path, page)
    yield from coded("result-wrong", check_results(project))
    yield from coded("references", check_references(project))


def check_seen(
    project: Project, seen: Mapping[Place, Seen], accounts: Accounts
) -> Iterator[Finding]:
    """Yield what is wrong in what readers see; a page that is not in ``seen`` is not shown."""
    yield from coded("lab", check_labs(project, seen))
    for language in project.pages:
        yield from coded("link-dead", check_links(project, language, seen))
    yield from coded("number-unbound", check_coverage(project, accounts))
    yield from coded("languages-differ", check_parity(project, seen))
    yield from coded("glossary", check_glossary(project, seen))
