"""The pages name each function of the module that examples import where they explain it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import conv_arithmetic

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"

# Where a function is explained: the page of each language, below its convolution/.
EXPLAINED = {
    "coverage": "receptive-field",
    "effective_kernel_size": "dilated-convolution",
    "effective_stride": "receptive-field",
    "hdc_max_distances": "dilated-convolution",
    "hit_counts": "receptive-field",
    "is_gap_free": "dilated-convolution",
    "longest_hole": "gridding-hdc",
    "macs": "conv2d",
    "output_size": "conv2d",
    "parameter_count": "conv2d",
    "receptive_field": "receptive-field",
    "same_padding": "dilated-convolution",
    "valid_taps": "aspp-deeplab",
}


def test_every_function_is_explained() -> None:
    functions = inspect.getmembers(conv_arithmetic, inspect.isfunction)
    own = {name for name, each in functions if each.__module__ == conv_arithmetic.__name__}
    assert {name for name in own if not name.startswith("_")} == EXPLAINED.keys()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", EXPLAINED)
def test_a_page_names_the_function(name: str, language: str) -> None:
    page = DOCS / language / "convolution" / f"{EXPLAINED[name]}.md"
    assert re.search(rf"`{name}`", page.read_text("utf-8")), f"{page} does not name {name}"
