// Learner-local days: a day begins at four in the morning where the learner is.
export const DAY_MS = 86_400_000;
const ROLLOVER_HOURS = 4;

export const dayIndex = (t_ms, tz_offset_min) =>
  Math.floor((t_ms + (tz_offset_min - ROLLOVER_HOURS * 60) * 60_000) / DAY_MS);

// Whole days between two instants; 0 where there was none before.
export const daysSince = (then_ms, t_ms) => (then_ms === null ? 0 : Math.floor(Math.max(0, t_ms - then_ms) / DAY_MS));
