// Draws a run: bar, words, and one row for each check while they come in; at the end the server's own panel, the
// same that a reload shows.
import { swapsStart } from "../site/swaps.js";
import { isOpen, progressShare, progressWords } from "./progress.js";
import { pointsWords } from "./units.js";

async function panelFetch(id) {
  const response = await fetch(`/submissions/${id}/panel/`).catch(() => null);
  if (!response?.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(`[data-submission="${CSS.escape(id)}"]`);
}

function rowMake(template, check) {
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

export class ResultsView {
  constructor(root) {
    this.bar = root.querySelector("[data-progress]");
    this.words = root.querySelector("[data-progress-text]");
    this.box = root.querySelector("[data-results]");
    this.section = root.querySelector("[data-phase]");
    this.template = root.querySelector("template[data-check-row]");
  }

  show(state) {
    this.section.dataset.phase = state.phase;
    this.bar.value = progressShare(state);
    this.bar.textContent = String(this.bar.value);
    this.say(progressWords(state));
    if (state.phase === "running" || state.phase === "done") this.rowsShow(state);
  }

  say(words) {
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  rowsShow({ checks, current }) {
    const isRunning = current && !checks.some((check) => check.id === current.id);
    const shown = isRunning ? [...checks, { ...current, verdict: "running" }] : checks;
    const list = document.createElement("ul");
    list.className = "checks";
    list.setAttribute("aria-label", "Checks");
    list.append(...shown.map((check) => rowMake(this.template, check)));
    this.box.replaceChildren(list);
  }

  // Shows the result of an earlier submission; resolves to false where it could not be read.
  async earlierShow(id) {
    const panel = await panelFetch(id);
    if (!panel || isOpen(panel.dataset.state)) return false;
    this.box.replaceChildren(panel);
    this.section.dataset.phase = "done";
    this.bar.value = 1;
    this.section.querySelector("h2").focus({ preventScroll: true });
    this.section.scrollIntoView({ block: "start" });
    return true;
  }

  // The keyboard's place stays where the new panel has it too.
  put(panel) {
    const { id } = document.activeElement;
    this.box.replaceChildren(panel);
    if (id) panel.querySelector(`#${CSS.escape(id)}`)?.focus();
  }

  // Resolves to whether the panel says that the submission is over.
  async panelShow(id) {
    const panel = await panelFetch(id);
    if (panel) this.put(panel);
    return panel !== null && !isOpen(panel.dataset.state);
  }

  // What the server says of the wait, unless it is over when the answer comes.
  async waitShow(id) {
    const panel = await panelFetch(id);
    if (panel && this.section.dataset.phase === "queued") this.put(panel);
  }

  panelIsOpen(id) {
    const panel = this.box.querySelector(`[data-submission="${CSS.escape(id)}"]`);
    return panel !== null && isOpen(panel.dataset.state);
  }

  // The panel asks for itself every second while the submission is not done. Resolves when it is, or is no longer
  // shown.
  async panelWait(id) {
    await swapsStart(this.box);
    return new Promise((resolve) => {
      const look = () => {
        if (this.panelIsOpen(id)) return;
        document.removeEventListener("htmx:afterSettle", look);
        resolve();
      };
      document.addEventListener("htmx:afterSettle", look);
      look();
    });
  }

  // A submission that was not done when the server made the page.
  idOpen() {
    const panel = this.box.querySelector("[data-submission]");
    return panel && isOpen(panel.dataset.state) ? panel.dataset.submission : null;
  }
}
