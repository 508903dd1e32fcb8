import assert from "node:assert/strict";
import { test } from "node:test";
import { pageMake, storeMake } from "./support.mjs";
import { docFollow, docGet, docRefused, docSending, docWrite, isHeld } from "../../frontend/src/js/local/docs.js";
import { eventMake } from "../../frontend/src/js/local/events.js";
import { guestMove } from "../../frontend/src/js/local/moving.js";
import { eventAdd, outboxDevices } from "../../frontend/src/js/local/outbox.js";
import { readAdd } from "../../frontend/src/js/local/reads.js";
import { STORES } from "../../frontend/src/js/local/store.js";

pageMake("");
const skip = () => eventMake({ kind: "skip", item_id: "x" });

test("everything of a guest moves to the account, and the guest's database is empty", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  await docWrite(guest, "note:p", "a note", 0);
  await docWrite(guest, "draft:e", "code", 0);
  await readAdd(guest, "so-3.1");
  await guest.put("answers", { question: "q", part: "p", answered_at: 5, attempt: 1 });
  await guest.put("submissions", { id: "s", state: "unsent", created_at: 1 });
  await guest.put("meta", { key: "retake:p", value: { attempt: 2, begun_at: 3 } });
  await eventAdd(guest, skip());
  assert.equal(await guestMove(guest, account), true);
  for (const store of STORES) assert.equal(await guest.count(store), 0, store);
  assert.equal((await docGet(account, "note:p")).text, "a note");
  assert.equal((await docGet(account, "draft:e")).text, "code");
  for (const store of ["reads", "answers", "submissions", "outbox"]) assert.equal(await account.count(store), 1, store);
  assert.equal((await account.get("meta", "retake:p")).value.attempt, 2);
});

test("a guest's events keep their device and number beside the account's own", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  const own = await eventAdd(account, skip());
  const moved = await eventAdd(guest, skip());
  await guestMove(guest, account);
  assert.deepEqual(await account.get("outbox", [moved.device_id, 1]), moved);
  assert.deepEqual((await outboxDevices(account)).sort(), [own.device_id, moved.device_id].sort());
  assert.equal((await eventAdd(account, skip())).seq, 2);
});

test("moving twice changes nothing, and the next guest has a new device", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  const moved = await eventAdd(guest, skip());
  await guestMove(guest, account);
  assert.equal(await guestMove(guest, account), false);
  assert.equal(await account.count("outbox"), 1);
  assert.notEqual((await eventAdd(guest, skip())).device_id, moved.device_id);
});

test("where both wrote a text, the later one is shown and the other one kept", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  await account.put("docs", { ...(await docWrite(account, "draft:e", "account's", 0)), changed_at: 1 });
  await docWrite(guest, "draft:e", "guest's", 0);
  await guestMove(guest, account);
  const doc = await docGet(account, "draft:e");
  assert.equal(doc.text, "guest's");
  assert.deepEqual(doc.others.map((other) => other.text), ["account's"]);
});

test("a guest's synced note that the server lost at sign-in is kept beside the account's", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  await docFollow(guest, "note:p", { text: "guest's", revision: 4 });
  await guestMove(guest, account);
  const doc = await docFollow(account, "note:p", { text: "account's", revision: 2 });
  assert.equal(doc.text, "account's");
  assert.deepEqual(doc.others.map((other) => other.text), ["guest's"]);
});

for (const known of [false, true])
  test(`notes that the server joined are no conflict, ${known ? "also" : "even"} where the account's was${known ? "" : " not"} on this device`, async () => {
    const [guest, account] = [await storeMake(), await storeMake()];
    if (known) await docFollow(account, "note:p", { text: "account's", revision: 5 });
    await docFollow(guest, "note:p", { text: "guest's", revision: 4 });
    await guestMove(guest, account);
    const joined = await docFollow(account, "note:p", { text: "account's\n\nguest's", revision: 2 });
    assert.equal(joined.text, "account's\n\nguest's");
    assert.deepEqual([joined.others, joined.moved, joined.base_revision, joined.is_dirty], [[], [], 2, false]);
  });

async function guestsNoteMoved(server, account) {
  const guest = await storeMake();
  const { version } = await docFollow(guest, "note:p", { text: "guest's", revision: 4 });
  await docWrite(guest, "note:p", "guest's, more", version);
  await guestMove(guest, account);
  const sent = await docSending(account, "note:p");
  return [sent, await docRefused(account, "note:p", server)];
}

for (const isKnown of [false, true])
  test(`a note that a guest wrote on is no conflict with what the server took over, ${isKnown ? "also" : "even"} where the account's was ${isKnown ? "empty" : "not here"}`, async () => {
    const account = await storeMake();
    if (isKnown) await docFollow(account, "note:p", { text: "", revision: 2 });
    const [sent, doc] = await guestsNoteMoved({ text: "guest's", revision: 3 }, account);
    assert.deepEqual([sent.text, sent.base_revision, sent.base_text], ["guest's, more", isKnown ? 2 : 0, ""]);
    assert.deepEqual([isHeld(doc), doc.text, doc.base_revision, doc.is_dirty], [false, "guest's, more", 3, true]);
  });

test("a guest's note does not overwrite the account's that this device has not seen", async () => {
  const [sent, doc] = await guestsNoteMoved({ text: "account's", revision: 4 }, await storeMake());
  assert.equal(sent.base_revision, 0);
  assert.deepEqual([isHeld(doc), doc.text, doc.others.map(({ text }) => text)], [true, "guest's, more", ["account's"]]);
});

test("what a guest's other tab set while the move went on stays, and the device goes", async () => {
  const [guest, account] = [await storeMake(), await storeMake()];
  const moved = await eventAdd(guest, skip());
  await guest.put("meta", { key: "practice-settings", value: { minutes: 20 } });
  await guest.put("meta", { key: "cursor", value: 3 });
  const changed = { key: "practice-settings", value: { minutes: 45 } };
  // Between the copy and the removal.
  let isCopied = false;
  const watched = new Proxy(account, {
    get(db, name) {
      if (name !== "transaction") return db[name];
      return (...given) => {
        isCopied = true;
        return db.transaction(...given);
      };
    },
  });
  const late = new Proxy(guest, {
    get(db, name) {
      if (name !== "transaction") return typeof db[name] === "function" ? db[name].bind(db) : db[name];
      return (...given) => {
        if (isCopied) void db.put("meta", changed), void eventAdd(db, skip());
        isCopied = false;
        return db.transaction(...given);
      };
    },
  });
  await guestMove(late, watched);
  assert.deepEqual((await guest.getAll("meta")).map(({ key }) => key), ["practice-settings"]);
  assert.deepEqual(await guest.get("meta", "practice-settings"), changed);
  assert.deepEqual((await guest.getAll("outbox")).map(({ device_id, seq }) => [device_id, seq]), [[moved.device_id, 2]]);
});
