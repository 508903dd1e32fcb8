"""Oracles that torch can differentiate in the learner's process."""

from collections.abc import Callable
from typing import Any

COUNTED_AS = {"value": "", "gradient": ".grad", "product": ".hvp"}


class Differentiable:
    """A function of one tensor that answers for its value, gradient and Hessian products."""

    is_differentiable = True

    def __init__(self, function: Callable[[Any], Any]) -> None:
        """Take a torch function of one tensor with one number as its value."""
        self._function = function

    def __call__(self, x: Any) -> Any:
        """Return the value, with its graph where the tensor has one."""
        return self._function(x)

    @staticmethod
    def counted_as(question: tuple[Any, ...]) -> str:
        """Return what a question adds to the parameter's name where it is counted."""
        wanted = question[0] if question else None
        return COUNTED_AS.get(wanted, "") if isinstance(wanted, str) else ""

    def answer(self, wanted: str, x: Any, v: Any = None) -> tuple[Any, bool]:
        """Return value, gradient, or Hessian-vector product, and whether it varies with x.

        Raises:
            TypeError: when something else is wanted, or of something else than tensors.

        """
        import torch

        is_known = wanted in COUNTED_AS and isinstance(x, torch.Tensor)
        if not is_known or (wanted == "product") is (v is None):
            raise TypeError("A differentiable function answers only what torch asks of it.")
        with torch.enable_grad():
            x = x.detach().clone().requires_grad_()
            value = self._function(x)
            if wanted == "value":
                return value.detach(), value.requires_grad
            gradient = torch.zeros_like(x)
            if value.requires_grad:
                (gradient,) = torch.autograd.grad(value, x, create_graph=True)
            if wanted == "gradient":
                return gradient.detach(), gradient.requires_grad
            if not gradient.requires_grad:
                return torch.zeros_like(x), False
            (product,) = torch.autograd.grad(gradient, x, v, allow_unused=True)
        return (torch.zeros_like(x), False) if product is None else (product, True)


def differentiable(function: Callable[[Any], Any]) -> Differentiable:
    """Return an oracle that the learner's code can differentiate twice.

    The learner is handed a callable of one tensor that builds a graph as any torch function does.
    Its value, gradient and Hessian-vector products are evaluated by the judge, one for each that
    autograd needs, and counted: `solution.oracle_calls_of("f")`, `("f.grad")` and `("f.hvp")`, for
    a parameter f. So a dense Hessian shows as n products, however it is made.

    Args:
        function: a torch function of one tensor; its value is a tensor of shape ().

    """
    return Differentiable(function)
