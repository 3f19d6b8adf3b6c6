"""The schema of the settings says what the engine reads, and the engine reads what it says."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

import evidoc
from evidoc.core.findings import EvidocError
from evidoc.mkdocs import EvidocPlugin
from evidoc.project.config import load_config
from evidoc.project.schema import pyproject_schema, settings_schema
from manual_pages import chapters, sections
from small_site import FILES, Site

ENGINE = Path(evidoc.__file__).parent
ROOT = ENGINE.parents[1]
SITE = '[languages]\nen = { docs = "docs" }\n'
GOOD = [
    SITE,
    'documents = ["README.md"]',
    'documents = { files = ["*.md"] }',
    f'coverage = "all"\n{SITE}',
    f'{SITE}[coverage]\ndefault = "all"\n"docs/**" = "bound"\n[names]\n"2D" = "a name"',
    f'{SITE}[notebooks]\nColab = "https://a.example/{{path}}"',
    f'snippets = "code"\nfold_figures = true\nfont = "a:b"\n{SITE}',
]
BAD = {
    "nothing": "",
    "an unknown key": f"snipets = 'x'\n{SITE}",
    "an unknown key of a language": "[languages]\nen = { docs = 'docs', mkdcos = 'x' }",
    "a language without pages": "[languages]\nen = {}",
    "no language": "[languages]",
    "a number": f"snippets = 3\n{SITE}",
    "a text for a truth value": f"fold_figures = 'yes'\n{SITE}",
    "an unknown mode": f"coverage = 'most'\n{SITE}",
    "an unknown mode of a path": f"{SITE}[coverage]\n'docs/**' = 'most'",
    "a reason that is no text": f"{SITE}[names]\n'2D' = 2",
    "an address without a path": f"{SITE}[notebooks]\nColab = 'https://a.example'",
    "a pattern that is no list": "documents = 'README.md'",
    "an unknown key of documents": "documents = { file = ['a.md'] }",
}


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(settings_schema())
    Draft7Validator.check_schema(pyproject_schema())


def test_the_settings_of_this_project_keep_to_it() -> None:
    table = tomllib.loads((ROOT / "evidoc.toml").read_text("utf-8"))
    Draft7Validator(settings_schema()).validate(table)


@pytest.mark.parametrize("text", [*GOOD, FILES["evidoc.toml"].replace("\n        ", "\n")])
def test_what_the_engine_reads_keeps_to_it(bare: Site, text: str) -> None:
    bare.write("evidoc.toml", text)
    load_config(bare.root)
    table = tomllib.loads(text)
    Draft7Validator(settings_schema()).validate(table)
    Draft7Validator(pyproject_schema()).validate({"project": {}, "tool": {"evidoc": table}})


@pytest.mark.parametrize("name", BAD)
def test_what_the_engine_refuses_does_not(bare: Site, name: str) -> None:
    bare.write("evidoc.toml", BAD[name])
    with pytest.raises(EvidocError):
        load_config(bare.root)
    table = tomllib.loads(BAD[name])
    for schema, whole in (
        (settings_schema(), table),
        (pyproject_schema(), {"tool": {"evidoc": table}}),
    ):
        with pytest.raises(ValidationError):
            Draft7Validator(schema).validate(whole)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manual_lists_every_setting(language: str) -> None:
    table = sections(chapters(language)["settings"])["keys"]
    listed = re.findall(r"^\| `\[?(\w+)\]?` \|", table, re.MULTILINE)
    assert sorted(listed) == sorted(settings_schema()["properties"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_manual_lists_every_option_of_the_plugin(language: str) -> None:
    table = sections(chapters(language)["settings"])["plugin"]
    listed = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert listed == [name for name, _ in EvidocPlugin.config_scheme]


@pytest.mark.parametrize("arguments", [(), ("--pyproject",)])
def test_editors_are_given_it(bare: Site, arguments: tuple[str, ...]) -> None:
    said = bare.evidoc("schema", *arguments).output
    assert json.loads(said) == (pyproject_schema() if arguments else settings_schema())
