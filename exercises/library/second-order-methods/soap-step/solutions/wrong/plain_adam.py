# caught by: value
# sentence: Your update is Adam's, without any basis. The quotient is taken in the eigenbasis.
import torch


def refreshed(statistic, Q):
    product = statistic @ Q
    order = torch.argsort((Q * product).sum(dim=0), descending=True)
    Q = torch.linalg.qr(product[:, order].float())[0]
    return Q.to(statistic.dtype), order


def soap_step(state, G, betas=(0.95, 0.95), shampoo_beta=0.95, eps=1e-8, frequency=10):
    if state is None:
        L, R = (1 - shampoo_beta) * G @ G.T, (1 - shampoo_beta) * G.T @ G
        bases = {"QL": torch.linalg.eigh(L)[1].flip(1), "QR": torch.linalg.eigh(R)[1].flip(1)}
        moments = {"M": torch.zeros_like(G), "V": torch.zeros_like(G)}
        return torch.zeros_like(G), {"steps": 0, **moments, "L": L, "R": R, **bases}
    steps, QL, QR = state["steps"] + 1, state["QL"], state["QR"]
    M = torch.lerp(state["M"], G, 1 - betas[0])
    V = torch.lerp(state["V"], G**2, 1 - betas[1])
    scale = (1 - betas[1] ** steps) ** 0.5 / (1 - betas[0] ** steps)
    update = scale * M / (V.sqrt() + eps)
    L = torch.lerp(state["L"], G @ G.T, 1 - shampoo_beta)
    R = torch.lerp(state["R"], G.T @ G, 1 - shampoo_beta)
    if steps % frequency == 0:
        QL, rows = refreshed(L, QL)
        QR, columns = refreshed(R, QR)
        V = V[rows][:, columns]
    return update, {"steps": steps, "M": M, "V": V, "L": L, "R": R, "QL": QL, "QR": QR}
