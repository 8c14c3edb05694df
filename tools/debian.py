"""缺的系統套件：有 apt 且為 root 時安裝 | Missing system packages, installed where apt and root allow it."""

import os
import shutil
import subprocess
from functools import cache

from tools.processes import say

SECONDS = 600
APT = ["apt-get", "-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=300"]
# RUNLEVEL=1 keeps a freshly installed server from being started as a service of the machine.
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}


def install(*packages: str) -> bool:
    """Whether the packages are there now."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    say(f"安裝系統套件 Installing {' '.join(packages)}")
    return _update() and _apt("install", "--yes", "--no-install-recommends", *packages)


def is_root() -> bool:
    """Whether we may install, and must step down for servers that refuse root."""
    return os.geteuid() == 0


@cache
def _update() -> bool:
    return _apt("update")


def _apt(*words: str) -> bool:
    try:
        subprocess.run(
            [*APT, *words],
            env={**os.environ, **QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
    except subprocess.SubprocessError:
        return False
    return True
