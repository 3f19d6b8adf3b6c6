"""A small bilingual project to break: two examples, a module, a page in each language."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result
from mkdocs.__main__ import cli as mkdocs

from evidoc.cli import main
from evidoc.project.config import load_config
from evidoc.project.project import Project

FILES = {
    "evidoc.toml": """
        snippets = "snippets"
        source_language = "en"
        install = "make evidence"
        coverage = "all"

        [languages]
        ko = { docs = "docs/ko", mkdocs = "mkdocs.yml" }
        en = { docs = "docs/en", mkdocs = "mkdocs.en.yml" }

        [names]
        "2D" = "number of dimensions in a term"
        """,
    "mkdocs.yml": """
        site_name: Small
        docs_dir: docs/ko
        theme: {name: mkdocs}
        plugins: {evidoc: {}}
        markdown_extensions:
          {attr_list: {}, tables: {}, toc: {}, pymdownx.superfences: {}, evidoc: {}}
        """,
    "mkdocs.en.yml": """
        INHERIT: mkdocs.yml
        docs_dir: docs/en
        """,
    "snippets/shapes.py": """
        def span(kernel_size, dilation):
            return dilation * (kernel_size - 1) + 1
        """,
    "snippets/conv/span.py": '''
        """The span of a kernel."""
        from fractions import Fraction

        from shapes import span

        # How far the kernel reaches.
        kernel_size, dilation = 3, 8
        reach = span(kernel_size, dilation)
        share = Fraction(kernel_size**2, reach**2)
        rows = [[d, span(kernel_size, d)] for d in (1, 2)]
        # region print
        print(f"The span is {reach} cells")
        # endregion
        ''',
    "snippets/conv/quiet.py": """
        taps = 9
        """,
    "snippets/conv/ko.po": r"""
        msgid ""
        msgstr ""
        "Content-Type: text/plain; charset=utf-8\n"
        "Language: ko\n"

        msgid "The span of a kernel."
        msgstr "커널의 폭."

        msgid "How far the kernel reaches."
        msgstr "커널이 닿는 거리."

        msgid "The span is {reach} cells"
        msgstr "폭은 {reach}칸입니다"
        """,
    "docs/en/index.md": """
        ---
        topic: conv
        ---
        # Span {#span}

        /// example | span
        ///

        It spans [17×17]{= reach, reach } positions and reads [3.1 %]{= share } of them.

        /// example | quiet
        ///

        It has [9]{= taps } taps.

        /// claim | span: rows
        | dilation | span |
        |---|---|
        | 1 | 3 |
        | 2 | 5 |

        ///

        See [the top](#span).
        """,
    "docs/en/size.md": """
        ---
        topic: conv
        ---
        # Size {#size}

        /// formula | span: S = span(K, d)
            for: K=1..4, d=1..4
        $$
        S = d(K-1) + 1
        $$

        ///
        """,
    "docs/ko/size.md": """
        ---
        topic: conv
        ---
        # 크기 {#size}

        /// formula | span: S = span(K, d)
            for: K=1..4, d=1..4
        $$
        S = d(K-1) + 1
        $$

        ///
        """,
    "docs/ko/index.md": """
        ---
        topic: conv
        ---
        # 폭 {#span}

        /// example | span
        ///

        [17×17]{= reach, reach }칸에 걸치고 그중 [3.1 %]{= share }를 읽습니다.

        /// example | quiet
        ///

        탭은 [9]{= taps }개입니다.

        /// claim | span: rows
        | 팽창률 | 폭 |
        |---|---|
        | 1 | 3 |
        | 2 | 5 |

        ///

        [맨 위](#span)를 보십시오.
        """,
}


class Site:
    """A project in a folder of its own, with the commands an author gives."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> str:
        return self.path(name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, "utf-8")

    def add(self, files: Mapping[str, str]) -> None:
        """Write files whose text is indented as the code around it is."""
        for name, text in files.items():
            self.write(name, textwrap.dedent(text).lstrip("\n"))

    def replace(self, name: str, before: str, after: str) -> None:
        text = self.read(name)
        assert before in text
        self.write(name, text.replace(before, after, 1))

    def evidoc(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    def build(self, *arguments: str) -> Result:
        """Build the site as ``mkdocs build`` does, without another process that starts anew."""
        return CliRunner().invoke(mkdocs, ["build", *arguments], catch_exceptions=False)

    def project(self) -> Project:
        return Project(load_config(self.root))

    def tree(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".cache" not in path.parts
        }


Edit = Callable[[Site], None]
