"""Peers that are extensions of Sphinx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.corpus import Example, Page
from bench.peer import Peer, examples_of, put


class _Sphinx(Peer):
    def build(self, *, strict: bool = False) -> list[str]:
        return ["python", "-m", "sphinx", "-b", "html", "docs", "site", *(["-W"] if strict else [])]


class SphinxGallery(_Sphinx):
    """Examples as programs, run one after the other in Sphinx' own process."""

    name = "sphinx-gallery"
    environment = "sphinx-gallery"
    packages = ("sphinx-gallery", "sphinx")

    def __init__(self, *, parallel: bool = False) -> None:
        self.parallel = parallel
        if parallel:
            self.name = "sphinx-gallery, 2 processes"
            self.packages = ("joblib",)

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        conf = f"""\
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parents[1] / "modules"))
project = "Examples"
extensions = ["sphinx_gallery.gen_gallery"]
sphinx_gallery_conf = {{
    "examples_dirs": "../examples",
    "gallery_dirs": "gallery",
    "filename_pattern": "/plot_",
    "show_signature": False,
    "within_subsection_order": "FileNameSortKey",
    "parallel": {2 if self.parallel else False},
}}
"""
        index = "Examples\n========\n\n.. toctree::\n\n   gallery/index\n"
        put(root, {"docs/conf.py": conf, "docs/index.rst": index})
        put(root, {"examples/README.rst": "Gallery\n=======\n"})
        for example in examples_of(pages):
            head = f'"""\nExample {example.name}\n=============\n"""\n'
            put(root, {f"examples/plot_{example.name}.py": head + example.source})
        put(root, {f"modules/{name}": text for name, text in (modules or {}).items()})


class MystNb(_Sphinx):
    """A notebook a page in MyST Markdown, its outputs kept in a cache."""

    name = "MyST-NB"
    environment = "myst-nb"
    packages = ("myst-nb", "jupyter-cache", "ipykernel")
    seconds = 30

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        conf = f"""\
project = "Examples"
extensions = ["myst_nb"]
nb_execution_mode = "cache"
nb_execution_timeout = {self.seconds}
"""
        names = "\n".join(page.name for page in pages)
        index = f"# Examples\n\n```{{toctree}}\n{names}\n```\n"
        put(root, {"docs/conf.py": conf, "docs/index.md": index})
        for page in pages:
            put(root, {f"docs/{page.name}.md": _book(page)})
        put(root, {f"docs/{name}": text for name, text in (modules or {}).items()})

    def limited(self, example: Example, seconds: int) -> Example:
        self.seconds = seconds
        return example


def _book(page: Page) -> str:
    cells = [f"```{{code-cell}} ipython3\n{each.source}```\n" for each in page.examples]
    head = """\
---
file_format: mystnb
kernelspec:
  name: python3
---
"""
    return "\n".join([f"{head}# Page {page.name}\n", *cells])
