// How expectations compare with what came, in ten bins by what was expected.
const BINS = 10;

export function honestyNote(honesty, expected, outcome) {
  const place = Math.min(BINS - 1, Math.trunc(expected * BINS));
  honesty.counts[place] += 1;
  honesty.predicted[place] += expected;
  honesty.passed[place] += outcome;
}
