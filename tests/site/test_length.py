"""How long pages are as they open, with everything folded: a reader has to find things on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from built_site import LANGUAGES, pages
from page_measures import SCREENS

# How many screens are too many.
MOST = {"desktop": 20, "phone": 25}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_too_long(
    measured: Callable[[str, str], dict[str, Any]], language: str, screen: str
) -> None:
    height = SCREENS[screen][1]
    screens = {
        path: round(measured(language, path)[screen]["height"] / height, 1) for path in pages()
    }
    print(screens)
    assert {path: count for path, count in screens.items() if count > MOST[screen]} == {}
