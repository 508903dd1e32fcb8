"""The worked example of Steihaug's method is what the reference and plain NumPy give."""

import numpy as np

from reference.steihaug import steihaug

G, CURVATURES = np.array([1.0, 1.0]), np.array([1.0, 3.0])


def test_two_variables_two_radii():
    p, status = steihaug(G, lambda v: CURVATURES * v, 2.0, 1e-12)
    np.testing.assert_allclose(p, [-1.0, -1 / 3], rtol=1e-14)
    assert status == "interior"
    p, status = steihaug(G, lambda v: CURVATURES * v, 2 / 5**0.5, 1e-12)
    np.testing.assert_allclose(p, [-0.8, -0.4], rtol=1e-14)
    assert status == "boundary"


def test_the_table():
    z, d = np.array([-0.5, -0.5]), np.array([-0.75, 0.25])
    assert (G @ (CURVATURES * G), d @ (CURVATURES * d)) == (4.0, 0.75)
    np.testing.assert_allclose(G + CURVATURES * z, [0.5, -0.5])
    np.testing.assert_allclose(np.sort(np.roots([d @ d, 2 * z @ d, z @ z - 0.8])), [-1.2, 0.4])
