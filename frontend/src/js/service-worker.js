// Lets visited pages be read without a network. Built files come from their copies; a page comes from the network, and
// from its copy where there is none or a slow one; everything else goes its way as if this were not here.
import { meaningOf } from "./offline/addresses.js";
import { Copies } from "./offline/copies.js";
import { copyMark } from "./offline/mark.js";
import { networkOrCopy } from "./offline/patience.js";

// Put in by build.mjs: the version of the build, and what the page for pages never visited needs.
const { version, shell } = BUILD;
const OFFLINE_PAGE = "/offline/";
const copies = new Copies(version);

// On a line that hangs, who has a copy need not wait longer than this.
const PATIENCE_MS = 6_000;

// What comes from the network is kept, also where it comes too late for this answer.
function load(event, keep) {
  const { request } = event;
  const epoch = copies.epoch();
  let kept;
  const loaded = fetch(request).then((response) => {
    kept = keep.call(copies, request.url, response.clone(), epoch);
    return response;
  });
  event.waitUntil(loaded.then(() => kept).catch(() => {}));
  return loaded;
}

async function copyGet(event) {
  const copy = await copies.pageGet(event.request.url);
  return copy && copyMark(copy);
}

async function pageAnswer(event) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return (await networkOrCopy(load(event, copies.pageKeep), () => copyGet(event), late)) ?? offlineAnswer();
}

async function pieceAnswer(event) {
  try {
    return await load(event, copies.pieceKeep);
  } catch {
    return (await copies.pageGet(event.request.url)) ?? Response.error();
  }
}

async function offlineAnswer() {
  return (await caches.match(OFFLINE_PAGE, { ignoreVary: true })) ?? Response.error();
}

const ANSWERS = {
  asset: ({ request }) => copies.assetGet(request.url, () => fetch(request)),
  page: pageAnswer,
  piece: pieceAnswer,
  unkept: ({ request }) => fetch(request).catch(offlineAnswer),
};

// A page tells what it is made of. The first one was there before this worker, which keeps it now.
async function visitedKeep({ page, learner, resources }) {
  await copies.learnerSeen(learner);
  const { origin } = location;
  const is = (meaning) => (url) => meaningOf({ url }, origin) === meaning;
  const epoch = copies.epoch();
  const ask = (url) => fetch(url, { credentials: "same-origin" });
  const keep = async (url, put) => (await copies.isKept(url)) || put.call(copies, url, await ask(url), epoch);
  if (is("page")(page)) await keep(page, copies.pageKeep);
  for (const url of resources.filter(is("piece"))) await keep(url, copies.pieceKeep);
  for (const url of resources.filter(is("asset"))) await copies.assetGet(url, ask);
}

async function shellKeep() {
  // Without cookies: the page is nobody's.
  await copies.standInKeep(OFFLINE_PAGE, await fetch(OFFLINE_PAGE, { credentials: "omit", cache: "no-store" }));
  await Promise.all(shell.map((url) => copies.assetGet(url, fetch)));
}

addEventListener("install", (event) => event.waitUntil(shellKeep().then(() => self.skipWaiting())));

addEventListener("activate", (event) => event.waitUntil(copies.oldRemove().then(() => self.clients.claim())));

addEventListener("fetch", (event) => {
  const meaning = meaningOf(event.request, location.origin);
  // Signed in, signed out, another password: what was kept was somebody's.
  if (meaning === "account") event.waitUntil(copies.pagesRemove());
  const answer = ANSWERS[meaning];
  if (answer) event.respondWith(answer(event));
});

addEventListener("message", (event) => {
  // Where the network goes meanwhile, the page is kept at its next visit.
  if (event.data?.kind === "visited") event.waitUntil(visitedKeep(event.data).catch(() => {}));
});
