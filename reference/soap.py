"""SOAP: Adam in the eigenbasis of Shampoo's statistics."""

from typing import TypedDict

import torch


class SoapState(TypedDict):
    r"""What `soap_step` keeps of one matrix parameter of shape (m, n).

    `steps` counts the updates made. `M` and `V`, shape (m, n), are Adam's moments: M in the
    original basis, V in the eigenbasis. `L` (m, m) and `R` (n, n) are the averages of :math:`G G^T`
    and :math:`G^T G`; the columns of `QL` and `QR` are their eigenvectors, largest eigenvalue
    first.
    """

    steps: int
    M: torch.Tensor
    V: torch.Tensor
    L: torch.Tensor
    R: torch.Tensor
    QL: torch.Tensor
    QR: torch.Tensor


def soap_step(
    state: SoapState | None,
    G: torch.Tensor,
    *,
    betas: tuple[float, float] = (0.95, 0.95),
    shampoo_beta: float = 0.95,
    eps: float = 1e-8,
    frequency: int = 10,
) -> tuple[torch.Tensor, SoapState]:
    r"""Return SOAP's update of a matrix parameter, to be subtracted after scaling by the rate.

    The gradient is rotated, :math:`G' = Q_L^T G Q_R`; Adam's second moment is kept of G', its first
    moment of G and rotated when used; the quotient is rotated back. Then the statistics take in G,
    and every `frequency` updates the bases are refreshed by one step of orthogonal iteration, with
    V reordered as the eigenvalues are. The first call only initialises statistics and bases.

    Parameters
    ----------
    state : SoapState or None
        State that the previous call returned; None at the first.
    G : tensor, shape (m, n), float64 or float32
        Gradient.
    betas : tuple of float
        Decay of Adam's moments.
    shampoo_beta : float
        Decay of the statistics L and R.
    eps : float
        Added to the root of V.
    frequency : int
        Number of updates between refreshed bases.

    Returns
    -------
    update : tensor, shape (m, n), dtype and device of `G`
        Zero at the first call.
    state : SoapState
        A dict; it may share tensors with the state that was given.

    Notes
    -----
    The eigenvectors of a singular or otherwise multiple eigenvalue are arbitrary, and the update
    depends on them: with a gradient that is not square or not of full rank, two correct programs
    differ. The bases are orthogonalised in float32, as in the published programs.

    References
    ----------
    Vyas et al., SOAP: Improving and Stabilizing Shampoo using Adam (2024), Algorithms 3 and 4.

    Examples
    --------
    >>> import torch
    >>> G = torch.tensor([[2.0, 0.0], [0.0, 1.0]], dtype=torch.float64)
    >>> update, state = soap_step(None, G)
    >>> bool(update.any())
    False
    >>> update, state = soap_step(state, G)
    >>> update.round(decimals=6)
    tensor([[1., 0.],
            [0., 1.]], dtype=torch.float64)

    """
    if state is None:
        return torch.zeros_like(G), _started(G, shampoo_beta)
    steps, QL, QR = state["steps"] + 1, state["QL"], state["QR"]
    M = torch.lerp(state["M"], G, 1 - betas[0])
    V = torch.lerp(state["V"], (QL.mT @ G @ QR).square(), 1 - betas[1])
    rotated = (QL.mT @ M @ QR) / (V.sqrt() + eps)
    correction = (1 - betas[1] ** steps) ** 0.5 / (1 - betas[0] ** steps)
    update = correction * (QL @ rotated @ QR.mT)
    L = torch.lerp(state["L"], G @ G.mT, 1 - shampoo_beta)
    R = torch.lerp(state["R"], G.mT @ G, 1 - shampoo_beta)
    if steps % frequency == 0:
        QL, rows = _refreshed(L, QL)
        QR, columns = _refreshed(R, QR)
        # V belongs to the columns of the bases and moves with them.
        V = V[rows][:, columns]
    return update, SoapState(steps=steps, M=M, V=V, L=L, R=R, QL=QL, QR=QR)


def _started(G: torch.Tensor, shampoo_beta: float) -> SoapState:
    L, R = (1 - shampoo_beta) * (G @ G.mT), (1 - shampoo_beta) * (G.mT @ G)
    M, V = torch.zeros_like(G), torch.zeros_like(G)
    return SoapState(steps=0, M=M, V=V, L=L, R=R, QL=_eigenbasis(L), QR=_eigenbasis(R))


def _eigenbasis(matrix: torch.Tensor) -> torch.Tensor:
    Q: torch.Tensor = torch.linalg.eigh(matrix)[1]
    return Q.flip(1)


def _refreshed(matrix: torch.Tensor, Q: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    product = matrix @ Q
    order = torch.argsort((Q * product).sum(0), descending=True)
    basis: torch.Tensor = torch.linalg.qr(product[:, order].to(torch.float32))[0]
    return basis.to(matrix.dtype), order
