// Earlier submissions: a row shows its result, and the code that was sent can be put in the editor.
import { docKept, EARLIER_DRAFT } from "../local/docs.js";
import { historyMark } from "./history.js";

const isPlainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

// An earlier submission's code takes the draft's place; the draft stays beside it until the learner chooses. What
// is stored elsewhere, as the starter and that code are, needs no keeping.
async function draftReplace({ db, key, editor, writer }, text, stored) {
  const before = editor.text();
  if (before === text) return;
  await writer.write(before);
  if (before.trim() !== "" && !stored.includes(before)) await docKept(db, key, before, EARLIER_DRAFT);
  editor.textSet(text);
}

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
    await draftReplace(draft, code, stored);
    stored.push(code);
    editor.faultsShow([]);
    editor.focus();
    form.scrollIntoView({ block: "start" });
  });
}
