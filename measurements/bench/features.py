"""What each peer does with examples that misbehave: every answer comes from a build."""

from __future__ import annotations

from pathlib import Path

from bench.corpus import Example, Page
from bench.cost import Cost, cost
from bench.on_pages import text_of
from bench.peer import Peer

LIMIT = 5  # seconds that an example may take, where a peer can be told so
PATIENCE = 60.0  # seconds after which a build hangs

SETS = "import math\n\nmath.pi = 'changed'\nprint('a global was set')\n"
READS = "import math\n\nprint('pi is', math.pi)\n"
IMPORTS = "import helper\n\nprint('the helper says', helper.word)\n"
FAILS = "raise ValueError('this example fails')\n"
HANGS = "import time\n\nwhile True:\n    time.sleep(0.1)\n"
CRASHES = "import os\nimport signal\n\nos.kill(os.getpid(), signal.SIGSEGV)\n"
SURVIVES = "print('the other', 'still ran')\n"


class Trial:
    """A site of small examples, each on a page of its own."""

    def __init__(self, peer: Peer, root: Path) -> None:
        self.peer = peer
        self.root = root

    def build(self, *sources: str, helper: str = "", strict: bool = False, limit: int = 0) -> Cost:
        """Write the examples in this order, and build."""
        names = ("first", "second")
        examples = [Example(*each) for each in zip(names, sources, strict=False)]
        if limit:
            examples = [self.peer.limited(each, limit) for each in examples]
        pages = [Page(f"page_{each.name}", (each,)) for each in examples]
        modules = {"helper.py": helper} if helper else {}
        self.peer.write(self.root, pages, modules)
        command = self.peer.build(strict=strict)
        return cost(command, self.root, self.peer.variables(), PATIENCE)

    def shows(self, *texts: str) -> str:
        """Return which of the texts is on the pages; "" if none is."""
        shown = " ".join(text_of(self.root / self.peer.site).split())
        return next((text for text in texts if text in shown), "")


def isolated(trial: Trial) -> bool:
    """Whether an example sees nothing of what another one did to a library."""
    built = trial.build(SETS, READS)
    return _known(built, trial.shows("pi is changed", "pi is 3.14")) == "pi is 3.14"


def module_noticed(trial: Trial) -> bool:
    """Whether the page is right after an edit of a module that its example imports."""
    built = trial.build(IMPORTS, helper="word = 'before'\n")
    _known(built, trial.shows("the helper says before"))
    built = trial.build(IMPORTS, helper="word = 'afterwards'\n")
    texts = ("the helper says afterwards", "the helper says before")
    return _known(built, trial.shows(*texts)) == texts[0]


def failure_fails(trial: Trial) -> bool:
    """Whether a strict build fails when an example does, and passes when none does."""
    built = trial.build(SURVIVES, strict=True)
    if reports_only := built.status != 0:  # a strict build that runs nothing of its own
        trial.build(SURVIVES)
        built = trial.build(SURVIVES, strict=True)
    if built.status:
        raise RuntimeError(built.output[-2000:])
    if reports_only:
        trial.build(FAILS)
    return trial.build(FAILS, strict=True).status != 0


def hang_ended(trial: Trial) -> bool:
    """Whether an example that never ends is ended, by the limit where one can be set."""
    return trial.build(HANGS, SURVIVES, limit=LIMIT).ended


def crash_isolated(trial: Trial) -> bool:
    """Whether the others still come to their pages when one crashes the interpreter."""
    trial.build(CRASHES, SURVIVES)
    return bool(trial.shows("the other still ran"))


def _known(built: Cost, shown: str) -> str:
    if not shown:
        raise RuntimeError(f"the page shows nothing of the example\n{built.output[-2000:]}")
    return shown
