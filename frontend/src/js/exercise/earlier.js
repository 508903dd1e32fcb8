// Earlier submissions: a row shows its result, and the code that was sent can be put in the editor.
import { historyMark } from "./history.js";

const isPlainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

export function earlierMount(form, { editor, draft, submitting }) {
  const { results, history } = submitting;
  const stored = [form.dataset.starter];

  history.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    // A run under way keeps the panel; the link's own page shows the earlier result.
    if (!link || !isPlainClick(event) || submitting.isBusy()) return;
    event.preventDefault();
    const { submission } = link.closest("[data-submission]").dataset;
    if (!(await results.earlierShow(submission))) return location.assign(link.href);
    historyMark(history, submission);
    editor.faultsShow([]);
  });

  results.box.addEventListener("click", async (event) => {
    if (!event.target.closest("[data-restore]")) return;
    const code = results.box.querySelector("[data-submitted-code]").textContent;
    await draft.replace(code, stored);
    stored.push(code);
    editor.faultsShow([]);
    editor.focus();
    form.scrollIntoView({ block: "start" });
  });
}
