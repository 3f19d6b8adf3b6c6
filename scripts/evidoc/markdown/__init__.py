"""The Python-Markdown extension: shows examples and claims on a page.

It works wherever Python-Markdown does. MkDocs' plugin tells it which page is being rendered; any
other tool need not: the page is then found by its text among the project's pages.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from pymdownx import blocks
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from yaml import YAMLError

from evidoc.markdown.addresses import AddressesTreeprocessor
from evidoc.markdown.claims import (
    ClaimBlock,
    ClaimProcessor,
    ClaimTreeprocessor,
    CommentClaimProcessor,
)
from evidoc.markdown.example import ExampleBlock
from evidoc.markdown.folds import FoldsTreeprocessor
from evidoc.markdown.formula import FormulaBlock
from evidoc.markdown.glossary import GlossaryBlock
from evidoc.markdown.lab import LabTreeprocessor
from evidoc.markdown.math import MathExtension, add_math
from evidoc.markdown.provenance import ProvenanceTreeprocessor
from evidoc.markdown.recorded import RecordedTreeprocessor
from evidoc.markdown.references import CitationProcessor, ReferencesBlock
from evidoc.markdown.rendering import Rendering, current, find_rendering
from evidoc.markdown.seen import SeenTreeprocessor
from evidoc.pages.yaml_text import load_yaml


def _options(text: str) -> dict[str, Any] | None:
    """Read the options of a block as pymdownx does, by a reader that takes a tenth of the time."""
    try:
        options = deepcopy(load_yaml(text))
    except YAMLError:
        return None
    return {} if options is None else options if isinstance(options, dict) else None


blocks.get_frontmatter = _options


class EvidocExtension(BlocksExtension):  # type: ignore[misc]
    """Examples, claims and math."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors."""
        super().extendMarkdown(md)
        math = add_math(md)
        md.preprocessors.register(_Begin(md, math), "evidoc", 200)
        # Above links (160) and escapes (180), below code spans (190).
        md.inlinePatterns.register(ClaimProcessor(md), "evidoc-claim", 185)
        md.inlinePatterns.register(CommentClaimProcessor(md), "evidoc-comment-claim", 186)
        md.inlinePatterns.register(CitationProcessor(md), "evidoc-citation", 183)
        # Before a highlighter (30) puts output away, as text that it reads the entities of.
        md.treeprocessors.register(RecordedTreeprocessor(md), "evidoc-recorded", 35)
        # Right after inline patterns (20), before the table of contents (5) copies headings.
        md.treeprocessors.register(ClaimTreeprocessor(md), "evidoc-claim", 15)
        md.treeprocessors.register(ProvenanceTreeprocessor(md), "evidoc-provenance", 14)
        md.treeprocessors.register(FoldsTreeprocessor(md), "evidoc-folds", 13)
        md.treeprocessors.register(LabTreeprocessor(md), "evidoc-lab", 6)
        # Behind all that builds the tree, before MkDocs turns links into addresses (0).
        md.treeprocessors.register(SeenTreeprocessor(md), "evidoc-seen", 0.5)
        md.treeprocessors.register(AddressesTreeprocessor(md), "evidoc-addresses", 0.4)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802, ARG002
        """Register the blocks."""
        block_mgr.register(ExampleBlock, {})
        block_mgr.register(ClaimBlock, {})
        block_mgr.register(FormulaBlock, {})
        block_mgr.register(GlossaryBlock, {})
        block_mgr.register(ReferencesBlock, {})


class _Begin(Preprocessor):
    """Finds out which page is being rendered, before anything else touches its text."""

    def __init__(self, md: Markdown, math: MathExtension) -> None:
        super().__init__(md)
        self.math = math

    def run(self, lines: list[str]) -> list[str]:
        rendering = current.get() or find_rendering("\n".join(lines))
        rendering.begin(self.md, self.math)
        return lines


def makeExtension(**options: Any) -> EvidocExtension:  # noqa: N802
    """Return the extension; the name is Python-Markdown's."""
    return EvidocExtension(**options)


__all__ = ["EvidocExtension", "Rendering", "current", "makeExtension"]
