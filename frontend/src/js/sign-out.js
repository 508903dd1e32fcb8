// The sign-out page: the learner may have this browser forget the account, and hears first what would be lost.
import { onlyHere, removalAsk } from "./local/removal.js";
import { database, namespace, syncNow } from "./site/page.js";

const counted = (count, one, many) => (count === 0 ? "" : count === 1 ? `one ${one}` : `${count} ${many}`);

export function lossWords({ unsynced, drafts }) {
  const things = [
    counted(unsynced, "change that is not synced yet", "changes that are not synced yet"),
    counted(drafts, "draft of code", "drafts of code"),
  ].filter(Boolean);
  return things.length ? `Only this browser has ${things.join(" and ")}. Removed here, they are lost.` : "";
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
