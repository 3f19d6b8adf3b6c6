"""Whether garbage stays where it is, and whether that ends."""

import subprocess
import sys

PROGRAM = """
import gc
from evidoc.core.collector import rest

class Kept:
    def __init__(self):
        self.itself = self

    def __del__(self):
        print("collected")

{before}
Kept()
gc.enable()
print(gc.isenabled())
"""


def output(before: str) -> str:
    program = PROGRAM.format(before=before)
    return subprocess.check_output([sys.executable, "-c", program], text=True)


def test_that_nothing_is_collected_at_the_end() -> None:
    assert output("") == "True\ncollected\n"
    assert output("rest()") == "True\n"


def test_that_the_collector_rests() -> None:
    assert output("rest(); print(gc.isenabled())") == "False\nTrue\n"
