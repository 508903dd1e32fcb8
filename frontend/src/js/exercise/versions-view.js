// Earlier versions of the draft, listed under the editor.
import { versionsList } from "../local/versions.js";
import { timeWords } from "./units.js";

const linesWords = (count) => (count === 1 ? "1 line" : `${count} lines`);

// What tells a version from the one before it: the first line that was not there.
function firstDifference(text, before) {
  const known = new Set(before.split("\n"));
  return text.split("\n").find((line) => line.trim() !== "" && !known.has(line)) ?? "";
}

function partMake(tag, className, words) {
  const part = document.createElement(tag);
  part.className = className;
  part.textContent = words;
  return part;
}

function rowMake({ kept_at, text }, before, present, restore) {
  const row = partMake("li", "version-row", "");
  const time = partMake("time", "version-time", timeWords(kept_at));
  time.dateTime = new Date(kept_at).toISOString();
  const line = text === present ? "as in the editor" : firstDifference(text, before).trim();
  const button = partMake("button", "button button-small", "Restore");
  button.type = "button";
  button.setAttribute("aria-label", `Restore the draft of ${time.textContent}`);
  button.disabled = text === present;
  button.addEventListener("click", () => restore(text));
  const size = partMake("span", "version-size", linesWords(text.trimEnd().split("\n").length));
  row.append(time, size, partMake(text === present ? "span" : "code", "version-line", line), button);
  return row;
}

export async function versionsMount(form, { draft, editor }) {
  const box = document.createElement("details");
  box.className = "versions";
  const list = partMake("ol", "version-list", "");
  box.append(partMake("summary", "", "Earlier drafts"), list);
  form.append(box);

  async function show() {
    const versions = await versionsList(draft.db, draft.key);
    box.hidden = versions.length === 0;
    if (!box.open) return;
    // The draft whose place it takes becomes a version itself.
    const restore = async (text) => {
      await draft.versionKeep(editor.text());
      editor.textSet(text);
      editor.focus();
    };
    const rows = versions.map((version, index) =>
      rowMake(version, versions[index - 1]?.text ?? form.dataset.starter, editor.text(), restore),
    );
    list.replaceChildren(...rows.reverse());
  }

  box.addEventListener("toggle", show);
  form.addEventListener("descent:version", show);
  await show();
}
