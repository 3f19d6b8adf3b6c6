"""The explorer's arithmetic against Python's, exactly, in the browser and in every language."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pytest
from playwright.sync_api import Page

import conv_arithmetic as arithmetic
from built_site import LANGUAGES, Served
from conv_arithmetic import Layer

STACKS = 1200
REFUSED = "RangeError"
ON_STACKS = ("receptive_field", "effective_stride", "hit_counts", "longest_hole", "is_gap_free")


@dataclass(frozen=True)
class Case:
    """One call of a function, in both languages, and what Python answers."""

    name: str
    arguments: list[Any]  # as the module in the browser takes them
    expected: Any


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def answer(call: Callable[[], Any]) -> Any:
    """Return what a call gives, as it comes out of JSON, or that it is refused."""
    try:
        return json.loads(json.dumps(call()))
    except ValueError:
        return REFUSED


def case(name: str, required: Sequence[Any], **optional: Any) -> Case:
    """Call a function of plain numbers."""
    function = partial(getattr(arithmetic, name), *required, **optional)
    options = {camel(key): value for key, value in optional.items()}
    return Case(camel(name), [*required, options] if options else [*required], answer(function))


def stack_case(name: str, stack: list[dict[str, int]], **optional: int) -> Case:
    """Call a function of a stack of layers, given by the arguments of each."""

    def call() -> Any:
        layers = [Layer(**layer) for layer in stack]
        return getattr(arithmetic, name)(layers, **optional)

    layers = [{camel(key): value for key, value in layer.items()} for layer in stack]
    return Case(camel(name), [layers, optional] if optional else [layers], answer(call))


@cache
def golden() -> list[Case]:
    """Make stacks, half of them at stride 1, a few impossible, and all that is asked of them."""
    draw = random.Random(12)
    cases = []
    for number in range(STACKS):
        stack = []
        for _ in range(draw.randint(0, 6)):
            layer = {"kernel_size": draw.choice((1, 2, 3, 3, 3, 4, 5, 7))}
            if draw.random() < 0.8:
                layer["dilation"] = draw.choice((1, 2, 3, 4, 5, 8, 9, 16))
            if number % 2 and draw.random() < 0.5:
                layer["stride"] = draw.choice((1, 2, 3))
            if draw.random() < 0.01:
                layer[draw.choice(list(layer))] = draw.choice((0, -1))
            stack.append(layer)
        cases += [stack_case(name, stack) for name in ON_STACKS]
        cases += [stack_case("coverage", stack)]
        cases += [stack_case("coverage", stack, dims=dims) for dims in (0, 1, 2, 3)]
        cases.append(case("hdc_max_distances", [[each.get("dilation", 1) for each in stack]]))
        for layer in stack:
            sizes = {name: layer[name] for name in ("stride", "dilation") if name in layer}
            sizes["padding"] = draw.randint(-1, 9)
            rate = {name: layer[name] for name in ("dilation",) if name in layer}
            kernel, size = layer["kernel_size"], draw.randint(0, 70)
            channels = [draw.choice((0, 1, 2, 3, 8, 64)), draw.choice((1, 4, 6, 64))]
            groups = draw.choice((1, 1, 2, 3, 64))
            cases += [
                case("effective_kernel_size", [kernel], **rate),
                case("same_padding", [kernel], **rate),
                case("output_size", [size, kernel], **sizes),
                case("output_size", [size, kernel]),
                case("macs", [size, *channels, kernel], groups=groups, **sizes),
                case("parameter_count", [*channels, kernel]),
                case("parameter_count", [*channels, kernel], groups=groups, bias=size % 2 == 0),
                case("valid_taps", [size, kernel, layer.get("dilation", 1)]),
            ]
    return cases + [each for _ in range(STACKS) for each in edges(draw)]


def edges(draw: random.Random) -> list[Case]:
    """Make calls with the least and the greatest that the explorer takes, and just beyond."""
    kernel = draw.choice((0, 1, 1, 2, 3, 4, 15, 16))
    stride, dilation = draw.choice((-1, 1, 1, 2, 8, 16)), draw.choice((0, 1, 1, 2, 511, 512))
    size, padding = draw.choice((1, 1, 2, 3, 129, 512, 4096)), draw.choice((-1, 0, 1, 7, 512))
    channels, groups = [draw.choice((1, 6, 4096)) for _ in "io"], draw.choice((1, 2, 3, 4096))
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    some = {name: value for name, value in options.items() if draw.random() < 0.6}
    rates = [draw.choice((1, 2, 3, 511, 512)) for _ in range(draw.randint(0, 8))]
    stack = [{"kernel_size": kernel, "stride": stride, "dilation": rate} for rate in rates[:3]]
    return [
        case("output_size", [size, kernel], **some),
        case("macs", [size, *channels, kernel], groups=groups, **some),
        case("parameter_count", [*channels, kernel], groups=groups, bias=kernel > 1),
        case("valid_taps", [min(size, 129), kernel, dilation]),
        case("hdc_max_distances", [rates]),
        stack_case("receptive_field", stack),
        stack_case("coverage", stack, dims=draw.choice((-1, 1, 2))),
        stack_case("is_gap_free", stack),
    ]


ANSWER = """
async ([address, cases]) => {
  const arithmetic = await import(address);
  const answers = JSON.parse(cases).map(([name, args]) => {
    try {
      return JSON.stringify(arithmetic[name](...args));
    } catch (error) {
      return JSON.stringify(error.constructor.name);
    }
  });
  return JSON.stringify(answers);
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_computes_what_python_computes(
    page: Page, site: Served, complaints: list[str], language: str
) -> None:
    cases = golden()
    page.goto(site.url(language))
    address = site.url(language, "assets/explorer/arithmetic.js")
    # As one text each way: what is sent as a value is taken apart and put together piece by piece.
    asked = json.dumps([(case.name, case.arguments) for case in cases])
    found = json.loads(page.evaluate(ANSWER, [address, asked]))
    wrong = [
        f"{case}: {text}"
        for case, text in zip(cases, found, strict=True)
        # As text, so that true is not 1; keys of an object come in an order of its own.
        if json.dumps(json.loads(text), sort_keys=True) != json.dumps(case.expected, sort_keys=True)
    ]
    assert wrong == []
    names = {case.name for case in cases}
    exported = page.evaluate("async address => Object.keys(await import(address))", address)
    assert set(exported) == names
    refused = [case for case in cases if case.expected == REFUSED]
    assert {case.name for case in refused} == names, "every function has to refuse something"
    assert len(refused) < len(cases) / 2
    assert complaints == []


# What Python's types refuse, or Python itself: a word, a fraction, nothing.
NO_NUMBERS = """
async address => {
  const all = await import(address);
  const layers = wrong => [[{ kernelSize: 3 }, { kernelSize: wrong }]];
  const calls = {
    effectiveKernelSize: wrong => [wrong],
    outputSize: wrong => [9, wrong],
    samePadding: wrong => [wrong],
    receptiveField: layers,
    effectiveStride: layers,
    hitCounts: layers,
    coverage: layers,
    longestHole: layers,
    isGapFree: layers,
    hdcMaxDistances: wrong => [[1, wrong]],
    parameterCount: wrong => [3, wrong, 3],
    macs: wrong => [9, 3, 3, wrong],
    validTaps: wrong => [9, 3, wrong],
  };
  const taken = [];
  for (const [name, call] of Object.entries(all)) {
    for (const wrong of ["3", 2.5, NaN, Infinity, null, undefined]) {
      try {
        taken.push([name, wrong, call(...calls[name](wrong))]);
      } catch (error) {
        if (!(error instanceof RangeError)) taken.push([name, wrong, `${error}`]);
      }
    }
  }
  return taken;
}
"""


def test_what_is_no_whole_number_is_refused(page: Page, site: Served) -> None:
    page.goto(site.url("en"))
    address = site.url("en", "assets/explorer/arithmetic.js")
    assert page.evaluate(NO_NUMBERS, address) == []
