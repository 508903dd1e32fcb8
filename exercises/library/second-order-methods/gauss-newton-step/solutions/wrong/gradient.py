# caught by: optimality
# sentence: You returned −Jᵀr, the step of gradient descent on ½‖r‖². Gauss-Newton divides by
#   the curvature JᵀJ.
def gauss_newton_step(J, r):
    return -J.T @ r
