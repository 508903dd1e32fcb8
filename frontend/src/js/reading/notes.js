// Private notes on a part: saved on this device with every key, sent to the server soon after.
import { docFollow, docGet, docMerged, isHeld } from "../local/docs.js";
import { docWriter } from "../local/doc-writer.js";
import { otherTextShow } from "../site/other-text.js";
import { changed, database, tabs } from "../site/page.js";
import { CANNOT_SAVE, statusShow, textWords } from "../sync/status.js";

// A version that no text has: what is stored was not seen by the one who types.
const UNSEEN = -1;

class Note {
  constructor(db, form, key) {
    Object.assign(this, { db, key, area: form.querySelector("textarea") });
    this.count = form.querySelector("[data-count]");
    this.state = form.querySelector("[data-notes-status]");
    this.box = form.querySelector("[data-notes-conflict]");
  }

  begin(doc, typed, isTypedOnOtherText) {
    this.writer = docWriter(this.db, isTypedOnOtherText ? { ...doc, version: UNSEEN } : doc, {
      onSaved: (saved) => this.saved(saved),
      onFailed: () => this.failed(),
    });
    if (typed === null) this.show(doc);
    else this.write();
    this.area.addEventListener("input", () => this.write());
    tabs.listen((news) => news.kind === "doc" && news.key === this.key && this.follow());
    document.addEventListener("descent:synced", () => this.follow());
    document.addEventListener("descent:status", () => this.wordsShow());
    addEventListener("pageshow", (event) => event.persisted && this.follow());
  }

  write() {
    this.countShow();
    return this.writer.write(this.area.value);
  }

  saved(doc) {
    this.stateShow(doc);
    changed({ kind: "doc", key: this.key });
  }

  countShow() {
    this.count.textContent = `${this.area.value.length}/${this.area.maxLength}`;
  }

  failed() {
    this.doc = null;
    this.state.textContent = CANNOT_SAVE;
    statusShow(CANNOT_SAVE);
  }

  wordsShow() {
    if (this.doc) this.state.textContent = textWords({ ...this.doc, isHeld: isHeld(this.doc) });
  }

  stateShow(doc) {
    const { area, box } = this;
    this.doc = doc;
    this.wordsShow();
    const merge = (other, text) => this.merge(other, text);
    otherTextShow(box, doc, { mine: () => area.value, merge, joinLimit: area.maxLength });
  }

  show(doc) {
    this.writer.follow(doc);
    if (this.area.value !== doc.text) this.area.value = doc.text;
    this.countShow();
    this.stateShow(doc);
  }

  async merge(other, text) {
    await this.write();
    this.show(await docMerged(this.db, this.key, other, text));
    changed({ kind: "doc", key: this.key });
    this.area.focus();
  }

  async follow() {
    const doc = await docGet(this.db, this.key);
    if (doc && this.writer.isIdle()) this.show(doc);
  }
}

// Where the browser keeps nothing the field still takes text, and says so.
function cannotSave(form) {
  const say = () => (form.querySelector("[data-notes-status]").textContent = CANNOT_SAVE);
  form.querySelector("textarea").addEventListener("input", say);
  say();
}

export async function notesMount(form) {
  form.addEventListener("submit", (event) => event.preventDefault());
  const key = `note:${form.dataset.part}`;
  const db = await database.catch(() => null);
  if (!db) return cannotSave(form);
  const note = new Note(db, form, key);
  const { area } = note;
  // The page's own text, not the field's: the browser may have put an older one back, or the learner begun to type.
  const server = { text: area.defaultValue, revision: Number(form.dataset.revision) };
  const doc = await docFollow(db, key, server);
  const typed = document.activeElement === area && area.value !== server.text ? area.value : null;
  note.begin(doc, typed, typed !== null && doc.text !== server.text);
}
