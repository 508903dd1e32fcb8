// Brings in htmx where a page, or what was added to it, asks for it. Reading pages never do, and do not carry its
// weight.

export async function swapsStart(root) {
  if (!root.querySelector("[hx-get], [hx-post]")) return;
  const { htmx } = await import("./htmx.js");
  // htmx finds its own start only where it is loaded before the page has been read.
  htmx.process(root);
}
