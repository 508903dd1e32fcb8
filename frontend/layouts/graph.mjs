// Lays graphs out in layers with dagre: JSON in on stdin, JSON out on stdout.
// In: [{nodes: [{id, width, height}], edges: [[from, to]]}, …]. Out, in the same order:
// {width, height, nodes: {id: [x, y]} (centres), edges: [[[x, y], …], …]}.
import { readFileSync, writeFileSync } from "node:fs";
import dagre from "@dagrejs/dagre";

function place({ nodes, edges }) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "TB", ranksep: 34, nodesep: 14, edgesep: 8, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const [from, to] of edges) graph.setEdge(from, to);
  dagre.layout(graph);
  const { width, height } = graph.graph();
  return {
    width,
    height,
    nodes: Object.fromEntries(nodes.map(({ id }) => [id, [graph.node(id).x, graph.node(id).y]])),
    edges: edges.map(([from, to]) => graph.edge(from, to).points.map(({ x, y }) => [x, y])),
  };
}

writeFileSync(1, JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(place)));
