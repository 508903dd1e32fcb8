// Attempt events as the practice log has them; the outbox adds device_id and seq.
import { uuid7 } from "./uuid7.js";

const SESSION_KEY = "descent-session";

// One sitting in one tab.
function sessionId() {
  let id = sessionStorage.getItem(SESSION_KEY);
  if (!id) sessionStorage.setItem(SESSION_KEY, (id = uuid7()));
  return id;
}

export function eventMake({ kind, item_id, item_rev = "", map_rev = "", duration_ms = null, payload = {} }) {
  const now = new Date();
  return {
    id: uuid7(now.getTime()),
    kind,
    item_id,
    item_rev: String(item_rev),
    map_rev: String(map_rev),
    session_id: sessionId(),
    t_client_ms: now.getTime(),
    tz_offset_min: -now.getTimezoneOffset(),
    duration_ms: duration_ms === null ? null : Math.round(duration_ms),
    payload,
  };
}
