// The plan of the day: of what is worth doing, the items that fit the minutes.

// Without a limit of minutes, so many items are as far as anybody looks.
const ITEMS_AHEAD = 5;

const isApart = (one, other) => !one.item.concepts.some((concept) => other.item.concepts.includes(concept));

// Items that fit into the minutes together, best first, one of each pool. Two in a row about the same concept are set
// apart where something else fits.
export function dayFit(choices, minutes) {
  const waiting = [...choices];
  const fitting = [];
  let left = minutes ?? Infinity;
  while (fitting.length < ITEMS_AHEAD) {
    const pools = new Set(fitting.map(({ item }) => item.pool).filter(Boolean));
    const possible = waiting.filter(({ item }) => item.minutes <= left && !pools.has(item.pool));
    if (possible.length === 0) break;
    const chosen = possible.find((choice) => fitting.length === 0 || isApart(choice, fitting.at(-1))) ?? possible[0];
    waiting.splice(waiting.indexOf(chosen), 1);
    fitting.push(chosen);
    left -= chosen.item.minutes;
  }
  return fitting;
}

// What fits into the session's minutes before what does not.
export const nextOf = (choices, minutes) =>
  choices.find(({ item }) => minutes === null || item.minutes <= minutes) ?? choices[0] ?? null;
