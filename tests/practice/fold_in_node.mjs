// Folds logs as the browser does: {graph, parameters, logs: {name: {events, start}}} comes in, {name: state} goes out.
import { readFileSync } from "node:fs";
import { fold } from "../../frontend/src/js/practice/folding.js";
import { graphRead } from "../../frontend/src/js/practice/graph.js";

const { graph, parameters, logs } = JSON.parse(readFileSync(0, "utf8"));
const model = { graph: graphRead(graph), parameters };
const states = Object.entries(logs).map(([name, { events, start }]) => [name, fold(events, model, start)]);
process.stdout.write(JSON.stringify(Object.fromEntries(states)));
