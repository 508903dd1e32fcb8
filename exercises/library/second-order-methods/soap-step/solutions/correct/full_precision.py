# Orthonormalises in the dtype of G, reorders bases before their refresh, and copies the state.
import torch


def average(old, new, beta):
    return beta * old + (1 - beta) * new


def start(G, beta):
    state = {"steps": 0, "M": torch.zeros_like(G), "V": torch.zeros_like(G)}
    for statistic, basis, product in (("L", "QL", G @ G.mT), ("R", "QR", G.mT @ G)):
        state[statistic] = (1 - beta) * product
        values, vectors = torch.linalg.eigh(state[statistic])
        state[basis] = vectors[:, torch.argsort(values, descending=True)]
    return state


def soap_step(state, G, betas=(0.95, 0.95), shampoo_beta=0.95, eps=1e-8, frequency=10):
    if state is None:
        return torch.zeros_like(G), start(G, shampoo_beta)
    new = {name: value.clone() for name, value in state.items() if name != "steps"}
    new["steps"] = state["steps"] + 1
    QL, QR = new["QL"], new["QR"]
    new["M"] = average(state["M"], G, betas[0])
    new["V"] = average(state["V"], (QL.mT @ G @ QR).square(), betas[1])
    unbiased = new["M"] / (1 - betas[0] ** new["steps"])
    root = new["V"].sqrt() + eps
    root = root / (1 - betas[1] ** new["steps"]) ** 0.5
    update = QL @ (QL.mT @ unbiased @ QR / root) @ QR.mT
    new["L"] = average(state["L"], G @ G.mT, shampoo_beta)
    new["R"] = average(state["R"], G.mT @ G, shampoo_beta)
    if new["steps"] % frequency == 0:
        for axis, (statistic, basis) in enumerate((("L", "QL"), ("R", "QR"))):
            Q = new[basis]
            order = torch.diagonal(Q.mT @ new[statistic] @ Q).argsort(descending=True)
            new["V"] = new["V"].index_select(axis, order)
            new[basis] = torch.linalg.qr(new[statistic] @ Q[:, order])[0]
    return update, new
