"""The part of a checks.py that its public checks need, and no more."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CHECKING = "exercises.checking"
REFERENCE = "reference"
# On the line above a helper that would give an answer away: its answers are recorded instead.
RECORDED_MARK = "# notebook: recorded"


@dataclass(frozen=True)
class Pruned:
    """Source of some checks: imports and code, and what it needs from elsewhere.

    `helpers` are names of `exercises.checking`; `recorded` maps a name to what it stands for,
    "reference.bfgs:bfgs_inverse" or "checks:_solve".
    """

    source: str
    helpers: tuple[str, ...]
    recorded: dict[str, str]


@dataclass(frozen=True)
class _Piece:
    node: ast.stmt
    binds: frozenset[str]
    uses: frozenset[str]

    @property
    def binds_together(self) -> frozenset[str]:
        """Return the names that come with any one of them; those of an import come singly."""
        is_import = isinstance(self.node, ast.Import | ast.ImportFrom)
        return frozenset() if is_import else self.binds


def checks_prune(source: str, check_ids: Iterable[str]) -> Pruned:
    """Return what is left of a checks.py when only these checks are wanted."""
    tree = ast.parse(source)
    lines = source.splitlines()
    recorded = dict(recorded_names(source))
    start = set(check_ids)
    pieces = _pieces(tree, start)
    wanted = _reachable(pieces, start, set(recorded))
    imports = [line for piece in pieces for line in _import(piece.node, wanted)]
    code = [
        _text(piece.node, lines)
        for piece in pieces
        if not isinstance(piece.node, ast.Import | ast.ImportFrom)
        and piece.binds & wanted
        and not piece.binds & recorded.keys()
    ]
    return Pruned(
        source="\n\n\n".join(filter(None, ("\n".join(imports), *code))) + "\n",
        helpers=tuple(sorted(wanted & set(_imported(tree, CHECKING)))),
        recorded={name: target for name, target in recorded.items() if name in wanted},
    )


def recorded_names(source: str) -> Iterator[tuple[str, str]]:
    """Yield the names of a checks.py whose answers are recorded, and what each stands for."""
    tree, lines = ast.parse(source), source.splitlines()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and _is_reference(node.module):
            yield from (
                (alias.asname or alias.name, f"{node.module}:{alias.name}") for alias in node.names
            )
        elif isinstance(node, ast.FunctionDef):
            above = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
            if above == RECORDED_MARK:
                yield node.name, f"checks:{node.name}"


def names_used(source: str, check_id: str) -> frozenset[str]:
    """Return every name of the module that a check reaches, itself included."""
    pieces = _pieces(ast.parse(source), {check_id})
    return frozenset(_reachable(pieces, {check_id}, set()))


def _pieces(tree: ast.Module, check_ids: set[str]) -> list[_Piece]:
    """Return the statements of a module, without texts and without any other check.

    A name of a check may be that of a variable elsewhere, so no name is followed into one.
    """
    return [
        _Piece(node, frozenset(_binds(node)), frozenset(_uses(node)))
        for node in tree.body
        if not _is_text(node) and not (_is_check(node) and not _binds_any(node, check_ids))
    ]


def _is_check(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
        return False
    names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return names == ["solution", "reference", "rng"]


def _binds_any(node: ast.stmt, names: set[str]) -> bool:
    return not names.isdisjoint(_binds(node))


def _reachable(pieces: Iterable[_Piece], start: set[str], closed: set[str]) -> set[str]:
    """Return the names that these reach through the module; nothing is followed into `closed`."""
    pieces, reached, waiting = list(pieces), set(start), set(start)
    while waiting:
        found = {
            name
            for piece in pieces
            if piece.binds & waiting - closed
            for name in piece.uses | piece.binds_together
        }
        waiting = found - reached
        reached |= found
    return reached


def _binds(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module binds in it."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    else:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield part.id


def _uses(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            yield part.id


def _import(node: ast.stmt, wanted: set[str]) -> Iterator[str]:
    """Yield an import of the wanted names only; the reference is never imported."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        bound = [(alias, alias.asname or alias.name.partition(".")[0]) for alias in node.names]
        names = [alias for alias, name in bound if name in wanted]
        module = node.module if isinstance(node, ast.ImportFrom) else None
        if names and not _is_reference(module) and module != CHECKING:
            yield ast.unparse(
                ast.ImportFrom(module, names, 0) if module else ast.Import(names=names)
            )


def _imported(tree: ast.Module, module: str) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.name for alias in node.names)


def _is_reference(module: str | None) -> bool:
    return module == REFERENCE or (module or "").startswith(f"{REFERENCE}.")


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _text(node: ast.stmt, lines: list[str]) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(each.lineno for each in decorators)])
    return "\n".join(lines[first - 1 : node.end_lineno])
