// Draws paths into a picture of the page, within its axes. Classes give colour and dash; a mark's shape is the
// series' own.
const NAMESPACE = "http://www.w3.org/2000/svg";
// Far outside any picture: what lies beyond is not drawn better by larger numbers.
const FARTHEST = 1e4;

export function shapeMake(tag, attributes, ...children) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const MARKS = {
  path: (x, y) => circle(x, y, 2.5),
  start: (x, y) => circle(x, y, 4),
  newton: (x, y) => `M${x - 2.5} ${y - 2.5}h5v5h-5Z`,
  descent: (x, y) => circle(x, y, 1.75),
  region: (x, y) => `M${x} ${y - 3.5}l3.5 3.5l-3.5 3.5l-3.5-3.5Z`,
};
const round = (value) => Math.round(Math.max(-FARTHEST, Math.min(FARTHEST, value)) * 100) / 100;

export const markMake = (series, [x, y]) =>
  shapeMake("path", { class: `live-mark live-${series}`, d: MARKS[series](round(x), round(y)) });

// A layer over the still picture, whose own paths it replaces.
export function layerMake(box, axes) {
  const svg = box.querySelector("svg");
  const id = `${svg.querySelector("title").id}-frame`;
  const clip = shapeMake("clipPath", { id }, shapeMake("rect", axes.rectangle));
  const layer = shapeMake("g", { class: "live", "clip-path": `url(#${id})` });
  svg.append(shapeMake("defs", {}, clip), layer);
  box.classList.add("is-live");
  return layer;
}

export function seriesMake(series, points, axes) {
  // What follows a number that is none cannot be drawn.
  const lost = points.findIndex((point) => !point.every(Number.isFinite));
  const places = (lost === -1 ? points : points.slice(0, lost)).map(axes.place);
  const d = places.map(([x, y], at) => `${at ? "L" : "M"}${round(x)} ${round(y)}`).join("");
  const marks = points.filter(axes.holds).map((point) => markMake(series, axes.place(point)));
  return shapeMake("g", {}, shapeMake("path", { class: `live-line live-${series}`, d }), ...marks);
}

// The same line and mark beside a name.
export function keyMake(series) {
  const line = shapeMake("path", { class: `live-line live-${series}`, d: "M0 6H28" });
  return shapeMake("svg", { class: "live-key", viewBox: "0 0 28 12", "aria-hidden": "true" }, line, markMake(series, [14, 6]));
}
