// The list of earlier submissions: a row for each, with the words that the server uses.
import { pointsWords } from "./units.js";

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function partMake(tag, className, text) {
  const part = document.createElement(tag);
  part.className = className;
  part.textContent = text;
  return part;
}

function rowFill(row, { state, verdict, points, max_points, scope, created_at }) {
  const outcome = state === "done" ? verdict : state;
  const scopeWords = scope === "public" ? ", public checks" : "";
  const time = partMake("time", "history-time", when.format(new Date(created_at)));
  time.dateTime = new Date(created_at).toISOString();
  row.replaceChildren(
    partMake("span", `history-verdict verdict-${(verdict ?? "").replaceAll(" ", "-")}`, outcome),
    partMake("span", "history-points", pointsWords(points, max_points) + scopeWords),
    time,
  );
}

export function historyShow(list, submission) {
  let row = list.querySelector(`[data-submission="${CSS.escape(submission.id)}"]`);
  if (!row) {
    row = document.createElement("li");
    row.className = "history-row";
    row.dataset.submission = submission.id;
    list.querySelector("[data-history-empty]")?.remove();
    list.prepend(row);
  }
  rowFill(row, submission);
}
