// How much time the learner has now: a session of some minutes, counted by the minutes that practice itself counts.
const KEY = "descent-practice-session";

// `spent_min` are the minutes practised today when it begins.
export const sittingBegin = (minutes, spent_min) => (minutes ? { minutes, from_min: spent_min } : null);

// Minutes of it that are done. The day's count begins anew at four in the morning.
export const sittingDone = ({ from_min }, spent_min) => Math.max(0, spent_min < from_min ? spent_min : spent_min - from_min);

export const sittingLeft = (sitting, spent_min) =>
  sitting ? Math.max(0, sitting.minutes - sittingDone(sitting, spent_min)) : null;

export function sittingKeep(sitting) {
  if (sitting) sessionStorage.setItem(KEY, JSON.stringify(sitting));
  else sessionStorage.removeItem(KEY);
}

// The one that goes on in this tab; another one where the address asks for other minutes.
export function sittingFound(search, spent_min) {
  const asked = Number(new URLSearchParams(search).get("minutes")) || null;
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  return asked !== null && kept?.minutes === asked ? kept : sittingBegin(asked, spent_min);
}
