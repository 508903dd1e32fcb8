# Interpolates with lerp, and works on copies in place; sides are chosen in the iteration.
import torch


def orthogonalised(X):
    X = X / X.norm().clamp(min=1e-7)
    for _ in range(5):
        if X.shape[0] > X.shape[1]:
            M = X.mT @ X
            X = 3.4445 * X + X @ (2.0315 * M @ M - 4.7750 * M)
        else:
            M = X @ X.mT
            X = 3.4445 * X + (2.0315 * M @ M - 4.7750 * M) @ X
    return X


def muon_step(W, G, buf, lr, mu=0.95, wd=0.0, nesterov=True):
    if W.dim() != 2:
        raise ValueError("the parameter is no matrix")
    rows, columns = W.shape
    momentum = torch.lerp(buf, G, 1 - mu)
    direction = torch.lerp(G, momentum, mu) if nesterov else momentum
    factor = max(rows / columns, 1.0) ** 0.5
    weights = W.clone().mul_(1 - lr * wd)
    return weights.sub_(orthogonalised(direction), alpha=lr * factor), momentum
