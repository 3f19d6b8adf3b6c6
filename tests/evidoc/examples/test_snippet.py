from pathlib import Path

import pytest

from evidoc.core.findings import EvidocError
from evidoc.examples.modules import Modules
from evidoc.examples.program import Program
from evidoc.examples.settings import Settings
from evidoc.examples.snippet import discover


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / "snippets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root / "snippets"


def test_examples_lie_in_topic_folders(tmp_path: Path) -> None:
    snippets = write(
        tmp_path,
        {
            "topic/one.py": "\ufeffx = 1\r\ny = 2\r\n",
            "another/two.py": "",
            "module.py": "",
            "package/__init__.py": "",
            "package/part.py": "",
            "__pycache__/one.py": "",
            "topic/data.json": "",
        },
    )
    found = discover(snippets)
    assert list(found) == ["another/two", "topic/one"]
    assert found["topic/one"].program.text == "x = 1\ny = 2\n"
    assert found["topic/one"].topic == "topic"
    assert found["topic/one"].settings == Settings(60, 2 << 30, 1 << 20, ())


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"x = 1\n# \xff\n", 2, "is not UTF-8"),
        ("x = 1\ny = (\n", 2, "is not valid Python"),
        ("x = 1\ny = '\0'\n", 2, "is not valid Python"),
        ("# region a\nx = 1\n", 1, "the region 'a' is not closed"),
        ("x = 1\n# endregion\n", 2, "closes no region"),
        ("# region a\nx = 1\n# endregion b\n", 3, "expected # endregion a"),
        ("# region a\nx = 1\n# endregion\n# region a\ny = 1\n# endregion\n", 4, "two regions 'a'"),
        ("# region a\n# region a\nx = 1\n# endregion\n# endregion\n", 2, "two regions 'a'"),
        ("# region a\n\n# endregion\nx = 1\n", 3, "the region 'a' is empty"),
        ("x = 1  # region a\n# endregion\n", 1, "on a line of its own"),
        ("# evidoc: seconds=soon\n", 1, "seconds=soon is no time limit"),
        ("# evidoc: seconds=0\n", 1, "seconds=0 is no time limit"),
        (f"# evidoc: seconds={'9' * 30}\n", 1, "is no time limit"),
        ("# evidoc: memory=4GB\n", 1, "memory=4GB is no size"),
        (f"# evidoc: memory={'9' * 30}GiB\n", 1, "is no size"),
        ("# evidoc: time=3\n", 1, "unknown setting 'time'"),
        ("# evidoc: seconds\n", 1, "'seconds' is no setting"),
        ("# evidoc: files=../x\n", 1, "'../x' is no file below"),
        ("# evidoc: files=/x\n", 1, "'/x' is no file below"),
        ("# evidoc: keeps=a,2b\n", 1, "'2b' is no name of a variable"),
        ("# evidoc: keeps=a,a\n", 1, "a stands there twice"),
        ("# evidoc: uses=heavy\n", 1, "'heavy' is no example: topic/name"),
        ("# evidoc: tolerance=0\n", 1, "tolerance=0 is no tolerance"),
        ("# evidoc: tolerance=3%\n", 1, "tolerance=3% is no tolerance"),
        ("#\n# evidoc: uses=topic/no\n", 2, "uses topic/no, which does not exist"),
        (
            "# evidoc: seconds=9 uses=topic/one keeps=a\n",
            1,
            "uses itself: topic/one uses topic/one",
        ),
        ("# evidoc: seconds=1\n# evidoc: seconds=2\n", 2, "seconds is set twice"),
        ("# evidoc seconds=1\n", 1, "a colon is missing"),
        ("x = 1\n# evidoc: seconds=1\n", 2, "at the top"),
        ("x = 1  # evidoc: seconds=1\n", 1, "at the top"),
    ],
)
def test_wrong_files_are_named_with_their_line(
    tmp_path: Path, content: str | bytes, line: int, message: str
) -> None:
    found = discover(write(tmp_path, {"topic/one.py": content, "topic/two.py": "x = 1\n"}))
    wrong = found["topic/one"]
    assert wrong.finding is not None
    assert (wrong.finding.path, wrong.finding.line) == ("snippets/topic/one.py", line)
    assert message in wrong.finding.message
    assert wrong.program.text == ""
    assert (found["topic/two"].finding, found["topic/two"].program.text) == (None, "x = 1\n")


@pytest.mark.parametrize("name", ["topic/two words.py", "my topic/name.py", "topic/lambda.py"])
def test_names_can_stand_in_a_claim(tmp_path: Path, name: str) -> None:
    (snippet,) = discover(write(tmp_path, {name: ""})).values()
    assert "cannot be the name" in str(snippet.finding)


def test_settings(tmp_path: Path) -> None:
    source = (
        '# evidoc: seconds=1.5 memory=4GiB\n#evidoc: output=2KiB files=a/x.json,b\n"""Text."""\n'
    )
    snippets = write(tmp_path, {"topic/one.py": source})
    settings = discover(snippets)["topic/one"].settings
    assert settings == Settings(1.5, 4 << 30, 2048, ("a/x.json", "b"))


NESTED = '''\
# evidoc: seconds=2

import math

# region function
def area(r):
    # region body
    text = """
    # region of text

left margin
    """
    # endregion body

    return math.pi * r**2
# endregion


# region grown from a seed is a comment
# region last
print(area(1))

# endregion

print("end")
'''


def test_markers_are_never_shown() -> None:
    assert (
        Program(NESTED).shown
        == '''\
import math

def area(r):
    text = """
    # region of text

left margin
    """

    return math.pi * r**2


# region grown from a seed is a comment
print(area(1))

print("end")
'''
    )


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            "body",
            'text = """\n# region of text\n\nleft margin\n"""\n',
        ),
        ("last", "print(area(1))\n"),
    ],
)
def test_region_is_dedented(part: str, expected: str) -> None:
    assert Program(NESTED).region(part) == expected


def test_region_leaves_nested_markers_out() -> None:
    assert "region body" not in Program(NESTED).region("function")
    assert Program(NESTED).region("function").endswith("\n\n    return math.pi * r**2\n")


def test_unknown_region_names_those_there_are() -> None:
    with pytest.raises(EvidocError, match=r"topic/x.py:1: no region 'z'; it has body, function, l"):
        Program(NESTED, "snippets/topic/x.py").region("z")
    with pytest.raises(EvidocError, match="it has none"):
        Program("x = 1\n").region("z")


MODULES: dict[str, str | bytes] = {
    "arithmetic.py": "import helpers.text\n",
    "helpers/__init__.py": "from . import numbers\n",
    "helpers/text.py": "from .deep import *\nfrom .. import outside\nimport arithmetic\n",
    "helpers/numbers.py": "",
    "helpers/deep/__init__.py": "from ..cousin import x\n",
    "helpers/cousin.py": "",
    "helpers/unused.py": "",
    "outside.py": "",
    "topic/other.py": "",
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os, torch.nn\n", []),
        ("from .arithmetic import x\n", []),
        ("import topic\n", []),
        ("from topic import other\n", ["topic/other.py"]),
        ("from outside import x\n", ["outside.py"]),
        ("def f():\n    import outside as o\n", ["outside.py"]),
        ("from helpers import numbers\n", ["helpers/__init__.py", "helpers/numbers.py"]),
        (
            "import arithmetic\n",
            [
                "arithmetic.py",
                "helpers/__init__.py",
                "helpers/cousin.py",
                "helpers/deep/__init__.py",
                "helpers/numbers.py",
                "helpers/text.py",
            ],
        ),
    ],
)
def test_imports_are_followed(tmp_path: Path, source: str, expected: list[str]) -> None:
    snippets = write(tmp_path, {**MODULES, "topic/one.py": source})
    found = Modules(snippets, tmp_path).imported_by(discover(snippets)["topic/one"].program)
    assert [path for path, _ in found] == expected
    assert all(module.text == MODULES[path] for path, module in found)


@pytest.mark.parametrize("content", [b"x = 1\n\xff", "x = 1\nx ="])
def test_a_wrong_module_is_named(tmp_path: Path, content: str | bytes) -> None:
    snippets = write(tmp_path, {"topic/one.py": "import module\n", "module.py": content})
    with pytest.raises(EvidocError, match=r"^snippets/module\.py:2: "):
        Modules(snippets, tmp_path).imported_by(discover(snippets)["topic/one"].program)
