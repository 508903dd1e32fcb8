// What happens on every page once it stands.
import { removalFinish } from "../local/removal.js";
import { workerStart } from "../offline/register.js";

export async function afterwards(namespace) {
  await removalFinish(namespace);
  if (isSecureContext && navigator.serviceWorker) await workerStart(namespace);
}
