// From what was got right to a rating of FSRS.
export const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];
export const HARD_FROM = 0.7;
const QUESTIONS_PER_CHECK = 4;

export const shareRating = (share) => (share >= 1 ? GOOD : share >= HARD_FROM ? HARD : AGAIN);

// After aids taken before the answer: a hint caps at Hard, the solution is Again.
export function aided(rating, aids) {
  if (aids.includes("solution_seen")) return AGAIN;
  return aids.includes("hint") ? Math.min(rating, HARD) : rating;
}

// `slots` are, for each slot of a skill check, whether its first answer was right. Until the check is complete each
// answer stands for itself.
export function checkRating(slots) {
  const missed = slots.filter((isRight) => !isRight).length;
  if (slots.length < QUESTIONS_PER_CHECK || missed === 0) return GOOD;
  return missed === 1 ? HARD : AGAIN;
}

// The learner's own may lower any rating, or lift Good to Easy.
export function selfRated(rating, stated) {
  const own = Math.min(EASY, Math.max(AGAIN, stated));
  if (own === EASY) return rating === GOOD ? EASY : rating;
  return Math.min(rating, own);
}
