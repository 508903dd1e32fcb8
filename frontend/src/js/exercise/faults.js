// Finds the lines of the learner's file that a result speaks of.

const LINE = /\bline (\d+)\b/i;

export function faultsOf({ message, checks }) {
  const texts = [message, ...checks.map((check) => check.message)].filter(Boolean);
  const byLine = new Map();
  for (const text of texts) {
    const line = Number(LINE.exec(text)?.[1]);
    if (line && !byLine.has(line)) byLine.set(line, { line, message: text });
  }
  return [...byLine.values()];
}
