// Elements of the controls beside a figure.
export function elementMake(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Written only when it differs: a live region tells each writing.
export function textWrite(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
