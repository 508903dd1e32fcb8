// The service worker's copies: built files, and the last visited pages of one account.
//
// descent-<version>-assets            files of the build, and the page that stands in for pages never visited
// descent-<version>-pages-<learner>   pages, and what their scripts fetched
//
// A page is kept in the version that it was last visited in, and so is every file it needs; a version goes when its
// last page does. At any time all pages are of one account.
const PREFIX = "descent-";
const PAGES = /^descent-(.+)-pages-([\w-]+)$/;
const ASSETS = /^descent-(.+)-assets$/;
const LEARNER = /<meta name="learner" content="([\w-]+)">/;
const NOBODY = "";
const PAGES_LIMIT = 40;
const FOUND = { ignoreVary: true };

export const learnerOf = (html) => html.match(LEARNER)?.[1] ?? null;

const isHtml = (response) =>
  response.status === 200 && !response.redirected && /^text\/html\b/.test(response.headers.get("Content-Type") ?? "");

export class Copies {
  #epoch = 0;
  // Whose page came last; null where this worker has just started.
  #learner = null;
  #queue = Promise.resolve();

  constructor(version, storage = caches) {
    Object.assign(this, { storage, assets: `${PREFIX}${version}-assets`, pages: `${PREFIX}${version}-pages-` });
  }

  // One change of the pages at a time.
  #queued(change) {
    const done = this.#queue.then(change);
    this.#queue = done.catch(() => {});
    return done;
  }

  // What was asked for before an account changed must not be kept after: give the epoch from before the request.
  epoch() {
    return this.#epoch;
  }

  async #pagesNames() {
    return (await this.storage.keys()).filter((name) => PAGES.test(name));
  }

  // Removes the pages of all but one account.
  async #othersRemove(learner) {
    const others = (await this.#pagesNames()).filter((name) => name.match(PAGES)[2] !== learner);
    const isChange = this.#learner !== null && this.#learner !== learner;
    if (others.length || isChange) this.#epoch += 1;
    this.#learner = learner;
    await Promise.all(others.map((name) => this.storage.delete(name)));
  }

  learnerSeen(learner) {
    return this.#queued(() => this.#othersRemove(learner));
  }

  pagesRemove() {
    this.#epoch += 1;
    return this.#queued(() => this.#othersRemove(NOBODY));
  }

  async pageKeep(url, response, epoch) {
    if (!isHtml(response)) return;
    const learner = learnerOf(await response.clone().text());
    if (learner) await this.#queued(() => this.#put(url, response, epoch, learner));
  }

  // A piece belongs to the page that asked for it, whose account is the one that pages are kept of.
  async pieceKeep(url, response, epoch) {
    if (!isHtml(response)) return;
    await this.#queued(async () => {
      const learner = (await this.#pagesNames())[0]?.match(PAGES)[2];
      if (learner) await this.#put(url, response, epoch, learner);
    });
  }

  async #put(url, response, epoch, learner) {
    if (epoch !== this.#epoch) return;
    await this.#othersRemove(learner);
    for (const name of await this.#pagesNames()) await (await this.storage.open(name)).delete(url, FOUND);
    const pages = await this.storage.open(this.pages + learner);
    await pages.put(url, response);
    for (const old of (await pages.keys()).slice(0, -PAGES_LIMIT)) await pages.delete(old, FOUND);
  }

  // The last visited copy; else one that differs only in what stands after the "?".
  async pageGet(url) {
    for (const options of [FOUND, { ...FOUND, ignoreSearch: true }])
      for (const name of await this.#pagesNames()) {
        const found = await (await this.storage.open(name)).match(url, options);
        if (found) return found;
      }
  }

  async isKept(url) {
    for (const name of await this.#pagesNames())
      if (name.startsWith(this.pages) && (await (await this.storage.open(name)).match(url, FOUND))) return true;
    return false;
  }

  // `load` asks the network. Without room for copies, or with copies that cannot be read, the site works as it does
  // without.
  async assetGet(url, load) {
    const found = await this.#assetKept(url).catch(() => {});
    if (found) return found;
    const response = (await this.#assetOfEarlier(url).catch(() => {})) ?? (await load(url));
    if (response.status === 200) await this.#assetPut(url, response.clone()).catch(() => {});
    return response;
  }

  async #assetKept(url) {
    return (await this.storage.open(this.assets)).match(url, FOUND);
  }

  async #assetPut(url, response) {
    await (await this.storage.open(this.assets)).put(url, response);
  }

  // The page for pages never visited; an earlier one stays where the site gives none.
  async standInKeep(url, response) {
    if (response.ok) await this.#assetPut(url, response).catch(() => {});
  }

  async #assetOfEarlier(url) {
    for (const name of await this.storage.keys()) {
      const found = ASSETS.test(name) && (await (await this.storage.open(name)).match(url, FOUND));
      if (found) return found;
    }
  }

  // Versions without a page go; so does what is ours and has a name that no version of this file gives.
  async oldRemove() {
    const names = (await this.storage.keys()).filter((name) => name.startsWith(PREFIX));
    const withPages = new Set();
    for (const name of names) {
      const version = name.match(PAGES)?.[1];
      if (version && (await (await this.storage.open(name)).keys()).length) withPages.add(version);
    }
    const isNeeded = (name) => {
      const version = (name.match(PAGES) ?? name.match(ASSETS))?.[1];
      return name === this.assets || withPages.has(version);
    };
    await Promise.all(names.filter((name) => !isNeeded(name)).map((name) => this.storage.delete(name)));
  }
}
