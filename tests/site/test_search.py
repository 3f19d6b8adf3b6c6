"""Readers find pages by Korean and English words, however they space, inflect or misspell them."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from built_site import LANGUAGES, Served
from evidoc.core.words import words

CONV = "convolution/conv2d/"
FIELD = "convolution/receptive-field/"
POOLING = "convolution/pooling/"
DILATED = "convolution/dilated-convolution/"
GRIDDING = "convolution/gridding-hdc/"
DEGRIDDING = "convolution/degridding/"
ASPP = "convolution/aspp-deeplab/"
CAUSAL = "convolution/causal/"
GLOSSARY = "glossary/"
EXPLORER = "explorer/"
CHECKED = "how-it-is-checked/"
CHAPTERS = """
start documents pages examples formulas figures languages settings experiments testing ci publishing
codes migrating limits comparison performance
"""
MANUAL = {name: f"manual/{name}/" for name in CHAPTERS.split()}

# What is typed, and the page that owns it: it comes first.
OWNED = {
    "ko": {
        "수용영역": FIELD,
        "수용 영역": FIELD,
        "수용영역을": FIELD,
        "수용영역이란": FIELD,
        "수용 영역은": FIELD,
        "수용장": FIELD,
        "RF": FIELD,
        "receptive field": FIELD,
        "실효 수용 영역": FIELD,
        "도달 범위": FIELD,
        "팽창합성곱": DILATED,
        "팽창 합성곱": DILATED,
        "팽창 합성곱의": DILATED,
        "팽창합성곱을": DILATED,
        "확장 합성곱": DILATED,
        "팽창률": DILATED,
        "팽창율": DILATED,
        "딜레이션": DILATED,
        "아트로스": DILATED,
        "아트루스 합성곱": DILATED,
        "atrous": DILATED,
        "dilated convolution": DILATED,
        "실효 커널 크기": DILATED,
        "same 패딩": DILATED,
        "격자현상": GRIDDING,
        "격자 현상": GRIDDING,
        "격자 현상이": GRIDDING,
        "HDC": GRIDDING,
        "gridding": GRIDDING,
        "griding": GRIDDING,
        "hybrid dilated convolution": GRIDDING,
        "격자 현상 제거": DEGRIDDING,
        "degridding": DEGRIDDING,
        "잔차 연결": DEGRIDDING,
        "인과합성곱에서": CAUSAL,
        "인과 합성곱": CAUSAL,
        "causal convolution": CAUSAL,
        "커널": CONV,
        "커널의": CONV,
        "커널크기": CONV,
        "스트라이드": CONV,
        "그룹 합성곱": CONV,
        "grouped convolution": CONV,
        "깊이별합성곱": CONV,
        "교차 상관": CONV,
        "MAC": CONV,
        "ASPP": ASPP,
        "배치정규화": ASPP,
        "출력 스트라이드": ASPP,
        "최대 풀링": POOLING,
        "맥스풀링": POOLING,
        "풀링": POOLING,
        "용어집": GLOSSARY,
        "탐색기": EXPLORER,
        "합성곱": "convolution/",
        "성능": MANUAL["performance"],
    },
    "en": {
        "receptive field": FIELD,
        "receptive fields": FIELD,
        "receptivefield": FIELD,
        "recptive field": FIELD,
        "수용영역": FIELD,
        "effective receptive field": FIELD,
        "coverage": FIELD,
        "hit count": FIELD,
        "dilated convolution": DILATED,
        "dilated convolutions": DILATED,
        "dilated convolusion": DILATED,
        "atrous convolution": DILATED,
        "dilation rate": DILATED,
        "dilation factor": DILATED,
        "팽창 합성곱": DILATED,
        "effective kernel size": DILATED,
        "same padding": DILATED,
        "gridding": GRIDDING,
        "griding": GRIDDING,
        "격자 현상": GRIDDING,
        "hybrid dilated convolution": GRIDDING,
        "HDC": GRIDDING,
        "hole": GRIDDING,
        "degridding": DEGRIDDING,
        "skip connection": DEGRIDDING,
        "grouped convolution": CONV,
        "depthwise convolution": CONV,
        "cross-correlation": CONV,
        "cross correlation": CONV,
        "stride": CONV,
        "MAC": CONV,
        "ASPP": ASPP,
        "atrous spatial pyramid pooling": ASPP,
        "output stride": ASPP,
        "batch norm": ASPP,
        "max pooling": POOLING,
        "pooling": POOLING,
        "causal convolution": CAUSAL,
        "glossary": GLOSSARY,
        "explorer": EXPLORER,
        "convolution": "convolution/",
        "performance": MANUAL["performance"],
    },
}
# What is typed, and a page that has to be among the first three.
FOUND = {
    "ko": {
        "합성곱(HDC)은": GRIDDING,
        "17x17": DILATED,
        "17×17": DILATED,
        "17 x 17": DILATED,
        "3x3 커널": CONV,
        "3×3": CONV,
        "DeepLab": ASPP,
        "WaveNet": CAUSAL,
        "TCN": CAUSAL,
        "스트리밍": CAUSAL,
        "multi-grid": ASPP,
        "multigrid": ASPP,
        "effective_kernel_size": DILATED,
        "hit_counts": GRIDDING,
        "output_size": DILATED,
        "F.pad": CAUSAL,
        "출력 크기": CONV,
        "출력크기": CONV,
        "패딩을 계산하는 법": DILATED,
        "mIoU": FIELD,
        "5분 만에 시작하기": MANUAL["start"],
        "설치": MANUAL["start"],
        "README": MANUAL["documents"],
        "주석으로 묶기": MANUAL["documents"],
        "예제 블록": MANUAL["pages"],
        "묶음": MANUAL["pages"],
        "총계": MANUAL["pages"],
        "셸 명령": MANUAL["examples"],
        "메모리 제한": MANUAL["examples"],
        "수식 옵션": MANUAL["formulas"],
        "애니메이션": MANUAL["figures"],
        "여러 그림": MANUAL["figures"],
        "언어 더하기": MANUAL["languages"],
        "번역": MANUAL["languages"],
        "evidoc.toml": MANUAL["settings"],
        "fold_figures": MANUAL["settings"],
        "노트북": MANUAL["experiments"],
        "클러스터": MANUAL["experiments"],
        "오래 걸리는 실험": MANUAL["experiments"],
        "pytest": MANUAL["testing"],
        "GitHub Actions": MANUAL["ci"],
        "pre-commit": MANUAL["ci"],
        "콘텐츠 보안 정책": MANUAL["publishing"],
        "nginx": MANUAL["publishing"],
        "llms.txt": MANUAL["publishing"],
        "오류 코드": MANUAL["codes"],
        "옮겨 오기": MANUAL["migrating"],
        "mkdocs-jupyter": MANUAL["migrating"],
        "하지 않는 일": MANUAL["limits"],
        "다른 도구와 비교": MANUAL["comparison"],
    },
    "en": {
        "output size": CONV,
        "17x17": DILATED,
        "17×17": DILATED,
        "3x3 kernel": CONV,
        "DeepLab": ASPP,
        "WaveNet": CAUSAL,
        "streaming": CAUSAL,
        "multigrid": ASPP,
        "effective_kernel_size": DILATED,
        "hit_counts": GRIDDING,
        "output_size": CONV,
        "longest_hole": GRIDDING,
        "conv1d": CAUSAL,
        "how is it checked": CHECKED,
        "semantic segmentation": DILATED,
        "five minutes": MANUAL["start"],
        "install": MANUAL["start"],
        "README": MANUAL["documents"],
        "bind numbers in a README": MANUAL["documents"],
        "example block": MANUAL["pages"],
        "claims": MANUAL["pages"],
        "totals": MANUAL["pages"],
        "shell commands": MANUAL["examples"],
        "memory limit": MANUAL["examples"],
        "formula options": MANUAL["formulas"],
        "animation": MANUAL["figures"],
        "dark figures": MANUAL["figures"],
        "further language": MANUAL["languages"],
        "translation": MANUAL["languages"],
        "evidoc.toml": MANUAL["settings"],
        "fold_figures": MANUAL["settings"],
        "notebooks": MANUAL["experiments"],
        "cluster": MANUAL["experiments"],
        "tolerance": MANUAL["experiments"],
        "pytest": MANUAL["testing"],
        "github actions": MANUAL["ci"],
        "pre-commit hook": MANUAL["ci"],
        "content security policy": MANUAL["publishing"],
        "nginx": MANUAL["publishing"],
        "llms.txt": MANUAL["publishing"],
        "error codes": MANUAL["codes"],
        "migrate from quarto": MANUAL["migrating"],
        "sphinx-gallery": MANUAL["migrating"],
        "what it does not do": MANUAL["limits"],
        "comparison with other tools": MANUAL["comparison"],
    },
}
CASES = [
    (language, query, page, most)
    for most, table in ((1, OWNED), (3, FOUND))
    for language, queries in table.items()
    for query, page in queries.items()
]


def type_in(page: Page, text: str) -> Locator:
    """Type a text into the search, and return the links to the pages found.

    All but its end comes at once, as from an input method or the clipboard: what is found for each
    beginning of it on the way nobody looks at.
    """
    box = page.locator("input.md-search__input")
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    page.keyboard.insert_text(text[:-1])
    page.keyboard.type(text[-1])
    page.keyboard.press(
        "End"
    )  # Hangul arrives without a key going up, and the script listens to that
    found = page.locator(".md-search-result__item")
    expect(found.first).to_be_visible(timeout=15_000)
    return found


def rank_of(wanted: str, page: Page, root: str, query: str, most: int) -> tuple[int, list[str]]:
    """Return which result a page is, and all: looked at again while the last key is on its way."""
    found = type_in(page, query)
    for _ in range(40):
        addresses = found.evaluate_all(
            "items => items.map((item) => item.querySelector('a').href.split(/[?#]/)[0])"
        )
        places = [address.removeprefix(root) for address in addresses]
        rank = places.index(wanted) + 1 if wanted in places else 0
        if 0 < rank <= most:
            break
        page.wait_for_timeout(50)
    return rank, places


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds(page: Page, site: Served, complaints: list[str], language: str) -> None:
    assert sum(code == language for code, *_ in CASES) >= 60
    page.goto(site.url(language))
    page.locator("input.md-search__input").click()
    wrong = []
    for code, query, wanted, most in CASES:
        if code != language:
            continue
        rank, found = rank_of(wanted, page, site.url(language), query, most)
        print(f"| {language} | {query} | {wanted} | {rank} |")
        if not 0 < rank <= most:
            wrong.append(f"{query}: {wanted} is number {rank} of {found[:4]}")
    assert wrong == []
    assert complaints == []


def test_what_is_not_there_is_not_found(page: Page, site: Served) -> None:
    page.goto(site.url("ko"))
    box = page.locator("input.md-search__input")
    box.click()
    box.press_sequentially("qqqxyzzyq")
    meta = page.locator(".md-search-result__meta")
    expect(meta).to_have_text("검색어와 일치하는 문서가 없습니다")


def test_a_result_leads_to_its_section(page: Page, site: Served) -> None:
    page.goto(site.url("en"))
    page.locator("input.md-search__input").click()
    type_in(page, "coverage")
    expect(page.locator(".md-search-result mark").first).to_be_visible()
    page.locator(f".md-search-result__link[href$='{FIELD}#coverage']").click()
    expect(page).to_have_url(f"{site.url('en', FIELD)}#coverage")


def test_the_index_is_loaded_by_who_searches(page: Page, site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url("ko"))
    page.wait_for_load_state("networkidle")
    index = [url for url in asked if "/search/index." in url]
    assert index == []
    page.locator("input.md-search__input").click()
    type_in(page, "커널")
    assert len([url for url in asked if "/search/index." in url]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_holds_code_by_its_names_alone(site: Served, language: str) -> None:
    (file,) = (site.file(language).parent / "search").glob("index.*.json")
    docs = json.loads(file.read_text("utf-8"))["docs"]
    assert any("effective_kernel_size" in names.split() for *_, names, _ in docs)
    assert not [location for location, _, text, *_ in docs if "import torch" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_there_to_be_pressed_is_not_in_the_index(site: Served, language: str) -> None:
    (file,) = (site.file(language).parent / "search").glob("index.*.json")
    docs = json.loads(file.read_text("utf-8"))["docs"]
    pressed = words(language).show_all_code
    assert not [location for location, _, text, *_ in docs if pressed in text]


EVIL = "<img src=x onerror=evil()><script>evil()</script>\"'&amp;"


def test_what_is_found_is_text(page: Page, site: Served, complaints: list[str]) -> None:
    """Titles, texts, names in code, terms and ids stay what they are: text of others."""
    index = {
        "particles": "",
        "docs": [
            ["", f"Evil {EVIL}", f"evil {EVIL}", f"evil {EVIL}", 1],
            [f'#"><img src=x onerror=evil()>{EVIL}', f"Evil {EVIL}", f"evil {EVIL}", "", 1],
        ],
        "terms": [["", f"evil {EVIL}", [f"evil {EVIL}"]]],
    }
    page.route("**/search/index.*.json", lambda route: route.fulfill(json=index))
    page.goto(site.url("en"))
    page.keyboard.press("/")
    page.keyboard.type("evil")
    shown = page.locator(".md-search-result__list")
    expect(shown.locator("a").first).to_contain_text("onerror=evil()")
    assert shown.locator("img, script").count() == 0
    assert complaints == []
