// Numbers as people read them.

const MIB = 1024 ** 2;

export function secondsWords(value_s) {
  if (value_s < 0.0005) return "under 1 ms";
  if (value_s < 0.9995) return `${Math.round(value_s * 1000)} ms`;
  if (value_s < 59.95) return `${value_s.toFixed(1)} s`;
  const whole_s = Math.round(value_s);
  return `${Math.floor(whole_s / 60)} min ${whole_s % 60} s`;
}

export function bytesWords(value_bytes) {
  if (value_bytes < MIB) return `${Math.round(value_bytes / 1024)} KiB`;
  if (value_bytes < 1024 * MIB) return `${Math.round(value_bytes / MIB)} MiB`;
  return `${(value_bytes / (1024 * MIB)).toFixed(1)} GiB`;
}

const ENDINGS = { one: "st", two: "nd", few: "rd", other: "th" };
const rules = new Intl.PluralRules("en", { type: "ordinal" });

export const ordinalWords = (number) => `${number}${ENDINGS[rules.select(number)]}`;

export const pointsWords = (points, max_points) => `${points ?? "–"}/${max_points ?? "–"}`;

const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const timeWords = (value_ms) => time.format(value_ms);
