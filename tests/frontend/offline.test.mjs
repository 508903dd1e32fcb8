import assert from "node:assert/strict";
import { test } from "node:test";
import { meaningOf } from "../../frontend/src/js/offline/addresses.js";
import { Copies } from "../../frontend/src/js/offline/copies.js";
import { copyMark } from "../../frontend/src/js/offline/mark.js";
import { networkOrCopy } from "../../frontend/src/js/offline/patience.js";

const ORIGIN = "https://descent.example";
const address = (path) => ORIGIN + path;
const PART = address("/lessons/second-order-methods/part-2/");
const POOL = address("/lessons/second-order-methods/part-2/questions/");
const SCRIPT = address("/static/base-ABCD1234.js");

// The browser's caches, as far as they are used here.
class FakeCache {
  rows = new Map();
  match = async (url, { ignoreSearch } = {}) => {
    const plain = (each) => (ignoreSearch ? each.split("?")[0] : each);
    for (const [each, response] of this.rows) if (plain(each) === plain(url)) return response.clone();
  };
  put = async (url, response) => void this.rows.set(url, response);
  delete = async (url) => this.rows.delete(url.url ?? url);
  keys = async () => [...this.rows.keys()].map((url) => ({ url }));
}

class FakeCaches {
  all = new Map();
  open = async (name) => this.all.get(name) ?? this.all.set(name, new FakeCache()).get(name);
  keys = async () => [...this.all.keys()];
  delete = async (name) => this.all.delete(name);
}

const HTML = { "Content-Type": "text/html; charset=utf-8" };

function pageOf(learner, words = "a page") {
  return new Response(`<meta name="learner" content="${learner}"><p>${words}</p>`, { headers: HTML });
}

const scriptMake = () => new Response("go()", { headers: { "Content-Type": "text/javascript" } });
const networkNone = () => assert.fail("The network was asked.");
const textOf = async (copies, url) => (await copies.pageGet(url))?.text();

function copiesMake(version = "v1", storage = new FakeCaches()) {
  return new Copies(version, storage);
}

const keep = (copies, url, response) => copies.pageKeep(url, response, copies.epoch());

for (const [path, method, mode, meaning] of [
  ["/", "GET", "navigate", "page"],
  ["/lessons/second-order-methods/part-2/", "GET", "navigate", "page"],
  ["/exercises/newton-decrement/", "GET", "navigate", "page"],
  ["/exercises/?level=2", "GET", "navigate", "page"],
  ["/exercises/", "GET", "same-origin", "other"],
  ["/practice/", "GET", "navigate", "page"],
  ["/lessons/second-order-methods/part-2/questions/", "GET", "cors", "piece"],
  ["/static/base-ABCD1234.js", "GET", "cors", "asset"],
  ["/static/admin/css/base.css", "GET", "no-cors", "other"],
  ["/api/v1/practice/events", "POST", "cors", "other"],
  ["/api/v1/practice/events", "GET", "navigate", "other"],
  ["/api/v1/submissions/1", "GET", "cors", "other"],
  ["/admin/", "GET", "navigate", "other"],
  ["/admin/login/", "POST", "navigate", "account"],
  ["/accounts/logout/", "POST", "navigate", "account"],
  ["/accounts/login/", "POST", "navigate", "account"],
  ["/accounts/login/", "GET", "navigate", "unkept"],
  ["/your-data/delete/", "POST", "navigate", "account"],
  ["/your-data/delete/", "GET", "navigate", "unkept"],
  ["/instructors/exercises/", "GET", "navigate", "unkept"],
  ["/search/?q=newton", "GET", "navigate", "unkept"],
])
  test(`${method} ${path} (${mode}) is ${meaning}`, () => {
    assert.equal(meaningOf({ url: address(path), method, mode }, ORIGIN), meaning);
  });

test("another machine's address is left alone", () => {
  assert.equal(meaningOf({ url: "https://elsewhere.example/", mode: "navigate" }, ORIGIN), "other");
});

test("a visited page is given back, also with another query", async () => {
  const copies = copiesMake();
  await keep(copies, PART, pageOf("user-1", "mine"));
  assert.match(await textOf(copies, PART), /mine/);
  assert.match(await textOf(copies, `${PART}?from=practice`), /mine/);
  assert.equal(await copies.pageGet(address("/map/")), undefined);
});

test("a page that says nothing of a learner, a failure and a redirect are not kept", async () => {
  const copies = copiesMake();
  await keep(copies, PART, new Response("<h1>Log in | Django admin</h1>", { headers: HTML }));
  await keep(copies, PART, new Response('<meta name="learner" content="guest">', { status: 500, headers: HTML }));
  await keep(copies, PART, new Response('<meta name="learner" content="guest">'));
  const redirected = pageOf("guest");
  Object.defineProperty(redirected, "redirected", { value: true });
  await keep(copies, PART, redirected);
  assert.deepEqual(await copies.storage.keys(), []);
});

test("a page of another account removes the pages of the first", async () => {
  const copies = copiesMake();
  await keep(copies, PART, pageOf("user-1", "private"));
  await keep(copies, address("/"), pageOf("user-2"));
  assert.equal(await copies.pageGet(PART), undefined);
  assert.deepEqual(await copies.storage.keys(), ["descent-v1-pages-user-2"]);
});

test("a page that only tells whose it is removes the pages of others, and keeps its own", async () => {
  const copies = copiesMake();
  await keep(copies, PART, pageOf("user-1"));
  await copies.learnerSeen("user-1");
  assert.ok(await copies.pageGet(PART));
  await copies.learnerSeen("guest");
  assert.equal(await copies.pageGet(PART), undefined);
});

test("an answer asked for before the sign-out is not kept after it", async () => {
  const copies = copiesMake();
  await keep(copies, PART, pageOf("user-1"));
  const before = copies.epoch();
  await copies.pagesRemove();
  await copies.pageKeep(PART, pageOf("user-1"), before);
  assert.equal(await copies.pageGet(PART), undefined);
});

test("an answer that comes after a page of the next account is not kept, with nothing to remove", async () => {
  const copies = copiesMake();
  await copies.learnerSeen("user-1");
  const before = copies.epoch();
  await keep(copies, address("/"), pageOf("guest"));
  await copies.pageKeep(PART, pageOf("user-1"), before);
  assert.equal(await copies.pageGet(PART), undefined);
  assert.ok(await copies.pageGet(address("/")));
});

test("a piece is kept with the pages of the account, and nowhere without", async () => {
  const copies = copiesMake();
  const piece = () => new Response("<fieldset></fieldset>", { headers: HTML });
  await copies.pieceKeep(POOL, piece(), copies.epoch());
  assert.equal(await copies.pageGet(POOL), undefined);
  await keep(copies, PART, pageOf("user-1"));
  await copies.pieceKeep(POOL, piece(), copies.epoch());
  assert.match(await textOf(copies, POOL), /fieldset/);
  await copies.pagesRemove();
  assert.equal(await copies.pageGet(POOL), undefined);
});

test("what a page fetches before it is kept itself is kept too", async () => {
  const copies = copiesMake();
  const epoch = copies.epoch();
  await copies.pageKeep(PART, pageOf("user-1"), epoch);
  await copies.pieceKeep(POOL, new Response("<fieldset></fieldset>", { headers: HTML }), epoch);
  assert.ok(await copies.pageGet(POOL));
});

test("only the last forty pages are kept, and a visit makes a page a late one", async () => {
  const copies = copiesMake();
  const url = (number) => address(`/exercises/e-${number}/`);
  for (let number = 0; number < 40; number += 1) await keep(copies, url(number), pageOf("guest"));
  await keep(copies, url(0), pageOf("guest"));
  await keep(copies, url(40), pageOf("guest"));
  assert.ok(await copies.pageGet(url(0)));
  assert.equal(await copies.pageGet(url(1)), undefined);
  assert.ok(await copies.pageGet(url(40)));
});

test("a file of the build is asked for once", async () => {
  const copies = copiesMake();
  await copies.assetGet(SCRIPT, async () => scriptMake());
  assert.equal(await (await copies.assetGet(SCRIPT, networkNone)).text(), "go()");
});

const full = () => Promise.reject(new DOMException("The quota has been exceeded.", "QuotaExceededError"));

test("a full cache gives the file from the network all the same", async () => {
  const copies = copiesMake();
  (await copies.storage.open(copies.assets)).put = full;
  assert.equal(await (await copies.assetGet(SCRIPT, async () => scriptMake())).text(), "go()");
  await copies.standInKeep(address("/offline/"), pageOf("guest"));
});

for (const broken of ["open", "keys"])
  test(`where the browser's caches fail (${broken}) a file comes from the network`, async () => {
    const copies = copiesMake();
    copies.storage[broken] = full;
    assert.equal(await (await copies.assetGet(SCRIPT, async () => scriptMake())).text(), "go()");
  });

test("a failure is not kept as the page for pages never visited", async () => {
  const copies = copiesMake();
  const url = address("/offline/");
  const stored = async () => (await (await copies.storage.open(copies.assets)).match(url))?.text();
  await copies.standInKeep(url, new Response("Bad gateway", { status: 502 }));
  assert.equal(await stored(), undefined);
  await copies.standInKeep(url, new Response("offline"));
  await copies.standInKeep(url, new Response("Bad gateway", { status: 502 }));
  assert.equal(await stored(), "offline");
});

test("a file that the server does not give is asked for again", async () => {
  const copies = copiesMake();
  await copies.assetGet(SCRIPT, async () => new Response("", { status: 404 }));
  assert.equal((await copies.assetGet(SCRIPT, async () => scriptMake())).status, 200);
});

test("a new build keeps what pages of the old one need, and no more once they were visited again", async () => {
  const storage = new FakeCaches();
  const old = copiesMake("v1", storage);
  await old.assetGet(SCRIPT, async () => scriptMake());
  await keep(old, PART, pageOf("guest"));
  const copies = copiesMake("v2", storage);
  await copies.oldRemove();
  assert.ok(await copies.pageGet(PART));
  assert.equal(await (await copies.assetGet(SCRIPT, networkNone)).text(), "go()");
  await keep(copies, PART, pageOf("guest"));
  await copies.oldRemove();
  assert.deepEqual((await storage.keys()).sort(), ["descent-v2-assets", "descent-v2-pages-guest"]);
  assert.ok(await copies.assetGet(SCRIPT, networkNone));
});

test("caches of ours under other names go, other people's stay", async () => {
  const storage = new FakeCaches();
  for (const name of ["descent-v0-assets", "descent-pages", "theirs"]) await storage.open(name);
  await copiesMake("v1", storage).oldRemove();
  assert.deepEqual(await storage.keys(), ["theirs"]);
});

const never = new Promise(() => {});
const copyOf = (words) => async () => words;

test("a line that hangs is waited for no longer than is fair where there is a copy", async () => {
  assert.equal(await networkOrCopy(never, copyOf("copy"), Promise.resolve()), "copy");
  assert.equal(await networkOrCopy(Promise.resolve("page"), copyOf("copy"), never), "page");
  assert.equal(await networkOrCopy(Promise.reject(new TypeError("gone")), copyOf("copy"), never), "copy");
});

test("where there is no copy the line is waited for", async () => {
  const slow = new Promise((resolve) => setImmediate(() => resolve("page")));
  assert.equal(await networkOrCopy(slow, copyOf(undefined), Promise.resolve()), "page");
  assert.equal(await networkOrCopy(Promise.reject(new TypeError("gone")), copyOf(undefined), Promise.resolve()), undefined);
});

test("a copy that cannot be read counts as none", async () => {
  const slow = new Promise((resolve) => setImmediate(() => resolve("page")));
  assert.equal(await networkOrCopy(slow, full, Promise.resolve()), "page");
  assert.equal(await networkOrCopy(Promise.reject(new TypeError("gone")), full, never), undefined);
});

test("a copied page says so and of when, above its header, and keeps its policy", async () => {
  const headers = { ...HTML, Date: "Sat, 21 Nov 2026 12:00:00 GMT", "Content-Security-Policy": "default-src 'self'" };
  const marked = await copyMark(new Response('<body><header class="site-header">Descent</header>', { headers }));
  assert.equal(marked.headers.get("Content-Security-Policy"), "default-src 'self'");
  assert.match(await marked.text(), /<body><p class="copied" role="status">Shown from this device, as of 21 Nov 2026, \d\d:\d\d\.<\/p><header/);
});
