"""What every peer has to tell: how its pages are written, built and served."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import environments, on_pages
from bench.corpus import Example, Page


class Peer:
    """A tool that turns the corpus into a site; commands start with a program's name."""

    name: str
    environment: str | None = None  # None: the one that runs the benchmark
    packages: tuple[str, ...] = ()  # whose versions are told
    draws = True  # whether figures have to be on its pages
    site = "site"  # the folder of its HTML

    def write(
        self, root: Path, pages: Sequence[Page], modules: Mapping[str, str] | None = None
    ) -> None:
        """Write the sources, and the modules that examples import; unchanged files stay."""
        raise NotImplementedError

    def build(self, *, strict: bool = False) -> list[str]:
        """Return the command that builds the site; a strict one fails for whatever is wrong."""
        raise NotImplementedError

    def serve(self, port: int) -> list[str] | None:
        """Return the command of its live server, if it has one."""
        del port
        return None

    def address(self, page: Page) -> str:
        """Return where its server has a page."""
        return f"{page.name}/"

    def limited(self, example: Example, seconds: int) -> Example:
        """Return the example with a time limit, where the limit stands in the example."""
        del seconds
        return example

    def programs(self) -> Path:
        """Return the folder of its programs."""
        if self.environment is None:
            return Path(sys.executable).parent
        return environments.environment(self.environment)

    def variables(self) -> dict[str, str]:
        """Return the environment variables it runs with."""
        return environments.variables(self.programs())

    def versions(self) -> dict[str, str]:
        """Return the versions of its packages."""
        return environments.versions(self.programs(), list(self.packages), self.variables())

    def missing(self, root: Path, pages: Sequence[Page]) -> list[str]:
        """Return what should be on its pages and is not."""
        return on_pages.missing(root / self.site, pages, figures=self.draws)


def put(root: Path, files: Mapping[str, str]) -> None:
    """Write files whose text has changed, as an editor would."""
    for name, text in files.items():
        path = root / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


def examples_of(pages: Sequence[Page]) -> list[Example]:
    """Return the examples of all pages."""
    return [example for page in pages for example in page.examples]
