"""Each package is entered by its door: what its `__init__` names, and nothing behind it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("corpus", "search", "tui")


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module


def test_no_package_reaches_behind_the_door_of_another() -> None:
    beyond = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for line, name in imports_of(path)
        if "." in name and name.split(".")[0] in PACKAGES and name.split(".")[0] != package
    ]
    assert beyond == []


def test_what_a_door_names_is_there() -> None:
    for package in ("corpus", "search"):
        module = __import__(package)
        assert module.__all__
        assert all(hasattr(module, name) for name in module.__all__)


def test_what_a_door_names_is_never_the_module_behind_it() -> None:
    """A name that is loaded later must not be that of a module: once loaded, the module would stand for it."""
    for package in ("corpus", "search"):
        door = import_module(package)
        for path in (ROOT / package).glob("[a-z]*.py"):
            import_module(f"{package}.{path.stem}")
        assert not any(isinstance(getattr(door, name), ModuleType) for name in door.__all__)


HEAVY = {"trafilatura", "resiliparse", "markdownify", "lxml", "bs4", "markdown_it", "yaml", "pypdf", "fastwarc"}


@pytest.mark.parametrize(
    ("module", "never"),
    [
        ("corpus", {"textual", "rich", "click", "whoosh", "numpy"} | HEAVY),
        ("search", {"textual", "rich", "click", "whoosh", "numpy"} | HEAVY),
        ("tui.cli", {"textual", "rich", "click", "whoosh", "numpy", "corpus", "search"} | HEAVY),
        ("tui.app", {"whoosh", "numpy"} | HEAVY - {"markdown_it"}),
    ],
)
def test_importing_a_package_does_not_load_what_it_does_not_need_yet(module: str, never: set[str]) -> None:
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert never & set(loaded.split()) == set()
