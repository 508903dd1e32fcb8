// Draws a run: bar, words, and one row for each check while they come in; at the end the server's own panel, the same that a
// reload shows.
import { swapsStart } from "../site/swaps.js";
import { progressShare, progressWords } from "./progress.js";
import { pointsWords } from "./units.js";

async function panelFetch(id) {
  const response = await fetch(`/submissions/${id}/panel/`).catch(() => null);
  if (!response?.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(`[data-submission="${CSS.escape(id)}"]`);
}

export function resultsView(root) {
  const bar = root.querySelector("[data-progress]");
  const words = root.querySelector("[data-progress-text]");
  const box = root.querySelector("[data-results]");
  const template = root.querySelector("template[data-check-row]");

  function rowMake(check) {
    const row = template.content.firstElementChild.cloneNode(true);
    const write = (name, text) => (row.querySelector(`[data-check-${name}]`).textContent = text);
    row.dataset.checkId = check.id;
    row.dataset.verdict = check.verdict;
    write("title", check.title);
    row.querySelector("[data-check-hidden]").hidden = !check.hidden;
    if (check.max_points !== undefined) write("points", pointsWords(check.points, check.max_points));
    write("message", check.message ?? "");
    row.querySelector("[data-check-message]").hidden = !check.message;
    return row;
  }

  function rowsShow({ checks, current }) {
    const list = document.createElement("ul");
    list.className = "checks";
    list.setAttribute("aria-label", "Checks");
    list.append(...checks.map(rowMake));
    if (current && !checks.some((check) => check.id === current.id)) list.append(rowMake({ ...current, verdict: "running" }));
    box.replaceChildren(list);
  }

  const panelOf = (id) => box.querySelector(`[data-submission="${CSS.escape(id)}"]`);

  return {
    box,
    show(state) {
      bar.value = progressShare(state);
      bar.textContent = String(bar.value);
      const text = progressWords(state);
      if (words.textContent !== text) words.textContent = text;
      if (state.phase === "running" || state.phase === "done") rowsShow(state);
    },
    // Resolves to whether the panel says that the submission is done.
    async panelShow(id) {
      const panel = await panelFetch(id);
      if (panel) box.replaceChildren(panel);
      return panel?.dataset.state === "done";
    },
    // The panel asks for itself every second while the submission is not done. Resolves when it is, or is no longer shown.
    async panelWait(id) {
      await swapsStart(box);
      return new Promise((resolve) => {
        const look = () => {
          const panel = panelOf(id);
          if (panel && panel.dataset.state !== "done") return;
          document.removeEventListener("htmx:afterSettle", look);
          resolve();
        };
        document.addEventListener("htmx:afterSettle", look);
        look();
      });
    },
    shownOpen() {
      const panel = box.querySelector("[data-submission]");
      return panel && panel.dataset.state !== "done" ? panel.dataset.submission : null;
    },
  };
}
