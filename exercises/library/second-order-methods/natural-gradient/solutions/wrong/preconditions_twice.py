# caught by: value
# sentence: Your result is F⁻²g: the system was solved twice. One solution takes the gradient to
#   the step.
import torch


def _once(grad_loglik, fvp, damping, iters):
    if not damping >= 0:
        raise ValueError("damping below zero")
    eps = torch.finfo(grad_loglik.dtype).eps
    x, r = torch.zeros_like(grad_loglik), grad_loglik.clone()
    p, rr, largest = r.clone(), r @ r, 0.0
    enough = (10 * eps) ** 2 * rr
    for _ in range(iters):
        if rr <= enough:
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


def natural_step(grad_loglik, fvp, damping, iters):
    return _once(_once(grad_loglik, fvp, damping, iters), fvp, damping, iters)


def gaussian_natgrad(mu, sigma, gmu, gsigma):
    if not sigma > 0:
        raise ValueError("sigma is not positive")
    return sigma**2 * gmu, sigma**2 * gsigma / 2
