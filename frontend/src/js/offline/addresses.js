// What the service worker does with an address of this site. Whatever is not named here it leaves alone: the API, the
// admin, accounts, the instructors' pages, live streams, downloads.
const PAGES = [
  /^\/$/,
  /^\/map\/$/,
  /^\/practice\/$/,
  /^\/exercises\/([\w-]+\/)?$/,
  /^\/lessons\/[\w-]+\/(concepts\/|notebook\/|part-\d+\/)?$/,
];
// What scripts of a page fetch, the same for every learner.
const PIECES = [/^\/lessons\/[\w-]+\/part-\d+\/questions\/$/, /^\/concepts\/[\w-]+\/preview\/$/];
const ACCOUNTS = /^\/((accounts|admin)\/|your-data\/delete\/$)/;
const NOT_FOR_READING = /^\/(api|admin)\//;
// A file that never changes under its name.
const HASHED = /^\/static\/.*-[A-Z0-9]{8}\.\w+$/;

const some = (patterns, { pathname }) => patterns.some((pattern) => pattern.test(pathname));

// Of a Request, or of an address alone. "account": somebody signs in or out, or deletes what the site has of them; "unkept": a page that only gets a word
// when there is no network.
export function meaningOf({ url, method = "GET", mode = "" }, origin) {
  const address = new URL(url, origin);
  if (address.origin !== origin) return "other";
  if (method !== "GET") return mode === "navigate" && ACCOUNTS.test(address.pathname) ? "account" : "other";
  if (HASHED.test(address.pathname)) return "asset";
  if (some(PIECES, address)) return "piece";
  if (some(PAGES, address) && (mode === "navigate" || mode === "")) return "page";
  return mode === "navigate" && !NOT_FOR_READING.test(address.pathname) ? "unkept" : "other";
}
