// The sign-out page: the learner may have this browser forget the account, and hears first what would be lost.
import { onlyHere, removalAsk } from "./local/removal.js";
import { database, namespace, syncNow } from "./site/page.js";

const list = new Intl.ListFormat("en-GB");
const counted = (count, one, many) => (count === 0 ? "" : count === 1 ? `one ${one}` : `${count} ${many}`);

export function lossWords({ unsynced, cells, versions }) {
  const things = [
    counted(unsynced, "change that is not synced yet", "changes that are not synced yet"),
    counted(cells, "cell of a notebook that you changed", "cells of notebooks that you changed"),
    counted(versions, "earlier version of a draft", "earlier versions of drafts"),
  ].filter(Boolean);
  return things.length ? `Only this browser has ${list.format(things)}. Removed here, they are lost.` : "";
}

async function lossShow(node) {
  node.textContent = lossWords(await onlyHere(await database));
  node.hidden = node.textContent === "";
}

async function choiceMount(box) {
  const wanted = box.querySelector("input");
  const loss = box.querySelector("[data-loss]");
  box.closest("form").addEventListener("submit", () => removalAsk(namespace, wanted.checked));
  document.addEventListener("descent:synced", () => lossShow(loss));
  await lossShow(loss);
  box.hidden = false;
  await syncNow();
}

for (const box of document.querySelectorAll("[data-removal]")) choiceMount(box);
