"""Programs that must never pass: made from the signature, and from the public checks' answers.

The texts are run as submissions, so they stand on their own and import only the standard library
and what the exercise's flavour has.
"""

import re

from exercises.format.exercise import Exercise

ANSWERS_LIMIT_BYTES = 40 * 1024
RECORD_MARK = "@recorded "

FILLED = """\
import sys

SHAPES = {shapes!r}
RETURNED = {returned!r}


def filled(shape, like, number):
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(like, torch.Tensor):
        return torch.full(shape, number, dtype=like.dtype, device=like.device)
    if hasattr(like, "dtype"):
        import numpy
        return numpy.full(shape, number, dtype=like.dtype)
    return number


def guess(function, number, args, kwargs):
    sizes = {{}}
    arrays = [value for value in (*args, *kwargs.values()) if hasattr(value, "shape")]
    for value, names in zip(args, SHAPES[function]):
        shape = getattr(value, "shape", None)
        if shape is not None and names is not None and len(shape) == len(names):
            sizes.update(zip(names, shape))
    like = arrays[0] if arrays else number
    values = []
    for names in RETURNED[function]:
        if names is None:
            values.append(number)
        elif all(name in sizes or name.isdigit() for name in names):
            shape = tuple(int(sizes.get(name, name)) for name in names)
            values.append(filled(shape, like, number))
        else:
            values.append(filled(tuple(getattr(like, "shape", ())), like, number))
    return values[0] if len(values) == 1 else tuple(values)
"""

CONSTANT = """

def {function}(*args, **kwargs):
    return guess({function!r}, {number}, args, kwargs)
"""

ECHO = """\
def {function}(*args, **kwargs):
    return args[0] if args else next(iter(kwargs.values()))
"""

KEY = """
import hashlib as _hashlib
import json as _json


def _fingerprint(value):
    if hasattr(value, "detach"):
        value = value.detach().cpu().double().numpy()
    if hasattr(value, "tobytes"):
        return [str(value.dtype), list(value.shape), _hashlib.sha256(value.tobytes()).hexdigest()]
    if isinstance(value, (list, tuple)):
        return [_fingerprint(item) for item in value]
    return "callable" if callable(value) else repr(value)


def _key(function, args, kwargs):
    named = {k: _fingerprint(v) for k, v in kwargs.items()}
    parts = [function, [_fingerprint(a) for a in args], named]
    return _hashlib.sha256(_json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]
"""

ENCODED = """

def _encoded(value):
    if hasattr(value, "detach"):
        return ["torch", str(value.dtype).removeprefix("torch."), value.detach().cpu().tolist()]
    if hasattr(value, "tobytes"):
        return ["numpy", str(value.dtype), value.tolist()]
    if isinstance(value, tuple):
        return ["tuple", "", [_encoded(item) for item in value]]
    return ["plain", "", value]
"""

RECORDER = """

_inner_{function} = {function}


def {function}(*args, **kwargs):
    key = _key({function!r}, args, kwargs)
    try:
        answer = _inner_{function}(*args, **kwargs)
    except Exception as error:
        print({mark!r} + _json.dumps([key, ["raise", type(error).__name__, str(error)]]))
        raise
    try:
        print({mark!r} + _json.dumps([key, _encoded(answer)]))
    except (TypeError, ValueError):
        pass
    return answer
"""

PLAYED = """

ANSWERS = _json.loads({answers!r})


class LinAlgError(ValueError):
    pass


def _decoded(kind, dtype, data):
    if kind == "torch":
        import torch
        return torch.tensor(data, dtype=getattr(torch, dtype))
    if kind == "numpy":
        import numpy
        array = numpy.array(data, dtype=dtype)
        return array if array.ndim else array[()]
    if kind == "tuple":
        return tuple(_decoded(*item) for item in data)
    if kind == "raise":
        known = globals().get(dtype) or getattr(__import__("builtins"), dtype, ValueError)
        raise known(data)
    return data
"""

PLAYER = """

def {function}(*args, **kwargs):
    answer = ANSWERS.get(_key({function!r}, args, kwargs))
    return guess({function!r}, 0.0, args, kwargs) if answer is None else _decoded(*answer)
"""


def probes_make(exercise: Exercise) -> dict[str, bytes]:
    """Return the programs that need no recording, by name: starter, zeros, NaN, echo."""
    filled = _filled(exercise)
    return {
        "starter": exercise.starter.encode(),
        "zeros": (filled + _each(exercise, CONSTANT, number="0.0")).encode(),
        "nan": (filled + _each(exercise, CONSTANT, number='float("nan")')).encode(),
        "echo": _each(exercise, ECHO).encode(),
    }


def recorder_make(exercise: Exercise, correct: str) -> bytes:
    """Return a correct solution that also prints each call's fingerprint and answer."""
    recorder = _each(exercise, RECORDER, mark=RECORD_MARK)
    return "\n".join((correct, KEY, ENCODED, recorder)).encode()


def player_make(exercise: Exercise, printed: str) -> bytes:
    """Return the program that knows the recorded answers, and says zero to everything else."""
    answers, size = [], 0
    for line in printed.splitlines():
        entry = line.removeprefix(RECORD_MARK)
        if entry != line and size + len(entry) <= ANSWERS_LIMIT_BYTES:
            size += len(entry)
            answers.append(entry)
    table = "{" + ",".join(_pair(entry) for entry in answers) + "}"
    player = PLAYED.format(answers=table) + _each(exercise, PLAYER)
    return (_filled(exercise) + KEY + player).encode()


def _pair(entry: str) -> str:
    """Turn the JSON of [key, answer] into that of a member: key: answer."""
    key, _, answer = entry[1:-1].partition(", ")
    return f"{key}:{answer}"


def _filled(exercise: Exercise) -> str:
    shapes = {
        function.function: [_axes(parameter.shape) for parameter in function.parameters]
        for function in exercise.functions
    }
    returned = {
        function.function: _tuples(function.returns.shape) or [None]
        for function in exercise.functions
    }
    return FILLED.format(shapes=shapes, returned=returned)


def _each(exercise: Exercise, template: str, **values: str) -> str:
    """Return the template once for each function the learner writes."""
    functions = exercise.functions
    return "\n\n".join(template.format(function=each.function, **values) for each in functions)


def _axes(shape: str) -> list[str] | None:
    """Return the axes that a shape's text names, "(m, n)" as ["m", "n"]; None for no array."""
    tuples = _tuples(shape)
    return tuples[0] if len(tuples) == 1 else None


def _tuples(shape: str) -> list[list[str] | None]:
    parts = re.findall(r"\(([^()]*)\)|(number)", shape)
    return [
        None if number else [axis.strip() for axis in axes.split(",") if axis.strip()]
        for axes, number in parts
    ]
