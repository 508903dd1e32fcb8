// Rounds as Python does: what lies halfway goes to the even neighbour.
export function halfEven(number) {
  const below = Math.floor(number);
  if (number - below !== 0.5) return Math.round(number);
  return below % 2 === 0 ? below : below + 1;
}

export const percent = (share) => `${halfEven(share * 100)}%`;
