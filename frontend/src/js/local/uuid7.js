// UUID version 7 (RFC 9562): 48 bits of UTC milliseconds, a 12-bit counter, 62 random bits. Ids of one page sort in
// the order they were made, even within a millisecond or when the clock steps back.
const COUNTER_LIMIT = 0x1000;

let lastMs = -1;
let counter = 0;

export function uuid7(nowMs = Date.now()) {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (++counter === COUNTER_LIMIT) {
    lastMs += 1;
    counter = 0;
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = 0x80 | (random[0] & 0x3f);
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const count = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
