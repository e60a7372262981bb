"""What the repository must never hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("corpus", "search", "tui")


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[int, str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_no_code_opens_a_connection_or_a_browser() -> None:
    banned = {
        "cPickle",
        "marshal",
        "shelve",
        "dill",
        "socket",
        "urllib.request",
        "http.client",
        "requests",
        "httpx",
        "webbrowser",
        "ftplib",
        "smtplib",
    }
    found = {str(path): names for path, tree in sources() if (names := imported(tree) & banned)}
    assert found == {}


def test_no_code_of_ours_reads_or_writes_a_pickle() -> None:
    """Only the name of the error that Whoosh's own reading may raise is ever used."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree in sources()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and ast.unparse(node.value) == "pickle" and node.attr != "UnpicklingError")
        or (isinstance(node, ast.ImportFrom) and node.module == "pickle")
    ]
    assert found == []


def test_no_code_runs_a_shell_or_evaluates_text() -> None:
    found = [
        f"{path}:{line} {name}"
        for path, tree in sources()
        for line, name, call in calls(tree)
        if name in {"eval", "exec", "os.system", "os.popen"} or any(word.arg == "shell" for word in call.keywords)
    ]
    assert found == []


def test_arrays_are_read_without_pickles() -> None:
    loads = [
        (path, line, call)
        for path, tree in sources()
        for line, name, call in calls(tree)
        if name in {"np.load", "numpy.load"}
    ]
    allowed = [
        path
        for path, _, call in loads
        if any(word.arg == "allow_pickle" and not ast.literal_eval(word.value) for word in call.keywords)
    ]
    assert len(allowed) == len(loads)


def test_no_file_names_a_machine_or_a_registry() -> None:
    machine = re.compile(r"/(?:work|root|home/\w+)/|" + "pypi" + r"\.org|" + "files\\." + "pythonhosted")
    kinds = {".py", ".md", ".toml", ".txt", ".lock", ".tsv", ".yml", ".html", ".jsonl", ""}
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in kinds
        and not any(
            (part.startswith(".") and part != ".ci") or part == "__pycache__"
            for part in path.relative_to(ROOT).parts[:-1]
        )
        and machine.search(path.read_text("utf-8", errors="replace"))
        and path != Path(__file__)
    ]
    assert found == []
