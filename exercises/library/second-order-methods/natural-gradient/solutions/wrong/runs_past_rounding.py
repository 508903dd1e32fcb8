# caught by: singular
# sentence: F has low rank and the gradient lies in its range, and still you found no step: the
#   iteration went on when the residual was rounding only. Compare it with the gradient’s length.
import torch


def natural_step(grad_loglik, fvp, damping, iters):
    if not damping >= 0:
        raise ValueError("damping below zero")
    eps = torch.finfo(grad_loglik.dtype).eps
    x, r = torch.zeros_like(grad_loglik), grad_loglik.clone()
    p, rr, largest = r.clone(), r @ r, 0.0
    for _ in range(iters):
        if rr == 0:
            break
        Fp = fvp(p) + damping * p
        curvature = p @ Fp
        quotient = float(curvature / (p @ p))
        largest = max(largest, quotient)
        if quotient <= 10 * eps * largest:
            raise torch.linalg.LinAlgError("singular")
        alpha = rr / curvature
        x = x + alpha * p
        r = r - alpha * Fp
        rr, before = r @ r, rr
        p = r + rr / before * p
    return x


def gaussian_natgrad(mu, sigma, gmu, gsigma):
    if not sigma > 0:
        raise ValueError("sigma is not positive")
    return sigma**2 * gmu, sigma**2 * gsigma / 2
