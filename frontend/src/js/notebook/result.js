// What came of a run, as the page shows it.

function node(tag, className, attributes = {}) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function textNode(className, text, label) {
  const pre = node("pre", className, { tabindex: "0", role: "group", "aria-label": label });
  pre.textContent = text;
  return pre;
}

function messageNode(text) {
  const message = node("p", "run-message");
  message.textContent = text;
  return message;
}

// The server has rebuilt the SVG from what is harmless.
function figureNode({ svg }, label) {
  const figure = node("figure", "figure");
  const box = node("div", "drawing-box", { tabindex: "0", role: "group", "aria-label": label });
  box.innerHTML = svg;
  figure.append(box);
  return figure;
}

export function resultNodes({ message, traceback, output, figures }) {
  const nodes = [];
  if (message) nodes.push(messageNode(message));
  if (traceback) nodes.push(textNode("cell-output", traceback, "Where it failed"));
  if (output) nodes.push(textNode("cell-output", output, "What it prints"));
  figures.forEach((figure, index) => nodes.push(figureNode(figure, `Figure ${index + 1} of your run`)));
  return nodes;
}
