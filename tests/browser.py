"""Finds the browser for the tests of the built site, and installs one where that is possible.

Playwright's own browsers are not used: they are large, and a system's browser is what readers have.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    "No Chromium or Chrome was found: install one (on Debian: apt install chromium), "
    "or name it: BROWSER=/path/to/chrome make test"
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome; ``BROWSER`` goes before all others."""
    wanted = os.environ.get("BROWSER", "")
    names = (wanted, *NAMES) if Path(wanted).stem.startswith(("chrom", "google")) else NAMES
    found = (shutil.which(name) for name in (*names, *APPLICATIONS))
    return next((path for path in found if path), None)


def install_browser() -> None:
    """Install Debian's package where apt can do so without asking for a password."""
    apt = shutil.which("apt-get")
    if apt is None:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and subprocess.run([*sudo, "true"], stderr=subprocess.DEVNULL).returncode:
        return
    print("Installing Chromium for the tests of the site", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run([*sudo, apt, "update"], **quiet)
    subprocess.run([*sudo, apt, "install", "--yes", "--no-install-recommends", "chromium"], **quiet)


if __name__ == "__main__":
    if find_browser() is None and "--install" in sys.argv:
        install_browser()
    if find_browser() is None:
        print(f"\n*** The browser tests are skipped. {ADVICE} ***\n", file=sys.stderr)
