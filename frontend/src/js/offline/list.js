// The pages that can be read without a network, newest first, by their titles.
const PAGES = /^descent-.+-pages-/;
const SITE = / · Descent$/;

const titleOf = (html) => new DOMParser().parseFromString(html, "text/html").title.replace(SITE, "");

async function* copiesOf(storage) {
  for (const name of (await storage.keys()).filter((each) => PAGES.test(each))) {
    const kept = await storage.open(name);
    for (const request of await kept.keys()) yield { kept, request };
  }
}

export async function pagesList(storage = caches) {
  const pages = [];
  for await (const { kept, request } of copiesOf(storage)) {
    const title = titleOf(await (await kept.match(request, { ignoreVary: true })).text());
    if (title) pages.unshift({ url: request.url, title });
  }
  return pages;
}

export async function pathsKept(storage) {
  const paths = new Set();
  for await (const { request } of copiesOf(storage)) paths.add(new URL(request.url).pathname);
  return paths;
}
