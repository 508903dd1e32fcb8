"""A function of the judge's that torch differentiates here, twice, though it is evaluated there.

Values, gradients and Hessian-vector products are asked for as autograd needs them, each one by one
question. So every way of torch's to a derivative works (`autograd.grad`, `torch.func`, forward
mode, vmap), and none of them costs less than what it asks for. Of a third derivative nothing is
known: it is NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import torch

Wanted = Literal["value", "gradient", "product"]
# Of (value, x), (gradient, x), (product, x, v): the tensor, and whether it varies with x.
Ask = Callable[..., tuple[Any, bool]]


def differentiable_make(ask: Ask, name: str) -> Callable[[Any], Any]:
    """Return the function of one tensor whose derivatives `ask` answers."""

    def oracle(x: Any) -> Any:
        if not isinstance(x, torch.Tensor):
            raise TypeError(f"This function takes a tensor, not {type(x).__name__:.80}.")
        return _asked(Value, x, ask)

    oracle.__name__ = name
    return oracle


class Value(torch.autograd.Function):
    """The value; its derivative is the gradient."""

    @staticmethod
    def forward(x: Any, ask: Ask) -> tuple[Any, bool]:
        return ask("value", x.detach())

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, Ask], output: tuple[Any, bool]) -> None:
        _remember(ctx, inputs[:1], inputs[1], output)

    @staticmethod
    def backward(ctx: Any, cotangent: Any, _: None) -> tuple[Any, None]:
        (x,) = ctx.saved_tensors
        return cotangent * _asked(Gradient, x, ctx.ask), None

    @staticmethod
    def jvp(ctx: Any, tangent: Any, _: None) -> Any:
        if not ctx.varies:
            return None, None
        (x,) = ctx.saved_tensors
        return (_asked(Gradient, x, ctx.ask) * tangent).sum(), None

    @staticmethod
    def vmap(info: Any, dims: tuple[int | None, ...], x: Any, ask: Ask) -> Any:
        return _one_by_one(Value, info, dims, (x,), ask)


class Gradient(torch.autograd.Function):
    """The gradient; its derivative is the Hessian."""

    @staticmethod
    def forward(x: Any, ask: Ask) -> tuple[Any, bool]:
        return ask("gradient", x.detach())

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, Ask], output: tuple[Any, bool]) -> None:
        _remember(ctx, inputs[:1], inputs[1], output)

    @staticmethod
    def backward(ctx: Any, cotangent: Any, _: None) -> tuple[Any, None]:
        (x,) = ctx.saved_tensors
        return _asked(Product, x, cotangent, ctx.ask), None

    @staticmethod
    def jvp(ctx: Any, tangent: Any, _: None) -> Any:
        if not ctx.varies:
            return None, None
        (x,) = ctx.saved_tensors
        return _asked(Product, x, tangent, ctx.ask), None

    @staticmethod
    def vmap(info: Any, dims: tuple[int | None, ...], x: Any, ask: Ask) -> Any:
        return _one_by_one(Gradient, info, dims, (x,), ask)


class Product(torch.autograd.Function):
    """A Hessian-vector product; of its derivatives only that by v is known."""

    @staticmethod
    def forward(x: Any, v: Any, ask: Ask) -> tuple[Any, bool]:
        return ask("product", x.detach(), v.detach())

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, Any, Ask], output: tuple[Any, bool]) -> None:
        _remember(ctx, inputs[:2], inputs[2], output)

    @staticmethod
    def backward(ctx: Any, cotangent: Any, _: None) -> tuple[Any, Any, None]:
        x, _ = ctx.saved_tensors
        # A product is linear in v, by a symmetric matrix.
        along_v = _asked(Product, x, cotangent, ctx.ask) if ctx.needs_input_grad[1] else None
        return torch.full_like(x, torch.nan), along_v, None

    @staticmethod
    def jvp(ctx: Any, along_x: Any, along_v: Any, _: None) -> Any:
        x, _v = ctx.saved_tensors
        return _asked(Product, x, along_v, ctx.ask) + torch.nan * along_x, None

    @staticmethod
    def vmap(info: Any, dims: tuple[int | None, ...], x: Any, v: Any, ask: Ask) -> Any:
        return _one_by_one(Product, info, dims, (x, v), ask)


def _asked(function: Any, *arguments: Any) -> Any:
    return function.apply(*arguments)[0]


def _remember(ctx: Any, tensors: tuple[Any, ...], ask: Ask, output: tuple[Any, bool]) -> None:
    ctx.save_for_backward(*tensors)
    ctx.save_for_forward(*tensors)
    ctx.ask = ask
    answer, ctx.varies = output
    if not ctx.varies:
        # As with torch's own functions: the gradient of a linear one has no graph.
        ctx.mark_non_differentiable(answer)


def _one_by_one(
    function: Any, info: Any, dims: tuple[int | None, ...], tensors: tuple[Any, ...], ask: Ask
) -> tuple[tuple[Any, bool], tuple[int, None]]:
    """Return a batch's answers, each asked for by itself."""
    rows = [
        [tensor] * info.batch_size if dim is None else tensor.movedim(dim, 0)
        for tensor, dim in zip(tensors, dims, strict=False)
    ]
    answers = [function.apply(*each, ask) for each in zip(*rows, strict=True)]
    varies = any(each for _, each in answers)
    return (torch.stack([answer for answer, _ in answers]), varies), (0, None)
