// An exercise's page.
import { codeEditorMake } from "./exercise/code-editor.js";
import { draftGet, draftKeep } from "./exercise/draft.js";
import { keysShow } from "./exercise/keys.js";
import { resultsView } from "./exercise/results.js";
import { submittingMount } from "./exercise/submitting.js";

const HELP_ID = "code-help";

function helpShow(form) {
  const help = document.createElement("p");
  help.id = HELP_ID;
  help.className = "hint editor-hint";
  help.textContent = "Tab indents. To leave the editor with the keyboard, press Escape, then Tab.";
  form.querySelector("[data-editor-box]").after(help);
}

async function exerciseMount(form) {
  const area = form.querySelector("[data-editor]");
  form.addEventListener("submit", (event) => event.preventDefault());
  keysShow(form);
  helpShow(form);
  const draft = await draftGet(area.dataset.doc);
  const begun = draft.text ?? area.value;
  let kept = { changed: () => {} };
  let submit = () => {};
  const editor = codeEditorMake(area, begun, {
    describedBy: HELP_ID,
    onChange: (text) => kept.changed(text),
    onRun: () => submit("public"),
    onSubmit: () => submit("all"),
  });
  kept = await draftKeep(form, draft, editor);
  if (editor.text() !== begun) kept.changed(editor.text());
  submit = submittingMount(form, resultsView(document), document.querySelector("[data-history]"), editor);
  form.addEventListener("submit", (event) => submit(event.submitter?.dataset.run ?? "all"));
}

for (const form of document.querySelectorAll("form[data-exercise]")) exerciseMount(form);
