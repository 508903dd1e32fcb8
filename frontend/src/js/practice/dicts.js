// Objects keyed by what devices wrote: nothing is inherited, and "__proto__" is a key like any other.
export const dictOf = (entries = {}) => Object.assign(Object.create(null), entries);

export function dictMap(written, change) {
  const dict = dictOf();
  for (const key of Object.keys(written)) dict[key] = change(written[key]);
  return dict;
}
