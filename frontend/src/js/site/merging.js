// Two texts and the one that both came from, line by line: what each changed, and where both did.
import { diff3MergeRegions, diffComm, diffIndices } from "node-diff3";

const linesOf = (text) => text.split("\n");
const isSame = (one, two) => one.length === two.length && one.every((line, index) => line === two[index]);

// Who knows no common text takes the lines that both have for it.
const baseOf = (mine, theirs) => diffComm(mine, theirs).flatMap(({ common }) => common ?? []);

// A list of {kind, lines, removed?} for "same", "mine" and "theirs", and {kind: "conflict", base, mine, theirs}.
export function regionsMake(baseText, mineText, theirsText) {
  const [mine, theirs] = [linesOf(mineText), linesOf(theirsText)];
  const base = baseText === null ? baseOf(mine, theirs) : linesOf(baseText);
  const minesStarts = new Set(diffIndices(base, mine).map(({ buffer1 }) => buffer1[0]));
  const regions = [];
  let place = 0;
  const changedAdd = (kind, lines, end) => regions.push({ kind, lines, removed: base.slice(place, end) });
  const found = diff3MergeRegions(mine, base, theirs);
  // Where the next lines of the base stand that nobody changed, or both did.
  const nextPlace = (index) => {
    const next = found.slice(index).find((region) => region.buffer === "o" || !region.stable);
    return next ? (next.bufferStart ?? next.oStart) : base.length;
  };
  found.forEach((region, index) => {
    if (!region.stable || region.buffer === "o") {
      const start = region.stable ? region.bufferStart : region.oStart;
      if (start > place) changedAdd(minesStarts.has(place) ? "mine" : "theirs", [], start);
      place = start + (region.stable ? region.bufferLength : region.oLength);
    }
    if (!region.stable && isSame(region.aContent, region.bContent))
      regions.push({ kind: "same", lines: region.aContent });
    else if (!region.stable)
      regions.push({ kind: "conflict", base: region.oContent, mine: region.aContent, theirs: region.bContent });
    else if (region.buffer === "o") regions.push({ kind: "same", lines: region.bufferContent });
    else {
      const end = nextPlace(index + 1);
      changedAdd(region.buffer === "a" ? "mine" : "theirs", region.bufferContent, end);
      place = end;
    }
  });
  if (place < base.length) changedAdd(minesStarts.has(place) ? "mine" : "theirs", [], base.length);
  return regions;
}

const CHOSEN = {
  mine: ({ mine }) => mine,
  theirs: ({ theirs }) => theirs,
  both: ({ mine, theirs }) => [...mine, ...theirs],
};

// `choices` says for each conflict, in order, whose lines to take.
export function textJoin(regions, choices) {
  let conflict = 0;
  return regions
    .flatMap((region) => (region.kind === "conflict" ? CHOSEN[choices[conflict++]](region) : region.lines))
    .join("\n");
}
