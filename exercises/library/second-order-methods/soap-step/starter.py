import torch


def soap_step(state, G, betas=(0.95, 0.95), shampoo_beta=0.95, eps=1e-8, frequency=10):
    """Return (update, state) after one call of SOAP; the first call only initialises."""
    if state is None:
        m, n = G.shape
        shapes = {"M": (m, n), "V": (m, n), "L": (m, m), "R": (n, n), "QL": (m, m), "QR": (n, n)}
        state = {"steps": 0, **{name: torch.zeros(shapes[name]).to(G) for name in shapes}}
    return torch.zeros_like(G), state
