// Folds logs as the browser does: {graph, logs: {name: {events, start, parameters}}} comes in, {name: state} goes out.
import { readFileSync } from "node:fs";
import { fold } from "../../frontend/src/js/practice/folding.js";
import { graphRead } from "../../frontend/src/js/practice/graph.js";

const { graph: written, logs } = JSON.parse(readFileSync(0, "utf8"));
const graph = graphRead(written);
const states = Object.entries(logs).map(([name, { events, start, parameters }]) => [
  name,
  fold(events, { graph, parameters }, start),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(states)));
