"""Damages the files of this repository, one at a time: ``python -m fuzzing --minutes 10``.

A slice of it (the pages of a topic in each language, their examples, catalogs and records, all
settings) is laid into a folder; one file is damaged as an editor, a merge or a disk might, and the
commands that read it run. Each has to end with findings or without: a traceback or more than a
given CPU time is a find, and the file that caused it is kept.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from types import FrameType

import click
from click.testing import CliRunner

from evidoc.cli import main as evidoc

ROOT = Path(__file__).resolve().parents[1]
SHARED = ("evidoc.toml", "mkdocs.yml", "mkdocs.en.yml", "glossary.toml", "references.toml")
KINDS = ("docs/*", "snippets/*", "evidence/*.json", "[!/]*.toml", "mkdocs*")
COMMANDS = ("check", "update", "coverage", "list", "messages")
SECONDS = 60
"""CPU time that no damage to a slice may cost; unharmed it takes two."""

TOKENS = (
    # Bytes that are no text, or that a reader does not see.
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\t", b"\x1b[0m", b"\x02"),
    *(b"\xe2\x80\xa8", b"\xcc\x81", b"\xed\x95\x9c", b"\xf0\x9f\x98\x80"),
    # Numbers and dates.
    *(b"9" * 5000, b"1e999", b"nan", b"-0", b"1/0", b"2026-02-30"),
    # Markdown, and what is bound in it.
    *(b"///\n", b"\n---\n", b"```\n", b"~~~", b"$$\n", b"$", b"<!--", b"-->", b"<!--= "),
    *(b"{=", b"}", b"[", b"]{", b"](", b"{given}", b"{#a}", b"|", b"<b ", b"</div>"),
    *(b"\\", b"'", b'"'),
    # Programs and catalogs.
    *(b"# evidoc: ", b"#>", b"# region x\n", b'msgid "', b"#~ ", b"\nmsgstr"),
    # Settings and records.
    *(b"[[", b" = ", b"..", b"/", b"null", b"true", b"{}", b"[]", b'""', b"&", b"*x", b"!!", b": "),
)

Files = Mapping[str, bytes]
Damage = Callable[[bytes, random.Random], bytes]


def _span(data: bytes, dice: random.Random, most: int = 400) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randrange(1, most))


def delete(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def duplicate(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.choice([1, 2, 50]) + data[end:]


def swap(data: bytes, dice: random.Random) -> bytes:
    (a, b), (c, d) = sorted((_span(data, dice), _span(data, dice)))
    b, c = min(b, c), max(b, c)
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[max(c, d) :]


def truncate(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def change_bytes(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice([1, 3, 30])):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def insert(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice([1, 1, 4])):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.choice(TOKENS) * dice.choice([1, 1, 1, 30]) + data[at:]
    return data


def conflict(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b"\n"]
    a = dice.randrange(len(lines))
    b = min(len(lines), a + dice.randrange(1, 6))
    ours = lines[a:b]
    marked = [b"<<<<<<< HEAD\n", *ours, b"=======\n", *reversed(ours), b">>>>>>> other\n"]
    return b"".join([*lines[:a], *marked[: dice.choice([1, 9, 99])], *lines[b:]])


def reorder(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b"\n"]
    a = dice.randrange(len(lines))
    some = lines[a : a + 12]
    dice.shuffle(some)
    return b"".join([*lines[:a], *some, *lines[a + 12 :]])


def respell(data: bytes, dice: random.Random) -> bytes:
    """Put a word or number of the file in the place of another."""
    words = data.split(b" ")
    for _ in range(dice.choice([1, 2, 8])):
        words[dice.randrange(len(words))] = dice.choice(words)
    return b" ".join(words)


DAMAGES: tuple[Damage, ...] = (
    *(delete, duplicate, swap, truncate, change_bytes, insert, insert, conflict, reorder, respell),
)


class Hangs(Exception):  # noqa: N818
    """More CPU time than a command may take."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``Hangs`` where something takes more CPU time."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def slices() -> dict[str, Files]:
    """Return the files of each topic that has pages in both languages."""
    found = {}
    shared = [ROOT / name for name in SHARED]
    shared += [*ROOT.glob("docs/*/glossary.md"), *ROOT.glob("docs/*/how-it-is-checked.md")]
    shared += [*ROOT.glob("snippets/*.py"), *(ROOT / "snippets/data").iterdir()]
    shared += [*ROOT.glob("snippets/outline_fill/*"), *ROOT.glob("evidence/outline_fill/*")]
    shared += [*(ROOT / "overrides").glob("*.py")]
    for page in sorted(ROOT.glob("docs/en/**/*.md")):
        name = page.relative_to(ROOT / "docs/en")
        topic = name.stem.replace("-", "_")
        if not (ROOT / "snippets" / topic).is_dir():
            continue
        own = [page, ROOT / "docs/ko" / name]
        own += [*(ROOT / "snippets" / topic).rglob("*"), *(ROOT / "evidence" / topic).iterdir()]
        found[topic] = {
            path.relative_to(ROOT).as_posix(): path.read_bytes()
            for path in [*own, *shared]
            if path.is_file() and "__pycache__" not in path.parts
        }
    return found


def lay(root: Path, files: Files) -> None:
    """Make a folder hold some files and nothing else."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with suppress(OSError):
                path.rmdir()
        elif path.relative_to(root).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        path = root / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def trouble() -> str:
    """Return what goes wrong with the commands in the current folder; empty if nothing does."""
    for command in COMMANDS:
        try:
            with limited(SECONDS):
                done = CliRunner().invoke(evidoc, [command], catch_exceptions=False)
        except Hangs:
            return f"{command}: more than {SECONDS} CPU s\n{traceback.format_exc()}"
        except Exception:
            return f"{command}: {traceback.format_exc()}"
        if "Traceback (most recent call last)" in done.output:
            return f"{command}: {done.output}"
        if done.exit_code not in (0, 1):
            return f"{command}: ended with status {done.exit_code}: {done.output}"
    return ""


def damaged(files: Files, dice: random.Random) -> tuple[str, str, bytes]:
    """Return the name of a file, how it is damaged, and what it then holds."""
    kind = dice.choice(KINDS)
    name = dice.choice(sorted(each for each in files if fnmatch(each, kind)))
    data, how = files[name], []
    for _ in range(dice.choice([1, 1, 2, 5])):
        damage = dice.choice(DAMAGES)
        data = damage(data, dice)
        how.append(damage.__name__)
    return name, "+".join(how), data


@dataclass(frozen=True)
class Try:
    """A damaged file, and what went wrong with it; nothing if all is well."""

    file: str
    how: str
    data: bytes
    said: str


def try_one(scratch: Path, topics: Mapping[str, Files], dice: random.Random) -> Try:
    """Damage one file of one topic, below a folder that later tries use again."""
    topic = dice.choice(sorted(topics))
    name, how, data = damaged(topics[topic], dice)
    root = scratch / topic
    lay(root, {**topics[topic], name: data})
    os.chdir(root)
    return Try(name, how, data, trouble())


@click.command()
@click.option("--minutes", default=10.0, show_default=True, help="CPU time of this process.")
@click.option("--seed", default=lambda: random.randrange(10**6), help="Same seed, same damage.")
@click.option("--finds", default="fuzz", type=Path, help="Folder for the files that cause trouble.")
def main(minutes: float, seed: int, finds: Path) -> None:
    """Damage files for so many CPU minutes; print what went wrong and how much was tried."""
    finds = finds.absolute()
    dice, topics = random.Random(seed), slices()
    tried: Counter[str] = Counter()
    seen: set[str] = set()
    print(f"seed {seed}; {sum(map(len, topics.values()))} files of {len(topics)} topics")
    with tempfile.TemporaryDirectory() as scratch:
        while time.process_time() < 60 * minutes:
            done = try_one(Path(scratch), topics, dice)
            tried[Path(done.file).suffix] += 1
            end = "\n".join(done.said.splitlines()[-3:])
            if not end or end in seen:
                continue
            seen.add(end)
            kept = finds / str(len(seen)) / done.file
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(done.data)
            print(f"{kept}: {done.how}\n{done.said}", flush=True)
        os.chdir(ROOT)
    total = ", ".join(f"{count} {suffix}" for suffix, count in tried.most_common())
    print(f"{tried.total()} tried ({total}) in {time.process_time():.0f} CPU s: {len(seen)} finds")
    sys.exit(bool(seen))


if __name__ == "__main__":
    main()
