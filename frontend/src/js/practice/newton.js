// One Newton step of seven weights with their covariance, which is kept as the upper triangle, row by row.
const SIZE = 7;
// Where the triangle holds a row's columns.
const AT = Array.from({ length: SIZE }, (_row, row) =>
  Array.from({ length: SIZE }, (_column, column) => {
    const [low, high] = [Math.min(row, column), Math.max(row, column)];
    return low * SIZE - (low * (low - 1)) / 2 + (high - low);
  }),
);

export function diagonal(variance) {
  const triangle = new Array((SIZE * (SIZE + 1)) / 2).fill(0);
  for (let row = 0; row < SIZE; row += 1) triangle[AT[row][row]] = variance;
  return triangle;
}

// `slope` and `information` are of the likelihood in the log-odds, `spread` the variance that other unknowns add to
// them; `drift` is added to each variance that is below `prior`. Changes a calibrator's weights and covariance;
// returns by how much the news is damped.
export function newtonStep({ weights, covariance }, features, { slope, information, spread, drift, prior }) {
  const moves = AT.map((row) => {
    let sum = 0;
    for (let column = 0; column < SIZE; column += 1) sum += covariance[row[column]] * features[column];
    return sum;
  });
  let variance = 0;
  for (let row = 0; row < SIZE; row += 1) variance += features[row] * moves[row];
  const damping = 1 + information * (variance + spread);
  for (let row = 0; row < SIZE; row += 1) {
    weights[row] += (slope / damping) * moves[row];
    const shrink = (information / damping) * moves[row];
    for (let column = row; column < SIZE; column += 1) covariance[AT[row][column]] -= shrink * moves[column];
    if (covariance[AT[row][row]] < prior) covariance[AT[row][row]] += drift;
  }
  return damping;
}
