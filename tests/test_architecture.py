"""The shape of the tree: what imports what, how long things are, where words of the world may stand."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "dateline"
SOURCES = "SOURCES.toml"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 400, 40
LAYERS = ("errors", "model", "config", "lexicon", "read", "coding", "publish", "cli")


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


class RunsOnly(ast.NodeTransformer):
    """Leave out what only a type checker reads."""

    def visit_If(self, node: ast.If) -> ast.If | None:  # the name that ast calls
        return None if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else node


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(RunsOnly().visit(tree(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_and_its_functions_can_be_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES
    for function in functions(path):
        docstring = function.body[0].end_lineno or 0 if ast.get_docstring(function) else function.lineno
        assert (function.end_lineno or 0) - docstring < MOST_FUNCTION_LINES, function.name


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_down_only(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if layer not in LAYERS:
        return
    for imported in imports(path):
        parts = imported.split(".")
        if parts[0] == "dateline" and len(parts) > 1 and parts[1] in LAYERS:
            assert LAYERS.index(parts[1]) <= LAYERS.index(layer), imported


def test_the_nouns_are_standard_library_only() -> None:
    for path in (PACKAGE / "errors.py", *sorted((PACKAGE / "model").glob("*.py"))):
        roots = {imported.split(".")[0] for imported in imports(path)}
        assert roots <= sys.stdlib_module_names | {"dateline"}, path.name


def test_only_the_parser_knows_spacy() -> None:
    assert [name(path) for path in MODULES if any(i.split(".")[0] == "spacy" for i in imports(path))] == [
        "coding/parse.py"
    ]


def test_nothing_is_printed_outside_the_command_line() -> None:
    for path in MODULES:
        if "cli" not in path.parts:
            calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
            assert not any(isinstance(called, ast.Name) and called.id == "print" for called in calls), path.name


def test_input_is_not_checked_with_assert() -> None:
    for path in MODULES:
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree(path))), path.name


def test_every_folder_of_data_names_its_origins() -> None:
    for path in (PACKAGE / "lexicon" / "data").rglob("*"):
        if path.is_file():
            assert (path.parent / SOURCES).is_file(), path.name


def test_test_folders_are_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
