"""Finds the browser for the tests of the built site, and installs one where that is possible.

Playwright's own browsers are not used: they are large, and a system's browser is what readers have.
The one without windows comes first: it draws the same pages in half the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

HEADLESS = "chromium-headless-shell"
NAMES = (
    HEADLESS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    f"No Chromium or Chrome was found: install one (on Debian: apt install {HEADLESS}), "
    "or name it: TEST_BROWSER=/path/to/chrome make test"
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome; ``TEST_BROWSER`` goes before others."""
    names = (os.environ.get("TEST_BROWSER", ""), *NAMES, *APPLICATIONS)
    return next((path for name in names if (path := shutil.which(name))), None)


def install_browser() -> None:
    """Install Debian's package where apt can do so without asking for a password."""
    apt = shutil.which("apt-get")
    if apt is None or (as_root := _as_root()) is None:
        return
    print("Installing Chromium for the tests of the site", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run([*as_root, apt, "update"], **quiet)
    for package in (HEADLESS, "chromium"):
        install = [*as_root, apt, "install", "--yes", "--no-install-recommends", package]
        if subprocess.run(install, **quiet).returncode == 0:
            return


def _as_root() -> list[str] | None:
    """Return what makes a command root's, None where that would ask for a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n"]
    return None


if __name__ == "__main__":
    if find_browser() is None and "--install" in sys.argv:
        install_browser()
    if find_browser() is None:
        print(f"\n*** The browser tests are skipped. {ADVICE} ***\n", file=sys.stderr)
