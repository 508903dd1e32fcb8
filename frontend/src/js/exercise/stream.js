// Follows a submission's events; tells when the stream cannot be held, so that the page may ask instead.

const KINDS = ["queued", "started", "check_started", "check_finished", "done"];
const FAILURES_LIMIT = 4;

export function streamFollow(url, { onEvent, onLost, Source = EventSource }) {
  const source = new Source(url);
  let failures = 0;

  for (const kind of KINDS)
    source.addEventListener(kind, ({ data }) => {
      failures = 0;
      if (kind === "done") source.close();
      onEvent(kind, JSON.parse(data));
    });
  // The browser comes back by itself, with the last event's id; unless the server turned it away.
  source.addEventListener("error", () => {
    failures += 1;
    if (failures < FAILURES_LIMIT && source.readyState !== Source.CLOSED) return;
    source.close();
    onLost();
  });
  return () => source.close();
}
