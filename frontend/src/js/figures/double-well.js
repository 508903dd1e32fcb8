// f(x, y) = x^4/4 - x^2/2 + y^2/2: minima at (-1, 0) and (1, 0), a saddle at (0, 0).
export const value = ([x, y]) => x ** 4 / 4 - x ** 2 / 2 + y ** 2 / 2;
export const gradient = ([x, y]) => [x ** 3 - x, y];
// The Hessian is diagonal; these are its entries, which are its eigenvalues.
export const curvatures = ([x]) => [3 * x ** 2 - 1, 1];
