// All that can be practised, kept on this device, and a state of the server's to fold on from.
import { metaGet, metaPut } from "../local/store.js";
import { modelOf } from "./parameters.js";
import { snapshotsGet, snapshotsPut } from "./snapshots.js";

const CATALOGUE = "/api/v1/practice/catalogue";
const STATE = "/api/v1/practice/state";

export const catalogueGet = (db) => metaGet(db, "catalogue");

// `send` is site/http.js's request; the browser asks by ETag. A device that has no state to go on from gets one, and
// need not wait for the whole log. What goes by other rules is for the next page, which brings a newer script.
export async function catalogueRefresh(db, send) {
  const answer = await send(CATALOGUE);
  if (answer.meaning !== "done") return answer;
  const model = modelOf(answer.data);
  if (!model) return answer;
  await metaPut(db, "catalogue", answer.data);
  return (await snapshotsGet(db, model)).length === 0 ? stateFetch(db, send, model) : answer;
}

async function stateFetch(db, send, model) {
  const answer = await send(STATE);
  if (answer.meaning !== "done") return answer;
  const { fold_revision, srv_seq, state } = answer.data;
  if (fold_revision === model.revision && state.key !== null) await snapshotsPut(db, model, [{ srv_seq, state }]);
  return answer;
}
