// The form of the settings: kept on this device at once, then synced.
import { settingsGet, settingsSet, settingsSync } from "../local/practice-settings.js";

const MINUTES = [5, 240];
const DAY_MS = 86_400_000;

const dayOf = (text) => Date.parse(`${text}T00:00:00Z`);
const localToday = (now) => Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
export const daysUntil = (date, now) => Math.round((dayOf(date) - localToday(now)) / DAY_MS);

// Why a value cannot be, by field; empty where all can. A day that was set before may have passed since.
export function problemsOf({ exam_date, minutes_a_day }, keptDate, now = new Date()) {
  const problems = {};
  if (exam_date !== null && exam_date !== keptDate && !(daysUntil(exam_date, now) >= 0))
    problems.exam_date = "That day has passed. Choose one to come, or leave it empty.";
  const [least, most] = MINUTES;
  if (minutes_a_day !== null && !(Number.isInteger(minutes_a_day) && minutes_a_day >= least && minutes_a_day <= most))
    problems.minutes_a_day = `Minutes a day can be ${least} to ${most}, or empty.`;
  return problems;
}

function examWords(date, now) {
  if (date === null) return "No exam set";
  const shown = new Date(dayOf(date)).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const days = daysUntil(date, now);
  if (days === 0) return "Your exam is today";
  return days > 0 ? `Exam on ${shown}, in ${days} day${days === 1 ? "" : "s"}` : `Your exam was on ${shown}`;
}

export function summaryWords({ exam_date, minutes_a_day }, now = new Date()) {
  const [exam, minutes] = [exam_date.value, minutes_a_day.value];
  if (exam === null && minutes === null) return "Set your exam and minutes a day";
  return `${examWords(exam, now)} · ${minutes === null ? "no limit a day" : `${minutes} min a day`}`;
}

const valuesOf = (form) => ({
  exam_date: form.elements.exam_date.value || null,
  minutes_a_day: form.elements.minutes_a_day.value === "" ? null : Number(form.elements.minutes_a_day.value),
});

// `onChange` hears of settings that are other than the page's.
export async function settingsMount(details, db, send, onChange) {
  const form = details.querySelector("form");
  const status = details.querySelector("[data-settings-status]");

  function problemsShow(problems) {
    for (const note of form.querySelectorAll("[data-problem]")) {
      const field = form.elements[note.dataset.problem];
      note.textContent = problems[note.dataset.problem] ?? "";
      note.hidden = !note.textContent;
      field.setAttribute("aria-invalid", String(!note.hidden));
      field.setAttribute("aria-describedby", note.id);
    }
  }

  function show(settings) {
    const words = summaryWords(settings);
    const summary = details.querySelector("[data-settings-summary]");
    if (summary.textContent.trim() !== words) summary.textContent = words;
    if (form.contains(document.activeElement) && details.open) return;
    form.elements.exam_date.value = settings.exam_date.value ?? "";
    form.elements.minutes_a_day.value = settings.minutes_a_day.value ?? "";
  }

  async function sync() {
    const before = await settingsGet(db);
    const answer = await settingsSync(db, send);
    const after = await settingsGet(db);
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      show(after);
      onChange(after);
    }
    return answer;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = valuesOf(form);
    const problems = problemsOf(values, (await settingsGet(db)).exam_date.value);
    problemsShow(problems);
    status.textContent = "";
    if (Object.keys(problems).length) return form.elements[Object.keys(problems)[0]].focus();
    show(await settingsSet(db, values));
    status.textContent = "Saved on this device.";
    const { meaning, data } = await sync();
    if (meaning === "done") status.textContent = "Saved.";
    if (meaning === "refused") status.textContent = data?.detail ?? "The server did not take this.";
  });

  const kept = await settingsGet(db);
  if (kept.is_dirty) show(kept);
  addEventListener("online", sync);
  await sync();
}
