"""The engine's own words on a page, in the page's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the engine itself says to a reader."""

    output: str
    show_code: str
    show_all_code: str
    hide_all_code: str
    data: str
    digest: str
    download: str
    files_of_a_notebook: str
    _files_left_out: str
    evidence: str
    programs: str
    method: str
    counted: str
    _given: str
    _kept: str
    _read: str
    show_program: str
    _ran_with: str
    _also: str
    _how: str
    _computed_by: str
    _line: str
    _bound: tuple[str, str]

    def ran_with(self, versions: str) -> str:
        """Return the sentence that names the versions an example ran with."""
        return self._ran_with.format(versions)

    def files_left_out(self, names: str) -> str:
        """Return the sentence that says which files a notebook's cell, not shown, writes."""
        return self._files_left_out.format(names)

    def given(self, texts: str) -> str:
        """Return the sentence that lists what a page declares as given."""
        return self._given.format(texts)

    def kept(self, name: str) -> str:
        """Return the sentence that says which example computed and kept what another one reads."""
        return self._kept.format(f"{name}.py")

    def read(self, file: str) -> str:
        """Return the sentence that says from which file of data a value comes."""
        return self._read.format(file)

    def also(self, names: str) -> str:
        """Return the sentence that lists the other names of a term."""
        return self._also.format(names)

    def how(self, text: str) -> str:
        """Return the name of the button that shows how a number was computed."""
        return self._how.format(text)

    def computed_by(self, program: str) -> str:
        """Return the text of the button below a table that an example computed."""
        return self._computed_by.format(program)

    def line(self, program: str, line: int) -> str:
        """Return what leads to a line of a program."""
        return self._line.format(program, line)

    def bound(self, numbers: int, examples: int) -> str:
        """Return the sentence that says how many numbers of a page how many examples computed."""
        return self._bound[examples != 1].format(f"{numbers:,}", f"{examples:,}")


_WORDS = {
    "en": Words(
        "Output",
        "Show code",
        "Show all code",
        "Hide all code",
        "Data of this figure",
        "source digest",
        "Download",
        "The files that this example needs: this cell writes them beside the notebook.",
        "A cell of the notebook that is not shown here writes {}.",
        "Evidence",
        "Programs and versions",
        "How this site is checked",
        "Counted by the engine when this page was built.",
        "Given, not computed: {}.",
        "Computed and kept by {}.",
        "Read from {}.",
        "Show the whole program",
        "Ran with {}",
        "Also: {}.",
        "How {} was computed",
        "Computed by {}",
        "{}, line {}",
        (
            "The numbers bound on this page ({}) were computed by one example.",
            "The numbers bound on this page ({}) were computed by {} examples.",
        ),
    ),
    "ko": Words(
        "출력",
        "코드 보기",
        "모든 코드 보기",
        "모든 코드 숨기기",
        "그림의 데이터",
        "소스 다이제스트",
        "내려받기",
        "이 예제에 필요한 파일입니다. 이 셀을 실행하면 노트북 옆에 저장됩니다.",
        "노트북에는 {} 파일을 만드는 셀이 하나 더 있습니다.",
        "근거",
        "프로그램과 버전",
        "이 사이트를 검사하는 방법",
        "이 페이지를 만들 때 엔진이 센 값입니다.",
        "계산하지 않고 조건으로 둔 값: {}.",
        "{}에서 계산해 저장한 값입니다.",
        "{}에서 읽은 값입니다.",
        "프로그램 전체 보기",
        "실행 환경: {}",
        "다른 이름: {}.",
        "{} 계산 근거",
        "계산: {}",
        "{} {}행",
        ("이 페이지의 수치 {}개는 예제 {}개가 계산한 값입니다.",) * 2,
    ),
}


def words(language: str) -> Words:
    """Return the words for a language; English for one that has none."""
    return _WORDS.get(language.split("-")[0], _WORDS["en"])
