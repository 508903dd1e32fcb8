// The draft of an exercise or of a notebook's cell: saved on this device with every change. An exercise's is synced.
import { docAddress, docFollow, docGet, docKept, docMerged, EARLIER_DRAFT, isHeld } from "../local/docs.js";
import { docWriter } from "../local/doc-writer.js";
import { persistenceAsk } from "../local/persistence.js";
import { otherTextShow } from "../site/other-text.js";
import { changed, database, tabs } from "../site/page.js";
import { textWords } from "../sync/status.js";

const TYPING_MS = 5 * 60_000;
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

// `server` is the text that the page brought along, at its revision. Where nothing was ever written `text` is null.
export async function draftGet(key, server = { revision: 0 }) {
  const db = await database;
  const doc = server.revision > 0 ? await docFollow(db, key, server) : await docGet(db, key);
  return doc ?? { key, text: null, version: 0, others: [] };
}

export class Draft {
  constructor(db, form, draft, editor) {
    const isSynced = docAddress(draft) !== null;
    Object.assign(this, { db, form, editor, isSynced, key: draft.key, state: stateNode(form), box: boxMake(form) });
    this.isFollowing = false;
    this.before = editor.text();
    this.keptAt_ms = 0;
    this.writer = docWriter(db, draft, {
      onSaved: (saved) => this.saved(saved),
      onFailed: () => (this.state.textContent = CANNOT_SAVE),
    });
    this.otherShow(draft);
    tabs.listen((news) => news.kind === "doc" && news.key === this.key && this.follow());
    addEventListener("pageshow", (event) => event.persisted && this.follow());
    document.addEventListener("descent:synced", () => this.follow());
    document.addEventListener("descent:status", () => this.stateShow(this.doc));
  }

  changed(text) {
    if (!this.isFollowing) {
      this.typingKeep(text);
      this.writer.write(text);
    }
    this.before = text;
  }

  // What was there before the learner typed on, once in a while; and always before all of it goes.
  typingKeep(text) {
    const now_ms = Date.now();
    const isReset = text === this.form.dataset.starter;
    if (!isReset && Math.abs(now_ms - this.keptAt_ms) < TYPING_MS) return;
    this.keptAt_ms = now_ms;
    this.versionKeep(this.before);
  }

  // The starter is stored elsewhere.
  async versionKeep(text) {
    if (!this.isSynced || text === this.form.dataset.starter) return;
    try {
      const { versionKeep } = await import("../local/versions.js");
      await versionKeep(this.db, this.key, text);
      this.form.dispatchEvent(new Event("descent:version"));
    } catch {
      // No room, or no network for what keeps versions: the draft itself is kept all the same.
    }
  }

  // Code that was typed before this page's programs ran is the draft now; the one before stays beside it.
  async begin(typed, before) {
    if (before !== null && before !== typed) await docKept(this.db, this.key, before, EARLIER_DRAFT);
    // Typing has gone on meanwhile.
    return this.writer.write(this.editor.text());
  }

  saved(saved) {
    this.otherShow(saved);
    this.news();
  }

  news() {
    const news = { kind: "doc", key: this.key };
    if (this.isSynced) return changed(news);
    persistenceAsk();
    tabs.tell(news);
  }

  otherShow(saved) {
    this.stateShow(saved);
    otherTextShow(this.box, saved, { mine: this.editor.text, merge: (other, text) => this.merge(other, text) });
  }

  stateShow(doc) {
    this.doc = doc;
    if (doc.text === null) this.state.textContent = "";
    else if (this.isSynced) this.state.textContent = textWords({ ...doc, isHeld: isHeld(doc) });
    else this.state.textContent = SAVED;
  }

  show(saved) {
    this.writer.follow(saved);
    this.isFollowing = true;
    if (this.editor.text() !== saved.text) this.editor.textSet(saved.text);
    this.isFollowing = false;
    this.otherShow(saved);
  }

  async merge(other, text) {
    const mine = this.editor.text();
    await this.writer.write(mine);
    for (const each of [other.text, mine]) if (each !== text) await this.versionKeep(each);
    this.show(await docMerged(this.db, this.key, other, text));
    this.news();
    this.editor.focus();
  }

  async follow() {
    const saved = await docGet(this.db, this.key);
    if (saved && this.writer.isIdle()) this.show(saved);
  }
}
