"""Examples written in a page: the fenced block below ``<!-- evidoc: run topic/name -->``."""

from __future__ import annotations

from dataclasses import dataclass

from evidoc.pages.comments import BoundFence

RUN = "run"
ENDINGS = {
    **dict.fromkeys(("python", "py", "python3"), ".py"),
    **dict.fromkeys(("sh", "bash", "shell"), ".sh"),
    **dict.fromkeys(("console", "shell-session"), ".console"),
}
"""The languages of blocks that run, and what a file of such a program ends in."""


@dataclass(frozen=True)
class WrittenExample:
    """A program that stands in a page; a session stands there with what it printed.

    Attributes:
        name: ``topic/name``.
        settings: Its settings, as the comment has them behind the name.
        fence: The block.
        first: The line of the page with which the program begins.
    """

    name: str
    settings: str
    fence: BoundFence
    first: int

    @property
    def ending(self) -> str:
        """What a file of such a program ends in."""
        return ENDINGS[language_of(self.fence)]

    @property
    def is_session(self) -> bool:
        """Whether it holds what was printed, too, and so is compared with that."""
        return self.ending == ".console"

    @property
    def line(self) -> int:
        """Where its comment stands."""
        return self.fence.line

    @property
    def end(self) -> int:
        """Offset of the end of the program in the source."""
        return self.fence.end

    @property
    def program(self) -> str:
        """The program, behind as many lines as the page has before it: its lines are the page's.

        The settings stand in the line of the fence, where a file of its own would have a comment.
        """
        settings = f"# evidoc: {self.settings}" if self.settings else ""
        return "\n" * (self.first - 2) + f"{settings}\n{self.fence.text}\n"

    def body_of(self, program: str) -> str:
        """Return what has to stand in the block for another text of ``program``."""
        return self.fence.written("\n".join(program.split("\n")[self.first - 1 :]))


def language_of(fence: BoundFence) -> str:
    """Return the language of a block, which its first word names."""
    return fence.info.partition(" ")[0].lower()
