"""Places for the nodes and edges of a graph, found by dagre when content is loaded."""
