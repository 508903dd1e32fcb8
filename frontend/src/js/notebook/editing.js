// The editor of a cell, with all of CodeMirror: loaded when a reader first edits.
import { codeEditorMake } from "../exercise/code-editor.js";
import { resetMount } from "../exercise/reset.js";

const HELP = "Tab indents. To leave the editor with the keyboard, press Escape, then Tab.";

export function editorMake(section, area, text, { original, onChange, onRun }) {
  const help = document.createElement("p");
  help.id = `${section.id}-help`;
  help.className = "hint editor-hint";
  help.textContent = HELP;
  section.querySelector("[data-editor-box]").after(help);
  section.dataset.starter = original;
  const editor = codeEditorMake(area, text, { describedBy: help.id, onChange, onRun, onSubmit: onRun });
  resetMount(section, editor);
  return editor;
}
