// What happens on every page once it stands.
import { removalFinish } from "../local/removal.js";
import { workerStart } from "../offline/register.js";

export async function afterwards(namespace) {
  await removalFinish(namespace);
  // Two tabs may write different texts offline, too.
  if (document.querySelector("[data-notes-conflict], [data-editor-box]")) await import("./merge-view.js").catch(() => {});
  if (isSecureContext && navigator.serviceWorker) await workerStart(namespace);
}
