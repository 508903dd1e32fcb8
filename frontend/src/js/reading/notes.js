// Private notes on a part: saved on this device with every key, sent to the server soon after.
import { docFollow, docGet, docMerged, isHeld } from "../local/docs.js";
import { docWriter } from "../local/doc-writer.js";
import { otherTextShow } from "../site/other-text.js";
import { changed, database, tabs } from "../site/page.js";
import { CANNOT_SAVE, SAVED, SYNCED, statusShow } from "../sync/status.js";

// A version that no text has: what is stored was not seen by the one who types.
const UNSEEN = -1;

function stateWords(doc) {
  if (isHeld(doc)) return "kept, choose below";
  if (doc.is_dirty) return SAVED;
  return doc.text ? SYNCED : "";
}

// What the learner sees of a note: the field, the count, the state, and a text that competes with it.
function noteView(form, merge) {
  const area = form.querySelector("textarea");
  const state = form.querySelector("[data-notes-status]");
  const count = form.querySelector("[data-count]");
  const box = form.querySelector("[data-notes-conflict]");
  const countShow = () => (count.textContent = `${area.value.length}/${area.maxLength}`);
  area.addEventListener("input", countShow);
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    area,
    stateShow(doc) {
      state.textContent = stateWords(doc);
      otherTextShow(box, doc, { mine: () => area.value, merge, joinLimit: area.maxLength });
    },
    textShow(doc) {
      if (area.value !== doc.text) area.value = doc.text;
      countShow();
      this.stateShow(doc);
    },
  };
}

export async function notesMount(form) {
  const key = `note:${form.dataset.part}`;
  const view = noteView(form, merge);
  const { area } = view;
  const db = await database;
  // The page's own text, not the field's: the browser may have put an older one back, or the learner begun to type.
  const server = { text: area.defaultValue, revision: Number(form.dataset.revision) };
  const doc = await docFollow(db, key, server);
  const typed = document.activeElement === area && area.value !== area.defaultValue ? area.value : null;
  const isTypedOnOtherText = typed !== null && doc.text !== server.text;
  const writer = docWriter(db, isTypedOnOtherText ? { ...doc, version: UNSEEN } : doc, {
    onSaved(saved) {
      view.stateShow(saved);
      changed({ kind: "doc", key });
    },
    onFailed: () => statusShow(CANNOT_SAVE),
  });

  async function merge(other, text) {
    await writer.write(area.value);
    show(await docMerged(db, key, other, text));
    changed({ kind: "doc", key });
    area.focus();
  }

  function show(saved) {
    writer.follow(saved);
    view.textShow(saved);
  }

  async function follow() {
    const saved = await docGet(db, key);
    if (saved && writer.isIdle()) show(saved);
  }

  if (typed !== null) writer.write(typed);
  else show(doc);
  area.addEventListener("input", () => writer.write(area.value));
  tabs.listen((news) => news.kind === "doc" && news.key === key && follow());
  document.addEventListener("descent:synced", follow);
  addEventListener("pageshow", (event) => event.persisted && follow());
}
