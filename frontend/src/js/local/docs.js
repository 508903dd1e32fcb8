// Texts that the learner writes. `version` counts changes on this device, `base_revision` is the server's revision
// that the text rests on and `base_text` its text, `refusal` says why the server does not take it, `sent` holds texts whose delivery is not certain yet, and `others` holds texts that
// competed with this one, until the learner has merged them. `moved` holds a guest's texts that the server had: it
// joins them with the account's.

export const SERVER = "server";
export const ANOTHER_TAB = "another tab";
export const EARLIER_DRAFT = "earlier draft";
export const GUEST = "a guest on this device";
const SENT_LIMIT = 4;
// Where the server has them; other texts stay on the device that they were written on.
const ADDRESSES = { note: "/api/v1/notes/", draft: "/api/v1/drafts/" };

export function docAddress({ key }) {
  const [kind, ...rest] = key.split(":");
  return kind in ADDRESSES ? ADDRESSES[kind] + encodeURIComponent(rest.join(":")) : null;
}

export const isUnsynced = (doc) => doc.is_dirty && docAddress(doc) !== null;

export const docGet = (db, key) => db.get("docs", key);

export const isHeld = (doc) => doc.others.some((other) => other.source === SERVER);

function docNew(key) {
  return { key, text: "", version: 0, base_revision: 0, base_text: "", refusal: "", is_dirty: false, changed_at: 0, sent: [], others: [], moved: [] };
}

async function docChange(db, key, change) {
  const tx = db.transaction("docs", "readwrite");
  const before = (await tx.store.get(key)) ?? docNew(key);
  const after = change(before);
  if (after !== before) tx.store.put(after);
  await tx.done;
  return after;
}

const withOther = (others, other) =>
  others.some((known) => known.text === other.text) ? others : [...others, other];

// `seenVersion` is the version that the writer started from. Where another tab has written since, its text is kept.
export function docWrite(db, key, text, seenVersion) {
  return docChange(db, key, (doc) => {
    if (doc.text === text && doc.version > 0) return doc;
    const forked = doc.version !== seenVersion && doc.text !== "";
    const others = forked
      ? withOther(doc.others, { source: ANOTHER_TAB, text: doc.text, revision: null })
      : doc.others;
    return { ...doc, text, others, refusal: "", version: doc.version + 1, is_dirty: true, changed_at: Date.now() };
  });
}

// A guest's text that the server should have joined into the account's, and did not, is kept beside it.
function movedCheck(doc, serverText) {
  const missing = doc.moved.filter((text) => !serverText.includes(text.trim()));
  const others = missing.map((text) => ({ source: GUEST, text, revision: null }));
  return { ...doc, moved: [], others: others.reduce(withOther, doc.others) };
}

// What the page brought along: the server's text at its revision.
export function docFollow(db, key, { text, revision }) {
  return docChange(db, key, (doc) => {
    const isSame = doc.text === text;
    const isOlder = revision < doc.base_revision && doc.moved.length === 0;
    // What was refused is tried again at each visit.
    if (!isSame && (doc.is_dirty || isOlder)) return doc.refusal ? { ...doc, refusal: "" } : doc;
    const base = { base_revision: revision, base_text: text, is_dirty: false, refusal: "", sent: [] };
    const followed = { ...movedCheck(doc, text), ...base, text };
    return isSame ? followed : { ...followed, version: doc.version + 1, changed_at: Date.now() };
  });
}

export function docSending(db, key) {
  return docChange(db, key, (doc) => ({ ...doc, sent: [...doc.sent.filter((text) => text !== doc.text), doc.text].slice(-SENT_LIMIT) }));
}

// `delivered` is the text as it was sent.
export function docDelivered(db, delivered, revision) {
  return docChange(db, delivered.key, (doc) => ({
    ...doc,
    base_revision: revision,
    base_text: delivered.text,
    is_dirty: doc.version !== delivered.version,
    sent: [],
  }));
}

// Sent again it would be refused again, until it is another text.
export function docTurnedAway(db, sent, refusal) {
  return docChange(db, sent.key, (doc) => (doc.version === sent.version ? { ...doc, refusal } : doc));
}

// The server has another text. It may be our own, sent before an answer got lost; else the learner must see both.
export function docRefused(db, key, { text, revision }) {
  return docChange(db, key, (before) => {
    const doc = movedCheck(before, text);
    const known = { ...doc, base_revision: revision, base_text: text, sent: [] };
    if (text === doc.text) return { ...known, is_dirty: false };
    if (text === "" || doc.sent.slice(0, -1).includes(text)) return known;
    const others = doc.others.filter((other) => other.source !== SERVER);
    return { ...doc, sent: [], others: withOther(others, { source: SERVER, text, revision }) };
  });
}

// A text that is about to be replaced is kept beside the new one.
export function docKept(db, key, text, source) {
  return docChange(db, key, (doc) => ({ ...doc, others: withOther(doc.others, { source, text, revision: null }) }));
}

// The learner has merged one of the others into `text`, or chosen between them.
export function docMerged(db, key, other, text) {
  return docChange(db, key, (doc) => ({
    ...doc,
    text,
    others: doc.others.filter((known) => known.text !== other.text),
    base_revision: other.revision ?? doc.base_revision,
    base_text: other.revision === null ? doc.base_text : other.text,
    refusal: "",
    version: doc.version + 1,
    is_dirty: true,
    changed_at: Date.now(),
  }));
}

export const docsUnsynced = async (db) => (await db.getAll("docs")).filter(isUnsynced);
