// An exercise's page.
import { codeEditorMake } from "./exercise/code-editor.js";
import { Draft, draftGet } from "./exercise/draft.js";
import { keysShow } from "./exercise/keys.js";
import { ResultsView } from "./exercise/results.js";
import { Submitting } from "./exercise/submitting.js";
import { database } from "./site/page.js";

async function exerciseMount(form) {
  const area = form.querySelector("[data-editor]");
  form.addEventListener("submit", (event) => event.preventDefault());
  keysShow(form);
  const db = await database;
  const stored = await draftGet(area.dataset.doc, JSON.parse(document.getElementById("draft").textContent));
  // Someone may have begun to type before this ran.
  const typed = area.value === area.defaultValue ? null : area.value;
  // The editor speaks to these once it stands; it says nothing while it is made.
  const parts = {};
  const editor = codeEditorMake(area, typed ?? stored.text ?? area.value, {
    describedBy: "code-help",
    onChange: (text) => parts.draft.changed(text),
    onRun: () => parts.submitting.submit("public"),
    onSubmit: () => parts.submitting.submit("all"),
  });
  parts.editor = editor;
  parts.draft = new Draft(db, form, stored, editor);
  parts.submitting = new Submitting(form, new ResultsView(document), document.querySelector("[data-history]"), editor, parts.draft);
  form.addEventListener("submit", (event) => parts.submitting.submit(event.submitter?.dataset.run ?? "all"));
  parts.submitting.restore();
  import("./exercise/afterwards.js").then(
    ({ afterwards }) => afterwards(form, parts),
    () => {},
  );
  if (typed !== null) await parts.draft.begin(typed, stored.text);
}

for (const form of document.querySelectorAll("form[data-exercise]")) exerciseMount(form);
