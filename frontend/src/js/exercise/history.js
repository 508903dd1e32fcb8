// The list of earlier submissions: a row for each, with the words that the server uses.
import { pointsWords, timeWords } from "./units.js";

function partMake(tag, className, text) {
  const part = document.createElement(tag);
  part.className = className;
  part.textContent = text;
  return part;
}

function rowFill(row, { id, state, verdict, points, max_points, scope, created_at }) {
  const outcome = state === "done" ? verdict : state;
  const scopeWords = scope === "public" ? ", public checks" : "";
  const made = new Date(created_at);
  const time = partMake("time", "history-time", timeWords(made));
  time.dateTime = made.toISOString();
  const link = partMake("a", "history-link", "");
  link.href = `?submission=${id}`;
  link.append(
    partMake("span", `history-verdict verdict-${(verdict ?? "").replaceAll(" ", "-")}`, outcome),
    partMake("span", "history-points", pointsWords(points, max_points) + scopeWords),
    time,
  );
  row.replaceChildren(link);
}

const rowOf = (list, id) => list.querySelector(`[data-submission="${CSS.escape(id)}"]`);

// Which submission's result is shown.
export function historyMark(list, id) {
  for (const link of list.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  rowOf(list, id)?.querySelector("a")?.setAttribute("aria-current", "true");
}

export function historyShow(list, submission) {
  let row = rowOf(list, submission.id);
  if (!row) {
    row = document.createElement("li");
    row.className = "history-row";
    row.dataset.submission = submission.id;
    list.querySelector("[data-history-empty]")?.remove();
    list.prepend(row);
  }
  rowFill(row, submission);
  historyMark(list, submission.id);
}
