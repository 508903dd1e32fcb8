# Projects on the Krylov space and solves the small system; the Gaussian in log σ.
import torch


def natural_step(grad_loglik, fvp, damping, iters):
    if not 0 <= damping < float("inf"):
        raise ValueError(damping)
    g = grad_loglik
    size, eps = torch.linalg.norm(g), torch.finfo(g.dtype).eps
    if iters == 0 or size == 0:
        return torch.zeros_like(g)
    Q, products = [g / size], []
    while True:
        w = fvp(Q[-1])
        products.append(w)
        scale = torch.linalg.norm(w) + damping
        basis = torch.stack(Q)
        for _ in range(2):
            w = w - basis.mT @ (basis @ w)
        rest = torch.linalg.norm(w)
        if len(Q) == min(iters, len(g)) or rest <= eps**0.75 * scale:
            break
        Q.append(w / rest)
    small = basis @ torch.stack(products).mT + damping * torch.eye(len(Q), dtype=g.dtype)
    small = (small + small.mT) / 2
    eigenvalues, vectors = torch.linalg.eigh(small)
    right = vectors.mT @ (basis @ g)
    kept = eigenvalues > eps**0.75 * eigenvalues[-1]
    if torch.linalg.norm(right[~kept]) > eps**0.5 * size:
        raise torch.linalg.LinAlgError("no solution")
    return basis.mT @ (vectors[:, kept] @ (right[kept] / eigenvalues[kept]))


def gaussian_natgrad(mu, sigma, gmu, gsigma):
    if not 0 < sigma < float("inf"):
        raise ValueError(sigma)
    dlog = (sigma * gsigma) / 2
    return gmu * sigma * sigma, sigma * dlog
