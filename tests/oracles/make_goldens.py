"""Keep what the oracles answer: `var/oracles/bin/python -m tests.oracles.make_goldens`."""

import numpy as np

from tests.oracles.oracles import ORACLES, PUBLISHED
from tests.reference.golden_cases import CASES
from tests.reference.goldens import ARRAYS, DIGEST, digest_of_arrays

SEED = 20261121


def inputs_for(name, seed):
    """Published data where there are some, else random inputs, the same for a seed everywhere."""
    if name in PUBLISHED:
        return PUBLISHED[name]()
    return CASES[name].inputs(np.random.default_rng([seed, *name.encode()]))


def main():
    arrays = {}
    for name in CASES:
        inputs = inputs_for(name, SEED)
        arrays |= {f"{name}/{key}": array for key, array in inputs.items()}
        arrays[f"{name}/expected"] = np.asarray(ORACLES[name](inputs), dtype=np.float64)
    np.savez_compressed(ARRAYS, **arrays)
    DIGEST.write_text(f"{digest_of_arrays()}  {ARRAYS.name}\n")


if __name__ == "__main__":
    main()
