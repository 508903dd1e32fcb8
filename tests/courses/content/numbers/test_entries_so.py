"""Every number printed in the entries of second-order methods' concepts, computed."""

# ruff: noqa: N806 (matrices have capital letters)
import numpy as np
import pytest
import torch

from reference.natural_gradient import gaussian_natgrad, natural_step
from reference.newton import newton_decrement, newton_step
from reference.optimizer_state import second_order_state
from reference.soap import soap_step
from tests.courses.content.printed import Section, matrix, number, vector


def test_newton_step() -> None:
    H, g = np.array([[5.0, 2.0], [2.0, 1.0]]), np.array([3.0, 1.0])
    p = np.array(newton_step(g, H), dtype=np.float64)
    assert p == pytest.approx([-1, 1])
    decrease = -(g @ p + p @ H @ p / 2)
    assert decrease == pytest.approx(newton_decrement(g, H) ** 2 / 2)
    section = Section("newton-step")
    section.prints(
        f"$H={matrix(H)}$, $g={vector(g)}^\\top$. Then $p={vector(p)}^\\top$",
        rf"as $Hp={vector(H @ p)}^\top$; the slope along it is $g^\top p={number(float(g @ p))}$, "
        rf"and the model falls by ${number(decrease)}$",
    )
    iterates = [0.5]
    for _ in range(3):
        iterates.append(beyond_quadratics(iterates[-1]))
    section.prints(
        f"From $x={iterates[0]}$ the iterates are ${iterates[1]}$, ${iterates[2]}$, "
        f"${number(iterates[3], 4)}$",
        f"From $x=3$ the step ends at ${number(beyond_quadratics(3.0))}$",
    )
    section.prints_nothing_else()


def beyond_quadratics(x: float) -> float:
    """Take a Newton step on x - log x."""
    (step,) = newton_step(np.array([1 - 1 / x]), np.array([[1 / x**2]]))
    assert 1 - (x + step) == pytest.approx((1 - x) ** 2)
    return round(float(x + step), 12)


def test_natural_gradient() -> None:
    sigma, y = 2.0, 3.0
    g = np.array([-y / sigma**2, 1 / sigma - y * y / sigma**3])
    F = np.diag([1 / sigma**2, 2 / sigma**2])
    natural = np.array(gaussian_natgrad(0.0, sigma, *g))
    solved = natural_step(torch.tensor(g), lambda v: torch.tensor(F) @ v, 0.0, 2)
    assert solved.numpy() == pytest.approx(natural)
    through = sigma * g[1]
    slow = through / 2
    assert sigma * slow == pytest.approx(natural[1])
    section = Section("natural-gradient")
    section.prints(
        rf"\operatorname{{diag}}({F[0, 0]:g},{F[1, 1]:g})$",
        f"the gradient is $({g[0]:g},{g[1]:g})$",
        f"the natural gradient $({natural[0]:g},{natural[1]:g})$",
        rf"the gradient is $\sigma\cdot({g[1]:g})={through:g}$",
        f"the natural gradient ${slow:g}$",
        rf"by $-\sigma\eta\cdot({slow:g})={-sigma * slow:g}\,\eta$, as before",
        rf"they move $\sigma$ by ${-g[1]:g}\,\eta$ and, through $s$, "
        rf"by ${-sigma * through:g}\,\eta$",
    )
    section.prints_nothing_else()


def test_the_natural_gradient_follows_a_change_of_parameters_unless_damped() -> None:
    rng = np.random.default_rng(3)
    root, A, g = rng.standard_normal((3, 3)), rng.standard_normal((3, 3)), rng.standard_normal(3)
    F = root @ root.T
    moved = A @ np.linalg.solve(A.T @ F @ A, A.T @ g)
    assert moved == pytest.approx(np.linalg.solve(F, g))
    damped = A @ np.linalg.solve(A.T @ F @ A + np.eye(3), A.T @ g)
    assert damped != pytest.approx(np.linalg.solve(F + np.eye(3), g), rel=1e-3)


def test_soap() -> None:
    G = torch.tensor([[2.0, 1.0], [1.0, 2.0]], dtype=torch.float64)
    values, Q = np.linalg.eigh((G @ G.mT).numpy())
    assert values == pytest.approx([1, 9])
    assert np.abs(np.diag(Q.T @ G.numpy() @ Q)) == pytest.approx([1, 3])
    _, state = soap_step(None, G)
    for _ in range(3):
        update, state = soap_step(state, G, eps=1e-12)
        assert torch.allclose(update, torch.eye(2, dtype=torch.float64), atol=1e-3)
    adam = torch.nn.Parameter(torch.zeros(2, 2, dtype=torch.float64))
    adam.grad = G
    torch.optim.Adam([adam], lr=1.0, eps=1e-12).step()
    assert torch.allclose(-adam.detach(), torch.ones(2, 2, dtype=torch.float64))
    section = Section("soap")
    section.prints(f"$G={matrix(G.numpy())}$", f"$GG^\\top={matrix((G @ G.mT).numpy())}$")
    section.prints_nothing_else()


def test_large_model_feasibility() -> None:
    layer = [(1000, 4000)]
    section = Section("large-model-feasibility")
    section.prints(
        r"A layer of $1000\times4000$ in float32, $4$ bytes a number: $N=4\cdot10^6$",
        row("AdamW", "adamw", r"8\cdot10^6", "32$ MB"),
        row("K-FAC", "kfac", r"34\cdot10^6", "136$ MB"),
        row("SOAP", "soap", r"10.5N=42\cdot10^6", "168$ MB"),
        row("L-BFGS, $m=10$", "lbfgs", r"80\cdot10^6", "320$ MB"),
        row("Newton", "newton", r"16\cdot10^{12}", "64$ TB"),
    )
    assert second_order_state(layer, "soap")["elements"] == 10.5 * 4_000_000
    assert second_order_state(layer, "muon")["elements"] == 4_000_000
    embedding = [(50000, 1000)]
    adamw, short = (
        second_order_state(embedding, each)["bytes"] / 1e9 for each in ("adamw", "soap")
    )
    both = second_order_state(embedding, "soap", max_dim=50000)["bytes"] / 1e9
    section.prints(
        rf"An embedding of $50000\times1000$: AdamW keeps ${adamw:g}$ GB",
        f"SOAP with both sides keeps ${both:g}$ GB, with the short side only ${short:g}$ GB",
    )
    section.prints_nothing_else()


UNITS = {"MB": 10**6, "TB": 10**12}


def row(title: str, method: str, elements: str, size: str) -> str:
    """Return a row of the table whose cells say what the reference counts."""
    state = second_order_state([(1000, 4000)], method)
    factor, _, power = elements.rpartition("=")[2].partition(r"\cdot10^")
    assert state["elements"] == int(factor) * 10 ** int(power.strip("{}"))
    count, unit = size.split("$ ")
    assert state["bytes"] == int(count) * UNITS[unit]
    return f"| {title} | ${elements}$ | ${size} |"
