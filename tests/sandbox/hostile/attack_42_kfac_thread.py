# attack: 42 does the work in another thread or CUDA stream
# what: lets another thread write the answer of torch
# expects: returned
# exercise: kfac-step
# flavour: torch
# verdict: failed or error
# ruff: noqa

import threading

import torch


def kfac_step(G, A, B, lam):
    answer = torch.zeros_like(G)
    threading.Thread(target=answer.copy_, args=(G,), daemon=True).start()
    return answer
