"""What the tools of pyproject.toml say: each is silent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import MODULES, ROOT

BIN = Path(sys.executable).parent
TOOLS = {
    "ruff check": ["ruff", "check"],
    "ruff format": ["ruff", "format", "--check"],
    "mypy": ["mypy"],
    "import contracts": ["lint-imports", "--no-cache"],
    "djlint": ["djlint", *MODULES, "--lint", "--quiet"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_finds_nothing(tool):
    name, *arguments = TOOLS[tool]
    ran = subprocess.run(
        [BIN / name, *arguments], cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def surroundings() -> dict[str, str]:
    """A plain terminal that finds the product's packages."""
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", ""), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
