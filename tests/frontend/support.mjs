// What the tests of the scripts share: a database in memory, a page in memory, and a server that answers as told.
import "../../frontend/node_modules/fake-indexeddb/auto/index.mjs";
import { Window } from "../../frontend/node_modules/happy-dom/lib/index.js";
import { storeOpen } from "../../frontend/src/js/local/store.js";

let count = 0;

export const namespaceMake = () => `test-${++count}`;
export const storeMake = () => storeOpen(namespaceMake());

// A page waits for its next sync for minutes, and listens to other tabs for ever; a test that is over does not.
const timerStart = globalThis.setTimeout;
globalThis.setTimeout = (...given) => timerStart(...given).unref();
globalThis.BroadcastChannel = class extends BroadcastChannel {
  constructor(name) {
    super(name);
    this.unref();
  }
};

const PAGE_GLOBALS = ["document", "localStorage", "sessionStorage", "location", "CustomEvent", "Event", "KeyboardEvent", "CSS", "addEventListener"];

export function pageMake(html, { learner = namespaceMake() } = {}) {
  const window = new Window({ url: "http://127.0.0.1:8000/lessons/second-order-methods/part-2/" });
  window.document.write(
    `<html><head><meta name="learner" content="${learner}"><meta name="csrf-token" content="token"></head><body>${html}</body></html>`,
  );
  for (const name of PAGE_GLOBALS) {
    const value = typeof window[name] === "function" && name === "addEventListener" ? window[name].bind(window) : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, "navigator", {
    value: { onLine: true, platform: "Linux", locks: { request: (_name, run) => run() } },
    configurable: true,
  });
  return window;
}

const reply = (status, data, headers = {}) =>
  new Response(status === 204 ? null : typeof data === "string" ? data : JSON.stringify(data), { status, headers });

// `answer` is given (method, path, body) and returns [status, data, headers], or throws as a network without a
// server does.
export function serverMake(answer) {
  const requests = [];
  globalThis.fetch = async (url, { method, body, headers } = {}) => {
    const sent = body ? JSON.parse(body) : undefined;
    requests.push({ method, url, body: sent, headers });
    return reply(...(await answer(method, url, sent)));
  };
  return requests;
}

const ackedOf = (events) => events.map(({ id, seq, t_client_ms }) => ({ id, srv_seq: seq, t_eff_ms: t_client_ms }));

export const acknowledgeAll = (_method, url, body) =>
  url.endsWith("/events")
    ? [200, { acked_seq: body.events.at(-1)?.seq ?? 0, acked: ackedOf(body.events), cursor: body.cursor, events: [] }]
    : [200, { text: body?.text, revision: (body?.base_revision ?? 0) + 1 }];

const TURNS_LIMIT = 5_000;

export async function until(holds) {
  for (let turn = 0; turn < TURNS_LIMIT; turn += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`Never came true: ${holds}`);
}
