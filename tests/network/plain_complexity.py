"""The equations of complexity written down plainly: dense, nonsymmetric, loop by loop."""

import numpy as np


def plain_indices(m):
    """(ECI, PCI) of a table M of zeros and ones without empty rows and columns."""
    m = m.astype(float)
    d, u = m.sum(axis=1), m.sum(axis=0)
    values, vectors = np.linalg.eig((m / d[:, None]).T @ np.eye(len(d)) @ m / u[:, None])
    second = vectors[:, np.argsort(-values.real)[1]].real
    eci = (m @ second) / d
    sign = 1.0 if np.corrcoef(eci, d)[0, 1] > 0 else -1.0
    mean, spread = eci.mean(), eci.std()
    return sign * (eci - mean) / spread, sign * (second - mean) / spread


def plain_density(m):
    places, products = m.shape
    phi = np.zeros((products, products))
    for p in range(products):
        for q in range(products):
            phi[p, q] = (m[:, p] & m[:, q]).sum() / max(m[:, p].sum(), m[:, q].sum())
    density = np.zeros((places, products))
    for c in range(places):
        for p in range(products):
            density[c, p] = sum(phi[p, q] for q in range(products) if m[c, q]) / phi[p].sum()
    return phi, density
