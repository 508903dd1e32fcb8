// One way to speak to the server: JSON both ways, the CSRF token, a time limit, and answers sorted by what they
// mean.
const TIME_LIMIT_MS = 20_000;
// Browsers let 64 KiB in all outlive a page.
const KEEPALIVE_BYTES = 60_000;
const SAFE = new Set(["GET", "HEAD"]);

// The cookie is newer than the page after a sign-in in another tab.
export function csrfToken() {
  const cookie = document.cookie.match(/(?:^|; )(?:__Host-|__Secure-)?csrftoken=([^;]+)/)?.[1];
  return cookie ?? document.querySelector("meta[name=csrf-token]")?.content ?? "";
}

function meaningOf(status) {
  if (status >= 200 && status < 300) return "done";
  if (status === 401 || status === 403) return "sign-in";
  if (status === 409) return "conflict";
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return "later";
  return "refused";
}

function retryAfterS(response, data) {
  const seconds = Number(response.headers.get("Retry-After") ?? data?.retry_after_s ?? 0);
  return Number.isFinite(seconds) ? seconds : 0;
}

const UNREACHABLE = { status: 0, meaning: "later", data: null, retry_after_s: 0, clock_offset_ms: null };

export async function request(url, { method = "GET", body } = {}) {
  if (!navigator.onLine) return UNREACHABLE;
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (!SAFE.has(method)) headers["X-CSRFToken"] = csrfToken();
  // Whose page this is: where the session has ended, the server can tell that this is not its guest's.
  headers["X-Learner"] = document.querySelector("meta[name=learner]")?.content ?? "";
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent_ms = Date.now();
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: text,
      // The page may be gone before the answer; what it sent should not be. Three bytes a character at most.
      keepalive: document.visibilityState === "hidden" && text?.length * 3 < KEEPALIVE_BYTES,
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    const data = await response.json().catch(() => null);
    // A captive portal or a proxy may answer 200 with a page of its own.
    const isOurs = data !== null || response.status === 204 || !response.ok;
    const status = isOurs ? response.status : 0;
    const server_ms = Date.parse(response.headers.get("Date") ?? "");
    return {
      status,
      meaning: meaningOf(status),
      data,
      retry_after_s: retryAfterS(response, data),
      clock_offset_ms: Number.isNaN(server_ms) ? null : server_ms + 500 - (sent_ms + Date.now()) / 2,
    };
  } catch {
    return UNREACHABLE;
  }
}
