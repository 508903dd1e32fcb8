// What the modules of one page share: whose data it shows, their database, other tabs, and the sync loop.
import { GUEST, isEmpty, storeOpen } from "../local/store.js";
import { persistenceAsk } from "../local/persistence.js";
import { tabsOpen } from "../local/tabs.js";
import { CANNOT_SAVE, statusShow } from "../sync/status.js";
import { SyncLoop, syncTriggers } from "../sync/loop.js";
import { request } from "./http.js";

const LATEST_KEY = "descent-learner";
// Browsers offer locks on secure origins only; elsewhere two tabs may send the same thing twice, which the server
// ignores.
const locks = navigator.locks ?? { request: (_name, run) => run() };

export const namespace = document.querySelector("meta[name=learner]")?.content || GUEST;
export const tabs = tabsOpen(namespace);
const submissionListeners = [];
export const onSubmissionSent = (hear) => submissionListeners.push(hear);

// Rarely needed; where it cannot be had, the next page moves what there is.
async function guestMove(guest, account) {
  const moving = await import("../local/moving.js");
  await moving.guestMove(guest, account);
}

async function databaseReady() {
  const db = await storeOpen(namespace);
  if (namespace === GUEST) return db;
  await locks.request("descent-moving", async () => {
    const guest = await storeOpen(GUEST);
    if (!(await isEmpty(guest))) await guestMove(guest, db).catch(() => {});
    guest.close();
  });
  return db;
}

export const database = databaseReady();

// A page of one account may stay open while another signs in. What a guest wrote belongs to whoever signs in next.
const isOurs = () => namespace === GUEST || localStorage.getItem(LATEST_KEY) === namespace;

const started = database.then((db) => {
  localStorage.setItem(LATEST_KEY, namespace);
  const loop = new SyncLoop({
    db,
    send: request,
    locks,
    lockName: `descent-sync-${namespace}`,
    isOurs,
    isGuest: namespace === GUEST,
    onStatus: statusShow,
    onRound: (detail) => document.dispatchEvent(new CustomEvent("descent:synced", { detail })),
    onSubmissionSent: (row, answer) => submissionListeners.forEach((hear) => hear(row, answer)),
  });
  syncTriggers(loop);
  return loop;
});

started.catch(() => statusShow(CANNOT_SAVE));

// Something was written on this device: say so here, there and to the server.
export async function changed(news) {
  persistenceAsk();
  if (news) tabs.tell(news);
  (await started).changed();
}

export const syncNow = async () => (await started).now();
