// Shows how far the day is, or the session while there is one.
import { sittingDone } from "./sitting.js";

export function todayShow(node, { spent_min, minutes_a_day }, sitting) {
  const done = Math.round(sitting ? sittingDone(sitting, spent_min) : spent_min);
  const limit = sitting ? sitting.minutes : minutes_a_day;
  const words = `${done}${limit > done ? ` of ${Math.round(limit)}` : ""} min ${sitting ? "now" : "today"}`;
  const text = node.querySelector("[data-today-text]");
  if (text.textContent !== words) text.textContent = words;
  const bar = node.querySelector("[data-today-progress]");
  bar.hidden = !limit;
  bar.max = limit || 1;
  bar.value = Math.min(done, limit || 0);
  for (const chip of node.querySelectorAll("[data-session]"))
    if (Number(chip.dataset.session) === (sitting?.minutes ?? 0)) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
}
