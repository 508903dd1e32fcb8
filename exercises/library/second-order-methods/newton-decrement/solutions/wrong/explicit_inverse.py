# caught by: accuracy
# sentence: With a condition number of 1e13 your value lost digits that solving a system keeps.
#   Forming H⁻¹ leaves an error of about κ·eps in its entries before you multiply by it.
import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    return float(np.sqrt(abs(g @ np.linalg.inv(H) @ g)))
