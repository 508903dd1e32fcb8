# caught by: value
# sentence: The step has the wrong sign.
def newton_step(g):
    return g
