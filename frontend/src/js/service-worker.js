// Lets visited pages be read without a network. Built files come from their copies; a page comes from the network, and
// from its copy where there is none; everything else goes its way as if this were not here.
import { meaningOf } from "./offline/addresses.js";
import { Copies } from "./offline/copies.js";

// Put in by build.mjs: the version of the build, and what the page for pages never visited needs.
const { version, shell } = BUILD;
const OFFLINE_PAGE = "/offline/";
const copies = new Copies(version);

async function pageAnswer(event) {
  const { request } = event;
  const epoch = copies.epoch();
  try {
    const response = await fetch(request);
    event.waitUntil(copies.pageKeep(request.url, response.clone(), epoch));
    return response;
  } catch {
    return (await copies.pageGet(request.url)) ?? offlineAnswer();
  }
}

async function pieceAnswer(event) {
  const { request } = event;
  const epoch = copies.epoch();
  try {
    const response = await fetch(request);
    event.waitUntil(copies.pieceKeep(request.url, response.clone(), epoch));
    return response;
  } catch {
    return (await copies.pageGet(request.url)) ?? Response.error();
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
  const assets = await caches.open(copies.assets);
  // Without cookies: the page is nobody's.
  await assets.put(OFFLINE_PAGE, await fetch(OFFLINE_PAGE, { credentials: "omit", cache: "no-store" }));
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
