# caught by: constant
# sentence: Your A has the shape (i, i): the constant input is missing. The bias is the weight of an
#   input that is always 1, so A has one row and one column more.


def kfac_factors(acts, backs, bias=True):
    n = acts.shape[0]
    if n == 0 or backs.shape[0] != n:
        raise ValueError(f"{n} inputs and {backs.shape[0]} derivatives")
    columns = backs.reshape(-1, backs.shape[-1])
    return acts.T @ acts / n, columns.T @ columns / n
