# attack: 18 a pickle, object array or structured dtype as the answer
# what: returns a dict whose keys are objects
# expects: raised:UnsupportedValue
# ruff: noqa


def two_loop(g, S, Y, gamma=None):
    return {object(): 1, (1, 2): g}
