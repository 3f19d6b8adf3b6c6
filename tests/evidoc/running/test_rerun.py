"""Running again what is recorded finds every difference, and changes nothing."""

from __future__ import annotations

import json

import pytest

from evidoc.records.file_names import record_path
from evidoc.records.record import sha256
from evidoc.running.rerun import rerun
from small_site import Site

RECORD = "evidence/conv/span.json"


def forge(site: Site, before: str, after: str) -> None:
    """Change a record, and its hash with it: only running tells."""
    site.replace(RECORD, before, after)
    raw = json.loads(site.read(RECORD))
    del raw["hash"]
    text = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    site.write(RECORD, json.dumps(raw | {"hash": sha256(text.encode())}))


def test_records_that_are_true_have_no_findings(site: Site) -> None:
    assert rerun(site.project(), "conv/span") == []


def test_another_environment_is_no_difference(site: Site) -> None:
    forge(site, '"Python": "', '"Python": "9')
    assert rerun(site.project(), "conv/span") == []


# A change of the record, then what the finding says of it.
FORGED = {
    "output": ("is 17 cells", "is 71 cells", "output 1: recorded 'The span is 71 cells', found"),
    "value": ('"9/289"', '"9/298"', "values share 1: recorded '9/298', found '9/289'"),
    "value left out": ('"reach": [\n   17\n  ]', '"reach": []', "recorded 'nothing', found 17"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_record_is_found(site: Site, name: str) -> None:
    before, after, expected = FORGED[name]
    forge(site, before, after)
    files = site.tree()
    finding = "\n".join(map(str, rerun(site.project(), "conv/span")))
    assert finding.startswith(f"{RECORD}:1: conv/span now gives another result (en): ")
    assert expected in finding
    assert "[evidoc run conv/span]" in finding
    assert site.tree() == files


def test_missing_records_are_found_in_each_language(site: Site) -> None:
    project = site.project()
    record_path(project.config.evidence, "conv/span").unlink()
    findings = rerun(project, "conv/span")
    assert [finding.path for finding in findings] == [RECORD, RECORD]
    assert all(finding.mend == "evidoc run conv/span" for finding in findings)


def test_an_example_that_fails_is_found_at_its_line(site: Site) -> None:
    site.replace("snippets/conv/span.py", "rows = [", "rows = [1 / 0] + [")
    findings = rerun(site.project(), "conv/span")
    assert len(findings) == 2
    assert all(str(each).startswith("snippets/conv/span.py:10: ") for each in findings)
