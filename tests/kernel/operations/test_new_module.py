"""`flask hub new-module` makes a module that is whole but for its tests."""

import ast
import subprocess
import sys

import pytest


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_a_new_module_has_a_folder_and_tests_that_fail(app, tmp_path):
    command = ["hub", "new-module", "lunches", "--label", "午餐", "--into", str(tmp_path)]
    assert app.test_cli_runner().invoke(args=command).exit_code == 0
    made = sorted(tmp_path.rglob("*.py"))
    assert {path.name for path in made} == {"__init__.py", "policy.py", "pages.py", "test_policy.py", "test_pages.py"}
    for path in made:
        ast.parse(path.read_text())
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path / "tests")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, "2 failed" in ran.stdout) == (1, True), ran.stdout
    assert app.test_cli_runner().invoke(args=command).exit_code == 1


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
@pytest.mark.parametrize("name", ["Lunches", "x", "../out", "a-b"])
def test_a_name_that_is_no_package_is_refused(app, tmp_path, name):
    command = ["hub", "new-module", name, "--into", str(tmp_path)]
    assert app.test_cli_runner().invoke(args=command).exit_code == 1
    assert list(tmp_path.iterdir()) == []
