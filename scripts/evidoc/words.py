"""The engine's own words on a page, in the page's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What the engine itself says to a reader."""

    output: str
    data: str
    digest: str
    download: str
    files_of_a_notebook: str
    _files_left_out: str
    _ran_with: str
    _also: str

    def ran_with(self, versions: str) -> str:
        """Return the sentence that names the versions an example ran with."""
        return self._ran_with.format(versions)

    def files_left_out(self, names: str) -> str:
        """Return the sentence that says which files a notebook's cell, not shown, writes."""
        return self._files_left_out.format(names)

    def also(self, names: str) -> str:
        """Return the sentence that lists the other names of a term."""
        return self._also.format(names)


_WORDS = {
    "en": Words(
        "Output",
        "Data of this figure",
        "source digest",
        "Download",
        "The files that this example needs: this cell writes them beside the notebook.",
        "A cell of the notebook that is not shown here writes {}.",
        "Ran with {}",
        "Also: {}.",
    ),
    "ko": Words(
        "출력",
        "그림의 데이터",
        "소스 다이제스트",
        "내려받기",
        "이 예제에 필요한 파일입니다. 이 셀을 실행하면 노트북 옆에 저장됩니다.",
        "노트북에는 {} 파일을 만드는 셀이 하나 더 있습니다.",
        "실행 환경: {}",
        "다른 이름: {}.",
    ),
}


def words(language: str) -> Words:
    """Return the words for a language; English for one that has none."""
    return _WORDS.get(language.split("-")[0], _WORDS["en"])
