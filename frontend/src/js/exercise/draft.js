// The draft of an exercise: saved on this device with every change, and only here.
import { docGet, docKept, docMerged, EARLIER_DRAFT } from "../local/docs.js";
import { docWriter } from "../local/doc-writer.js";
import { persistenceAsk } from "../local/persistence.js";
import { otherTextShow } from "../site/other-text.js";
import { database, tabs } from "../site/page.js";

const SAVED = "Draft saved on this device";
const CANNOT_SAVE = "This draft cannot be saved on this device. Copy it before you leave.";

// The bar under the editor shows what became of the draft; the sync state of other things would mislead there.
function stateNode(form) {
  const node = form.querySelector("[data-sync-status]");
  delete node.dataset.syncStatus;
  node.dataset.draftStatus = "";
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

export class Draft {
  constructor(db, form, draft, editor) {
    Object.assign(this, { db, editor, key: draft.key, state: stateNode(form), box: boxMake(form) });
    this.isFollowing = false;
    this.state.textContent = draft.text === null ? "" : SAVED;
    this.writer = docWriter(db, draft, {
      onSaved: (saved) => this.saved(saved),
      onFailed: () => (this.state.textContent = CANNOT_SAVE),
    });
    this.otherShow(draft);
    tabs.listen((news) => news.kind === "doc" && news.key === this.key && this.follow());
    addEventListener("pageshow", (event) => event.persisted && this.follow());
  }

  changed(text) {
    if (!this.isFollowing) this.writer.write(text);
  }

  // Code that was typed before this page's programs ran is the draft now; the one before stays beside it.
  async begin(typed, before) {
    if (before !== null && before !== typed) await docKept(this.db, this.key, before, EARLIER_DRAFT);
    // Typing has gone on meanwhile.
    return this.writer.write(this.editor.text());
  }

  saved(saved) {
    persistenceAsk();
    this.state.textContent = SAVED;
    this.otherShow(saved);
    tabs.tell({ kind: "doc", key: this.key });
  }

  otherShow(saved) {
    otherTextShow(this.box, saved, { mine: this.editor.text, merge: (other, text) => this.merge(other, text) });
  }

  show(saved) {
    this.writer.follow(saved);
    this.isFollowing = true;
    if (this.editor.text() !== saved.text) this.editor.textSet(saved.text);
    this.isFollowing = false;
    this.otherShow(saved);
  }

  // An earlier submission's code takes the draft's place; the draft stays beside it until the learner chooses. What
  // is stored elsewhere, as the starter and that code are, needs no keeping.
  async replace(text, stored) {
    const before = this.editor.text();
    if (before === text) return;
    await this.writer.write(before);
    if (before.trim() !== "" && !stored.includes(before)) await docKept(this.db, this.key, before, EARLIER_DRAFT);
    this.editor.textSet(text);
  }

  async merge(other, text) {
    await this.writer.write(this.editor.text());
    this.show(await docMerged(this.db, this.key, other, text));
    tabs.tell({ kind: "doc", key: this.key });
    this.editor.focus();
  }

  async follow() {
    const saved = await docGet(this.db, this.key);
    if (saved && this.writer.isIdle()) this.show(saved);
  }
}
