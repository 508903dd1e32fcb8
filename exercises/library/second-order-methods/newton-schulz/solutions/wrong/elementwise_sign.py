# caught by: equivariance
# sentence: Turning G did not turn your result: the sign was taken entry by entry. What is drawn to
#   1 are the singular values, and they do not depend on the basis.
import torch


def newton_schulz5(G, steps=5, eps=1e-7):
    return torch.sign(G)
