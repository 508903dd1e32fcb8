// The draft of an exercise: saved on this device with every change, and only here.
import { undo } from "@codemirror/commands";
import { docGet, docMerged } from "../local/docs.js";
import { docWriter } from "../local/doc-writer.js";
import { otherTextShow } from "../site/other-text.js";
import { database, tabs } from "../site/page.js";

const SAVED = "Draft saved on this device";
const CANNOT_SAVE = "This draft cannot be saved on this device. Copy it before you leave.";

// The bar under the editor shows what became of the draft; the sync state of other things would mislead there.
function stateNode(form) {
  const node = form.querySelector("[data-sync-status]");
  delete node.dataset.syncStatus;
  node.dataset.draftStatus = "";
  node.textContent = "";
  return node;
}

function boxMake(form) {
  const box = document.createElement("div");
  box.className = "editor-hint";
  box.dataset.draftConflict = "";
  box.hidden = true;
  form.querySelector("[data-editor-box]").after(box);
  return box;
}

export async function draftGet(key) {
  return (await docGet(await database, key)) ?? { key, text: null, version: 0, others: [] };
}

// `editor` is filled in by the caller as soon as it stands.
export async function draftKeep(form, draft, editor) {
  const db = await database;
  const { key } = draft;
  const state = stateNode(form);
  const box = boxMake(form);
  const writer = docWriter(db, draft, {
    onSaved(saved) {
      state.textContent = SAVED;
      otherShow(saved);
      tabs.tell({ kind: "doc", key });
    },
    onFailed: () => (state.textContent = CANNOT_SAVE),
  });
  const otherShow = (saved) => otherTextShow(box, saved, { mine: editor.text, merge });
  let isFollowing = false;

  function show(saved) {
    writer.follow(saved);
    isFollowing = true;
    if (editor.text() !== saved.text) editor.textSet(saved.text);
    isFollowing = false;
    otherShow(saved);
  }

  async function merge(other, text) {
    await writer.write(editor.text());
    show(await docMerged(db, key, other, text));
    tabs.tell({ kind: "doc", key });
    editor.focus();
  }

  async function follow() {
    const saved = await docGet(db, key);
    if (saved && writer.isIdle()) show(saved);
  }

  tabs.listen((news) => news.kind === "doc" && news.key === key && follow());
  addEventListener("pageshow", (event) => event.persisted && follow());
  if (draft.text !== null) state.textContent = SAVED;
  otherShow(draft);
  resetMount(form, editor);
  return { changed: (text) => isFollowing || writer.write(text) };
}

function resetMount(form, editor) {
  form.querySelector("[data-reset]").addEventListener("click", () => {
    if (editor.text() === form.dataset.starter) return;
    editor.textSet(form.dataset.starter);
    const back = document.createElement("button");
    back.type = "button";
    back.className = "button button-quiet";
    back.textContent = "Undo";
    back.addEventListener("click", () => {
      undo(editor.view);
      back.remove();
      editor.focus();
    });
    form.querySelector("[data-undo]")?.remove();
    back.dataset.undo = "";
    form.querySelector("[data-reset]").after(back);
    editor.focus();
  });
}
