// The model of the fold: the concepts, and the numbers that are chosen, not learnt. The server sends both.
import { REVISION } from "./folding.js";
import { graphRead } from "./graph.js";

// `revision` names what a state was folded with. Of a server with other rules than this script's only the log can be
// used, not its states.
export function modelOf({ fold_revision, graph, parameters }) {
  const isOfServer = fold_revision.startsWith(`${REVISION}-`);
  const revision = isOfServer ? fold_revision : `${REVISION} not ${fold_revision}`;
  return { revision, isOfServer, graph: graphRead(graph), parameters };
}
