"""What nothing can be cheaper than: examples without isolation, pages without examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.corpus import Example, Page
from bench.peer import Peer, examples_of, put

RUNNER = """\
import contextlib
import io
import os
import runpy
import sys
from pathlib import Path

os.environ["MPLBACKEND"] = "Agg"
out = Path("site")
out.mkdir(exist_ok=True)
for file in sys.argv[1:]:
    name, printed = Path(file).stem, io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(file)
    images = ""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        for number in pyplot.get_fignums():
            pyplot.figure(number).savefig(out / f"{name}.svg")
            images += f'<img src="{name}.svg">'
        pyplot.close("all")
    (out / f"{name}.html").write_text(f"<pre>{printed.getvalue()}</pre>{images}")
"""

EACH = """\
import subprocess
import sys

for file in sys.argv[1:]:
    subprocess.run([sys.executable, "runner.py", file], check=True)
"""


class _Programs(Peer):
    environment = "examples"
    runner: str

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        self._files = [f"examples/{each.name}.py" for each in examples_of(pages)]
        sources = {f"examples/{each.name}.py": each.source for each in examples_of(pages)}
        helpers = {f"examples/{name}": text for name, text in (modules or {}).items()}
        put(root, sources | helpers | {"runner.py": RUNNER, "each.py": EACH})

    def build(self, *, strict: bool = False) -> list[str]:
        del strict
        return ["python", self.runner, *self._files]


class OneProcess(_Programs):
    """All examples one after the other in one process: no isolation, no site."""

    name = "one process"
    packages = ("torch", "matplotlib", "numpy")
    runner = "runner.py"


class Subprocesses(_Programs):
    """A Python of its own for every example: all isolation, no site."""

    name = "a process each"
    runner = "each.py"


MKDOCS = """\
site_name: Examples
docs_dir: docs
theme: {name: mkdocs}
markdown_extensions:
  {attr_list: {}, tables: {}, toc: {}, pymdownx.superfences: {}, pymdownx.highlight: {}}
"""


class BareMkDocs(Peer):
    """The pages without any example run: code and result as text."""

    name = "bare MkDocs"
    packages = ("mkdocs",)
    draws = False

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        del modules
        put(root, {"mkdocs.yml": MKDOCS + "plugins: []\n", **pages_of(pages, self.shown)})

    def shown(self, example: Example) -> str:
        """Return the Markdown of an example."""
        return f"```python\n{example.source}```\n\n    {example.says}\n"

    def build(self, *, strict: bool = False) -> list[str]:
        return ["python", "-m", "mkdocs", "build", *(["--strict"] if strict else [])]

    def serve(self, port: int) -> list[str]:
        return ["python", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]


def pages_of(pages: Sequence[Page], shown: object) -> dict[str, str]:
    """Return the files of MkDocs pages whose examples are shown so."""
    assert callable(shown)
    files = {"docs/index.md": "# Examples {#examples}\n\nOne example after the other.\n"}
    for page in pages:
        parts = [f"# Page {page.name} {{#top}}\n", *map(shown, page.examples)]
        files[f"docs/{page.name}.md"] = "\n".join(parts)
    return files
