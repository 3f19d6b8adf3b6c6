"""Whether garbage stays where it is, and whether that ends."""

import subprocess
import sys

PROGRAM = """
import gc
from evidoc.core.collector import rest, resting

class Kept:
    def __init__(self):
        self.itself = self

    def __del__(self):
        print("collected")

{before}
Kept()
{behind}
gc.enable()
print(gc.isenabled())
"""


def output(before: str, behind: str = "") -> str:
    program = PROGRAM.format(before=before, behind=behind)
    return subprocess.check_output([sys.executable, "-c", program], text=True)


def test_that_nothing_is_collected_at_the_end() -> None:
    assert output("") == "True\ncollected\n"
    assert output("rest()") == "True\n"


def test_that_the_collector_rests() -> None:
    assert output("rest(); print(gc.isenabled())") == "False\nTrue\n"


def test_that_what_is_made_meanwhile_is_never_collected() -> None:
    behind = "meanwhile.__exit__(None, None, None); print(gc.isenabled()); gc.collect()"
    found = output("meanwhile = resting(); meanwhile.__enter__(); print(gc.isenabled())", behind)
    assert found == "False\nTrue\nTrue\n"
