import assert from "node:assert/strict";
import { test } from "node:test";
import { pageMake } from "./support.mjs";
import { namespaceForget } from "../../frontend/src/js/local/forgetting.js";

pageMake("");

test("what a browser keeps of one account goes, and what it keeps of others stays", async () => {
  const kept = ["descent-work-user-12-newton", "descent-work-guest-newton", "descent-search-key"];
  const gone = ["descent-work-user-1-newton", "descent-work-user-1-muon"];
  for (const key of [...kept, ...gone]) localStorage.setItem(key, "1");
  localStorage.setItem("descent-learner", "user-1");
  const removed = [];
  await namespaceForget("user-1", { remove: async (name) => removed.push(name) });
  assert.deepEqual(removed, ["descent-user-1"]);
  assert.deepEqual(Object.keys(localStorage).sort(), kept.sort());
});

test("who was last here stays known when another account goes", async () => {
  localStorage.setItem("descent-learner", "user-2");
  await namespaceForget("user-1", { remove: async () => {} });
  assert.equal(localStorage.getItem("descent-learner"), "user-2");
});

test("copies of an account's pages go with it, and those of others and the files of the build stay", async (t) => {
  const names = new Set(["descent-v1-pages-user-1", "descent-v2-pages-user-1"]);
  const kept = ["descent-v2-pages-user-12", "descent-v2-pages-guest", "descent-v2-assets", "theirs-pages-user-1"];
  for (const name of kept) names.add(name);
  globalThis.caches = { keys: async () => [...names], delete: async (name) => names.delete(name) };
  t.after(() => delete globalThis.caches);
  await namespaceForget("user-1", { remove: async () => {} });
  assert.deepEqual([...names], kept);
});
