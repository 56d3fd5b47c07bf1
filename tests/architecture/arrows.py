"""Which folder may import which, and what the domain may not touch."""

import ast
import sys
from collections.abc import Iterator

from tests.architecture.sources import FOLDERS, Source

ARROWS = {
    "domain": ("domain",),
    "workflows": ("workflows", "domain"),
    "activities": ("activities", "store", "models", "domain", "workflows.contracts"),
    "store": ("store", "domain"),
    "models": ("models", "domain"),
    "api": ("api", "store", "workflows.contracts", "domain"),
    "api.cli": FOLDERS,
}
LIBRARIES = {"domain": frozenset[str](), "workflows": frozenset({"temporalio", "pydantic"})}

# Of the standard library: what reads a clock, chance, the machine or the outside, or runs beside the caller.
# fmt: off
IMPURE_MODULES = frozenset((
    "asyncio", "concurrent", "ctypes", "fcntl", "fileinput", "ftplib", "getpass", "glob", "http", "imaplib",
    "importlib", "io", "linecache", "locale", "logging", "mmap", "multiprocessing", "os", "pathlib",
    "pickle", "pkgutil", "platform", "poplib", "queue", "random", "runpy", "sched", "secrets", "select",
    "selectors", "shelve", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlite3", "ssl",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "webbrowser", "xmlrpc",
))
# fmt: on
IMPURE_NAMES = frozenset(
    f"{owner}.{name}"
    for owner, names in {
        "datetime.datetime": ("now", "today", "utcnow"),
        "datetime.date": ("today",),
        "uuid": ("getnode", "uuid1", "uuid4", "uuid6", "uuid7"),
    }.items()
    for name in names
)
IMPURE_CALLS = frozenset(("open", "input", "print", "exec", "eval", "compile", "breakpoint", "__import__"))
DYNAMIC_IMPORTS = frozenset(("import_module", "__import__"))


def arrow_offences(source: Source) -> list[str]:
    """Every import of the file that no arrow allows, as `path:line imports name`."""
    return [
        f"{source.path}:{line} imports {name}"
        for line, name in _imports(source)
        if not _allowed(_ring(source.module), name)
    ]


def purity_offences(source: Source) -> list[str]:
    """Every clock, chance or outside thing that the file touches, as `path:line uses name`."""
    used = [(line, name) for line, name in _imports(source) if _top(name) in IMPURE_MODULES]
    used += [(line, name) for line, name in _used_names(source) if name in IMPURE_NAMES]
    used += _outside_calls(source.tree)
    return [f"{source.path}:{line} uses {name}" for line, name in sorted(set(used))]


def dependence_offences(source: Source, package: str) -> list[str]:
    """Every import of neither the standard library nor the package."""
    return [
        f"{source.path}:{line} imports {name}"
        for line, name in _imports(source)
        if not (_top(name) in sys.stdlib_module_names or _within(name, package))
    ]


def _ring(module: str) -> str:
    return "api.cli" if _within(module, "api.cli") else _top(module)


def _allowed(ring: str, name: str) -> bool:
    if _within(name, "tests") or (_within(name, "api.cli") and ring != "api.cli"):
        return False
    if _top(name) in FOLDERS:
        return any(_within(name, arrow) for arrow in ARROWS[ring])
    return ring not in LIBRARIES or _top(name) in sys.stdlib_module_names | LIBRARIES[ring]


def _within(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def _top(name: str) -> str:
    return name.split(".", 1)[0]


def _imports(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(names=names):
                base = _base(source, node)
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in names)
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _last(node.func) in DYNAMIC_IMPORTS:
                yield node.lineno, name


def _base(source: Source, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    parts = source.package.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, node.module] if node.module else above)


def _last(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _used_names(source: Source) -> Iterator[tuple[int, str]]:
    """Every name of the file with its import resolved: `dt.now` is `datetime.datetime.now`."""
    bound = dict(_bindings(source.tree))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Name | ast.Attribute):
            head, _, rest = ast.unparse(node).partition(".")
            origin = bound.get(head, head)
            yield node.lineno, f"{origin}.{rest}" if rest else origin


def _bindings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((alias.asname, alias.name) for alias in names if alias.asname)
            case ast.ImportFrom(module=str(module), names=names):
                yield from ((alias.asname or alias.name, f"{module}.{alias.name}") for alias in names)


def _outside_calls(tree: ast.Module) -> list[tuple[int, str]]:
    """Calls of built-in doors to the outside, unless the file gives the name a meaning of its own."""
    doors = IMPURE_CALLS - set(_own_names(tree))
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [(func.lineno, func.id) for func in called if isinstance(func, ast.Name) and func.id in doors]


def _own_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)
