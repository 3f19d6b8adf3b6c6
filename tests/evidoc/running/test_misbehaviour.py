"""What a program may do to its machine, and what is promised then: the table of the manual."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from evidoc.core.model import Job, Outcome
from evidoc.running import confine
from evidoc.running.isolate import HEAVY, preload, run_one
from processes import those_with

linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux confines")


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    """What examples import is loaded before any of them is timed."""
    preload(HEAVY)
    run("")


def run(source: str, **settings: object) -> Outcome:
    preload(HEAVY)
    text = textwrap.dedent(source)
    return run_one(Job("topic/name", "en", text, "snippets/topic/name.py", **settings))  # type: ignore[arg-type]


REPLACED = """
import atexit, builtins, copy, dataclasses, importlib.metadata, json, linecache, os, pathlib, pickle
import re, signal, socket, sys, threading, time, traceback
for module in (json, linecache, os, pickle, re, signal, socket, time, traceback):
    for name, each in list(vars(module).items()):
        if callable(each) and name[:2] != "__": setattr(module, name, None)
atexit._run_exitfuncs = threading._shutdown = threading.Thread = importlib.metadata.version = None
copy.deepcopy = dataclasses.asdict = dataclasses.replace = pathlib.Path.write_text = None
json.encoder.JSONEncoder.encode = sys.exit = None
sys.modules["json"] = sys.modules["traceback"] = None
sys.setrecursionlimit(60)
builtins.open = builtins.len = builtins.isinstance = builtins.print = builtins.__import__ = None
def trace(*about): raise ValueError("traced")
sys.settrace(trace)
"""
"""A program after which little is what it was."""

# What it does, the program, what its failure says; nothing if it has to succeed.
FAULTS = {
    "kills itself": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "was killed by SIGKILL",
    ),
    "exits at once, with a reason": (
        "import os, sys\nprint('because', file=sys.stderr, flush=True)\nos._exit(3)",
        "ended at once with status 3: because",
    ),
    "exits at once, without a word": ("import os\nos._exit(0)", "status 0: it calls os._exit or"),
    "dies after its own copy has ended": (
        "import os\nif os.fork(): os.wait(); os.kill(os.getpid(), 9)",
        "was killed by SIGKILL",
    ),
    "ends at once after its own copy": (
        "import os\nif os.fork(): os.wait(); os._exit(0)",
        "ended at once with status 0",
    ),
    "exits while it is read": (
        "import os\nclass Odd(list):\n    def __iter__(self): os._exit(5)\nrows = Odd()",
        "ended at once with status 5: it calls os._exit or",
    ),
    "ignores SIGTERM": (
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(99)",
        "did not end within 1 s",
    ),
    "ignores SIGALRM": (
        "import signal, time\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\ntime.sleep(99)",
        "did not end within 1 s",
    ),
    "stops itself": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        "did not end within 1 s",
    ),
    "thread without end": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()",
        "did not end within 1 s",
    ),
    "exit handler without end": (
        "import atexit, time\natexit.register(time.sleep, 99)",
        "did not end within 1 s",
    ),
    "loop in C": ("sum(range(10**12))", "did not end within 1 s"),
    "recursion": ("def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded"),
    "KeyboardInterrupt": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "exception without a text": (
        "class Odd(Exception):\n    def __str__(self): return 1 / 0\nraise Odd",
        "Odd: its text ends in ZeroDivisionError",
    ),
    "exit with a text": ("import sys\nsys.exit('no data')", "ended with status no data"),
    "heap": ("x = bytearray(4 << 30)", "MemoryError"),
    "shared memory": (
        """
        import mmap, time
        maps = [mmap.mmap(-1, 40 << 20) for _ in range(8)]
        for each in maps: each.write(bytes(40 << 20))
        time.sleep(1)
        """,
        "used more than 209715200 bytes of memory with all its processes",
    ),
    "memory without a map": (
        """
        import os, time
        for n in range(4):
            file = os.memfd_create(str(n))
            for _ in range(25): os.write(file, bytes(4 << 20))
        time.sleep(2)
        """,
        "used more than 209715200 bytes of memory with all its processes",
    ),
    "memory that stays when none has it": (
        """
        import ctypes
        kernel = ctypes.CDLL(None)
        for _ in range(4):
            if kernel.shmget(0, ctypes.c_size_t(100 << 20), 0o1600) < 0:
                raise SystemExit("refused")
        """,
        "ended with status refused",
    ),
    "memory of children": (
        """
        import os, time
        for _ in range(3):
            if not os.fork():
                x = os.urandom(1 << 20) * 90
                time.sleep(9)
        time.sleep(1)
        """,
        "used more than 209715200 bytes of memory with all its processes",
    ),
    "one big file": (
        "with open('big', 'wb') as f:\n    while True: f.write(bytes(1 << 24))",
        "OSError: [Errno 28] No space left on device (examples write at most 512 MiB)",
    ),
    "files in two folders": (
        """
        for folder in ("/tmp", "/dev/shm"):
            with open(f"{folder}/big", "wb") as file:
                for _ in range(80): file.write(bytes(4 << 20))
        """,
        "OSError: [Errno 28] No space left on device",
    ),
    "many files": (
        "import os\nfor n in range(100_000): os.close(os.open(str(n), os.O_CREAT))",
        "OSError: [Errno 28] No space left on device: '",
    ),
    "flood of standard error": (
        "import sys\nwhile True: sys.stderr.write('x' * 4096)",
        "wrote to standard error more than 1048576 bytes",
    ),
    "deletes where it prints": ("import os\nos.unlink('/proc/self/fd/1')", "PermissionError"),
    "wrong JSON instead of an outcome": (
        "import atexit, os\natexit.register(lambda: (os.write(200, b'{garbage'), os._exit(0)))",
        "wrote over what it hands back to the engine",
    ),
    "closes every descriptor": (
        "import os\nos.closerange(0, 512)",
        "or has closed or replaced what its result goes through",
    ),
    "replaces what reports, and fails": ("REPLACED\n1 / 0", "ZeroDivisionError: division by zero"),
    "replaces what is in its way": (
        "import evidoc.running.child\nevidoc.running.child.collect = None",
        "cannot be read at its end: TypeError: 'NoneType' object is not callable; has it replaced",
    ),
    "replaces what draws": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.figure = None",
        "a figure cannot be drawn: TypeError",
    ),
    "breaks builtins": (
        "import builtins\nbuiltins.isinstance = builtins.len = None\n1 / 0",
        "ZeroDivisionError: division by zero",
    ),
    "threads without end": (
        """
        import threading, time
        threading.stack_size(1 << 16)
        for _ in range(300): threading.Thread(target=time.sleep, args=(9,)).start()
        """,
        "had more than 256 processes and threads",
    ),
    "many small objects": (
        "x = []\nwhile True: x.append(bytes(99))",
        "used more than 209715200 bytes of memory with all its processes",
    ),
    "memory of torch": ("import torch\ntorch.ones(1 << 28)", "can't allocate memory"),
    "a hundred megabytes at once": (
        "for _ in range(100): print('x' * (1 << 20))",
        "printed more than 1048576 bytes",
    ),
    "a thousand figures": (
        "import matplotlib.pyplot as plt\nfor n in range(1000): plt.figure(str(n))",
        "did not end within 1 s",
    ),
    "a death of its limit": (  # as the fault handler may die that notes the line
        "import os, signal, time\ntime.sleep(1.2)\nos.kill(os.getpid(), signal.SIGSEGV)",
        "did not end within 1 s",
    ),
    "two figures of one file": (
        "import matplotlib.pyplot as plt\nplt.figure('a b')\nplt.figure('a-b')",
        "two figures would be the file a-b.svg: name one otherwise",
    ),
    "figure of a long name": (
        "import matplotlib.pyplot as plt\nplt.figure('a' * 300)",
        "the name of the figure aaaaaaaaaaaaaaaaaaaa… is too long for a file",
    ),
    "loader whose workers hang": (
        """
        import time
        from torch.utils.data import DataLoader
        class Slow(list):
            def __getitem__(self, index): time.sleep(99)
        next(iter(DataLoader(Slow([1, 2]), num_workers=2)))
        """,
        "did not end within 1 s",
    ),
    "pool whose workers hang": (
        "import multiprocessing, time\nmultiprocessing.Pool(2).map(time.sleep, [99, 99])",
        "did not end within 1 s",
    ),
    "event loop without end": (
        "import asyncio\nasyncio.run(asyncio.sleep(99))",
        "did not end within 1 s",
    ),
    "processes without end": (
        "import os\nfor _ in range(300): os.spawnlp(os.P_NOWAIT, 'sleep', 'sleep', '9')\nos.wait()",
        "had more than 256 processes",
    ),
    "UDP": (
        "from socket import *\nsocket(AF_INET, SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
        "OSError: [Errno 101] Network is unreachable (examples have no network)",
    ),
    "_socket": (
        "import _socket\n_socket.socket(2, 1).connect(('192.0.2.1', 9))",
        "OSError: [Errno 101] Network is unreachable (examples have no network)",
    ),
    "name of a host": (
        "import socket\nsocket.getaddrinfo('example.org', 80)",
        "(examples have no network)",
    ),
    "network of a child": (
        """
        import subprocess, sys
        code = "import socket; socket.create_connection(('192.0.2.1', 9))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        raise SystemExit(done.stderr.splitlines()[-1])
        """,
        "Network is unreachable",
    ),
    "signal to another": (
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
        "PermissionError: [Errno 1] Operation not permitted",
    ),
    "figure that cannot be drawn": (
        "import matplotlib.pyplot as plt\nplt.plot([1])\n"
        "plt.gca().figure.savefig = lambda *a, **k: 1 / 0",
        "a figure cannot be drawn: ZeroDivisionError: division by zero",
    ),
}


@linux
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_costs_one_example_and_says_why(name: str) -> None:
    source, message = FAULTS[name]
    is_endless = "did not end" in message
    memory = (2 << 30) if is_endless else (200 << 20)  # the first limit that is met ends it
    source = textwrap.dedent(source).replace("REPLACED", REPLACED)
    outcome = run(source, seconds=1 if is_endless else 30, memory=memory, tables=("rows",))
    assert outcome.failure is not None
    assert message in outcome.failure.message
    assert "Traceback" not in outcome.failure.message


# Program, what it prints: what it does reaches no other.
HARMLESS = {
    "writes its folders alone": (
        """
        import os, tempfile
        for folder in (*PLACES, "/", "/usr", os.path.dirname(os.__file__)):
            try:
                open(os.path.join(folder, "evidoc-was-here"), "w")
            except OSError:
                print("refused")
        with tempfile.TemporaryDirectory() as own:
            open(os.path.join(own, "x"), "w").close()
        """,
        "refused\n" * 4,
    ),
    "no pipe of the engine": (
        """
        import os, stat
        for descriptor in range(3, 256):
            try:
                mode = os.fstat(descriptor).st_mode
            except OSError:
                continue
            if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode): print(descriptor)
        """,
        "",
    ),
    "no device of the machine": (
        """
        import os
        os.close(os.openpty()[0])
        for device in ("null", "zero", "urandom"): open(f"/dev/{device}", "rb").read(1)
        print("x", file=open(os.devnull, "w"))
        for device in ("console", "fuse", "kvm", "loop0", "sda", "tty0", "vda"):
            try:
                open(f"/dev/{device}", "rb")
            except OSError:
                continue
            print(device)
        """,
        "",
    ),
    "no environment of the machine": (
        "import os\nprint(sorted(set(os.environ) & {'USER', 'PWD', 'EVIDOC_SECRET'}))",
        "[]\n",
    ),
    "assertions hold": ("try:\n    assert False\nexcept AssertionError: print('held')", "held\n"),
    "a closed output": ("import sys\nprint(1)\nsys.stdout.close()", "1\n"),
    "replaces what is called": (f"print('before')\n{REPLACED}", "before\n"),
    "invalid UTF-8": ("import os\nos.write(1, b'a\\xff\\n')", "a\N{REPLACEMENT CHARACTER}\n"),
    "locale, clock and state of others": (
        "import random, locale, os, time\nprint(locale.setlocale(locale.LC_ALL, 'C.UTF-8'))\n"
        "os.chdir('/')\nos.umask(0)\nrandom.seed(9)",
        "C.UTF-8\n",
    ),
    "nothing is imported but what it imports": (
        "import pyparsing\nprint(repr(pyparsing.ParserElement.DEFAULT_WHITE_CHARS))",
        "' \\n\\t\\r'\n",
    ),
    "pool": (
        "import multiprocessing as mp\nwith mp.Pool(2) as pool: print(pool.map(abs, [-1, -2]))",
        "[1, 2]\n",
    ),
    "server of its own": (
        """
        import asyncio
        async def main():
            async def greet(reader, writer):
                writer.write(b"hello"); writer.close()
            server = await asyncio.start_server(greet, "127.0.0.1", 0)
            reader, _ = await asyncio.open_connection(*server.sockets[0].getsockname())
            print(await reader.read())
        asyncio.run(main())
        """,
        "b'hello'\n",
    ),
    "no standard input": ("import sys\nprint(repr(sys.stdin.read()))", "''\n"),
    "itself as a module": ("import __main__\nprint(__main__.__name__)", "__main__\n"),
    "socket of its own": (
        """
        import socket
        server, client = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        server.bind("own"); server.listen(); client.connect("own")
        print("connected")
        """,
        "connected\n",
    ),
    "nested folders": (
        "import os\nfor _ in range(3000):\n    os.mkdir('a'); os.chdir('a')\nprint('deep')",
        "deep\n",
    ),
    "values of classes of its own": (
        "import enum\nclass Kind(enum.IntEnum):\n    A = 3\nkind = Kind.A\nrows = [[kind, 'x']]",
        "",
    ),
}


@linux
@pytest.mark.parametrize("name", HARMLESS)
def test_what_a_program_does_reaches_no_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDOC_SECRET", "x")
    source, expected = HARMLESS[name]
    here = str(Path(__file__).parent)
    outcome = run(textwrap.dedent(source).replace("PLACES", repr((here,))))
    assert (outcome.failure, outcome.text) == (None, expected)


PROBE = """
import builtins, locale, os, random, sys
import matplotlib, matplotlib.pyplot as plt, numpy, torch
print(random.random(), numpy.random.rand(), torch.rand(1), len("ab"), os.getcwd())
print(os.umask(0), locale.getlocale(), matplotlib.rcParams["font.size"], sorted(os.environ))
print(torch.get_default_dtype(), numpy.get_printoptions()["precision"], sys.getrecursionlimit())
plt.plot([1, 2])
"""
CHANGES = """
import builtins, locale, os, random, sys
import matplotlib.pyplot as plt, numpy, torch
random.seed(9); numpy.random.seed(9); torch.manual_seed(9)
random.random = numpy.random.rand = torch.rand = None
os.umask(0o777)
os.environ["MINE"] = "x"
locale.setlocale(locale.LC_ALL, "C")
sys.setrecursionlimit(99)
numpy.set_printoptions(precision=1)
torch.set_default_dtype(torch.float64)
plt.rcParams["font.size"] = 40
plt.style.use("dark_background")
os.chdir("/")
builtins.len = builtins.print = None
sys.modules["json"] = None
"""


@linux
def test_no_state_reaches_the_next_example() -> None:
    before = run(PROBE)
    assert before.failure is None
    changed = run(CHANGES)
    assert changed.failure is None
    after = run(PROBE)
    assert (after.text, after.figures) == (before.text, before.figures)


@linux
def test_sockets_of_the_system_are_out_of_reach(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as named, socket.socket(socket.AF_UNIX) as abstract:
        address = f"\0evidoc-{os.getpid()}-{time.monotonic_ns()}"
        here = os.getcwd()
        os.chdir(tmp_path)  # the address of a socket has room for a short name only
        named.bind("s")
        os.chdir(here)
        abstract.bind(address)
        named.listen()
        abstract.listen()
        for target in (str(tmp_path / "s")[-100:], address):
            outcome = run(f"import socket\nsocket.socket(socket.AF_UNIX).connect({target!r})")
            assert outcome.failure is not None
            assert re.match(
                r"(PermissionError|FileNotFoundError|ConnectionRefusedError): ",
                outcome.failure.message,
            )


LOOKS_ROUND = """
import os, socket
import below
print(below.__file__, os.getcwd(), sorted(os.listdir("/tmp")))
for attempt in (
    lambda: socket.socket(socket.AF_UNIX).connect("FOLDER/s"),
    lambda: open("FOLDER/modules/mine", "w"),
    lambda: os.remove(below.__file__),
    lambda: os.rename("FOLDER/modules", "FOLDER/others"),
):
    try:
        attempt()
    except OSError as error:
        print(type(error).__name__)
"""
RUNS = """
from evidoc.core.model import Job
from evidoc.running import isolate
isolate.preload(())
outcome = isolate.run_one(Job("a/b", "en", SOURCE, "x.py"))
print(outcome.text, outcome.failure, outcome.missing)
"""


@linux
@pytest.mark.parametrize("name", ["modules", "link"])
def test_below_tmp_only_what_python_needs_is_seen_and_nothing_written(name: str) -> None:
    with (
        tempfile.TemporaryDirectory(dir="/tmp", prefix="a") as folder,
        socket.socket(socket.AF_UNIX) as named,
    ):
        modules = Path(folder, "modules")
        modules.mkdir()
        modules.joinpath("below.py").write_text("x = 1\n")
        Path(folder, "link").symlink_to(modules)
        named.bind(f"{folder}/s")
        named.listen()
        code = RUNS.replace("SOURCE", repr(LOOKS_ROUND.replace("FOLDER", folder)))
        environment = {**os.environ, "PYTHONPATH": f"{folder}/{name}"}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        seen = f"{folder}/{name}/below.py /tmp/evidoc {[os.path.basename(folder), 'evidoc']}"
        refused = "FileNotFoundError\n" + "OSError\n" * 3
        assert done.stdout == f"{seen}\n{refused} None ()\n", done.stderr


def test_values_are_of_plain_types() -> None:
    source = HARMLESS["values of classes of its own"][0]
    outcome = run(source, values=("kind",), tables=("rows",))
    assert (outcome.values, outcome.tables) == ({"kind": [3]}, {"rows": [[3, "x"]]})
    assert type(outcome.values["kind"][0]) is int


DETACHED = """
import os, signal, sys, time
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
for _ in range(2):
    if os.fork():
        break
    os.setsid()
else:
    os.execvp(sys.executable, [sys.executable, "-c", "import time; time.sleep(300)", "MARK"])
time.sleep(WAIT)
print("done")
"""


@linux
def test_a_daemon_ends_with_its_example() -> None:
    mark = f"evidoc-daemon-{os.getpid()}-{time.monotonic_ns()}"
    outcome = run(DETACHED.replace("MARK", mark).replace("WAIT", "0.5"))
    assert (outcome.failure, {*outcome.text.split()}) == (None, {"done"})
    assert those_with(mark) == []


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_an_engine_that_is_ended(number: signal.Signals, tmp_path: Path) -> None:
    mark = f"evidoc-daemon-{os.getpid()}-{time.monotonic_ns()}"
    source = DETACHED.replace("MARK", mark).replace("WAIT", "300")
    code = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from evidoc.core.model import Job\nfrom evidoc.running.schedule import run_many\n"
        f"list(run_many([Job('a/b', 'en', {source!r}, 'x.py')]))"
    )
    # A long name: the path of a socket has about a hundred bytes.
    folder = tmp_path / ("a" * 99)
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder)}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as engine:
        until(lambda: those_with(mark) != [str(engine.pid)] and len(those_with(mark)) > 1, 60)
        engine.send_signal(number)
        engine.wait()
    until(lambda: not those_with(mark) and not list(folder.iterdir()), 10)


def until(condition: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


@linux
def test_without_the_kernel_a_run_says_what_is_missing() -> None:
    """The fork server has the engine's modules already, so this runs in a process of its own."""
    code = textwrap.dedent(
        """
        import io, os, sys, tempfile
        from pathlib import Path
        from evidoc.core.model import Job
        from evidoc.running import child, wire
        child.private_world = lambda: None
        child.allow_only = lambda *_, **__: False
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as result:
            source = "import socket\\nsocket.create_connection(('127.0.0.1', 9))"
            child.execute(Job("a/b", "en", source, "x.py"), Path(folder), result)
            outcome = wire.unpacked(result.read())
        print(len(outcome.missing), outcome.failure.message)
        """
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "2 OSError: examples have no network\n", done.stderr


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"text": 1}', b"\xff", b"[" * 10**5])
def test_garbage_is_no_outcome(data: bytes) -> None:
    from evidoc.running.wire import unpacked

    with pytest.raises(ValueError, match=r".*"):
        unpacked(data)


def test_what_python_needs_is_readable() -> None:
    assert any(sys.base_prefix.startswith(path) for path in confine.readable())
