// The model of the fold: the concepts, and the numbers that are chosen, not learnt. The server sends both; `revision`
// names them. Null where the server, or an old copy of what it sent, goes by other rules than this script.
import { REVISION } from "./folding.js";
import { graphRead } from "./graph.js";

export function modelOf({ fold_revision: revision, graph, parameters }) {
  return revision.startsWith(`${REVISION}-`) ? { revision, graph: graphRead(graph), parameters } : null;
}
