"""Independent implementations that answer the cases of tests/reference/cases."""

ORACLES = {}


def oracle(function):
    ORACLES[function.__name__] = function
    return function


def jax_in_double():
    import jax

    jax.config.update("jax_enable_x64", True)  # noqa: FBT003 (its own way)
    return jax
