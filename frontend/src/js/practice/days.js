// Learner-local days: a day begins at four in the morning where the learner is.
export const DAY_MS = 86_400_000;
const ROLLOVER_HOURS = 4;

export const dayIndex = (t_ms, tz_offset_min) =>
  Math.floor((t_ms + (tz_offset_min - ROLLOVER_HOURS * 60) * 60_000) / DAY_MS);
