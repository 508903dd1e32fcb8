import torch


def natural_step(grad_loglik, fvp, damping, iters):
    """Return (F + damping·I)⁻¹ grad_loglik, from products with F."""
    return torch.full_like(grad_loglik, torch.nan)


def gaussian_natgrad(mu, sigma, gmu, gsigma):
    """Return the natural gradient in mean and standard deviation of a Gaussian."""
    return 0.0, 0.0
