# caught by: graded
# sentence: Measuring some variables in other units cost you digits: small eigenvalues of H are
#   curvature too. A Cholesky factor follows a change of units exactly; a cut-off in the spectrum
#   does not.
import numpy as np


def newton_decrement(g, H):
    np.linalg.cholesky(H)
    eigenvalues, vectors = np.linalg.eigh(H)
    kept = eigenvalues > 1e-8 * eigenvalues[-1]
    projected = vectors[:, kept].T @ g
    return float(np.sqrt(np.sum(projected**2 / eigenvalues[kept])))
