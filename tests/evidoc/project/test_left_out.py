"""Pages that MkDocs leaves out of a site are left out of its checks, and no others."""

from __future__ import annotations

import pytest

from evidoc.project.left_out import left_out
from small_site import Site

CASES = [
    ("site_name: x", "a.md", False),
    ("site_name: x", ".hidden/a.md", True),
    ("site_name: x", "templates/a.md", True),
    ("site_name: x", "b/templates/a.md", False),
    ("exclude_docs: a.md", "a.md", True),
    ("exclude_docs: a.md", "b/a.md", True),
    ("exclude_docs: /a.md", "b/a.md", False),
    ("exclude_docs: |\n  drafts/\n  !drafts/kept.md", "drafts/one.md", True),
    ("draft_docs: _*.md", "guide/_draft.md", True),
    ("not_in_nav: a.md", "a.md", False),
    ("INHERIT: base.yml", "old.md", True),
    ("INHERIT: base.yml\nexclude_docs: ''", "old.md", False),
    ("INHERIT: mkdocs.yml\nexclude_docs: a.md", "a.md", True),
    ("x: !!python/name:os.system\nexclude_docs: a.md\ny: !ENV [A, b]", "a.md", True),
    ("exclude_docs: [a.md]", "a.md", False),
    ("a: [", "a.md", False),
]


@pytest.mark.parametrize(("configuration", "path", "is_out"), CASES)
def test_what_the_configuration_leaves_out(
    bare: Site, configuration: str, path: str, is_out: bool
) -> None:
    bare.write("base.yml", "exclude_docs: old.md\n")
    bare.write("mkdocs.yml", configuration)
    assert left_out(bare.path("mkdocs.yml")).match_file(path) is is_out


def test_nothing_is_left_out_without_a_configuration(bare: Site) -> None:
    assert not left_out(bare.path("mkdocs.yml")).match_file(".hidden/a.md")


def test_what_is_left_out_is_not_checked(bare: Site) -> None:
    bare.add(
        {
            "evidoc.toml": '[languages]\nen = { docs = "docs" }\n',
            "mkdocs.yml": "site_name: Shop\nexclude_docs: old.md\ndraft_docs: _*.md\n",
            "docs/index.md": "# Shop\n\n## Next step\n\n[on](#next-step)\n",
            "docs/old.md": "[5]{= }\n",
            "docs/_draft.md": "[5]{= }\n",
            "docs/README.md": "[5]{= }\n",
        }
    )
    assert bare.evidoc("check").output == "1 page, 0 examples, 0 claims, 0 formulas: no findings\n"
    bare.replace("evidoc.toml", "[languages]", 'coverage = "all"\n[languages]')
    bare.replace("mkdocs.yml", "site_name", "markdown_extensions: [toc, evidoc]\nsite_name")
    assert "#next-step" not in bare.evidoc("check").output  # the generator's own id
    bare.replace("mkdocs.yml", "exclude_docs: old.md\n", "")
    (finding,) = bare.evidoc("check").output.splitlines()[:1]
    assert finding.startswith("docs/old.md:1: ")
