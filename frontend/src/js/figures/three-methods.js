// A start, placed by pointer, keyboard or button; Newton, gradient descent and a trust region run from it.
import { axesRead, pointerPlace } from "./axes.js";
import { keyMake, layerMake, markMake, seriesMake } from "./drawing.js";
import { elementMake, textWrite } from "./elements.js";
import { gradientDescent, newton, trustRegion } from "./methods.js";

const METHODS = [
  { name: "Newton", series: "newton", run: newton },
  { name: "Gradient descent", series: "descent", run: gradientDescent },
  { name: "Trust region", series: "region", run: trustRegion },
];
const STARTS = [
  { name: "As in the text", at: [0.3, 0.9] },
  { name: "On the ridge", at: [0, 0.8] },
  { name: "Newton thrown far", at: [0.6, 0.8] },
  { name: "In a valley", at: [1.5, -0.9] },
];
// Starts lie on a grid, so that what is told is what was run.
const GRID = 100;
const STEP = 0.05;
const LONG_STEP = 0.25;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

const numberWords = (value) => {
  const text = value.toFixed(2).replace(/\.?0+$/, "");
  return (text === "-0" ? "0" : text).replace("-", "−");
};
export const pointWords = (point) => `(${point.map(numberWords).join(", ")})`;

const ENDS = {
  minimum: "a minimum",
  saddle: "the saddle",
  unfinished: "no critical point yet",
  "ran off": "ran off",
};

export function runsFrom(start, axes) {
  return METHODS.map((method) => {
    const { points, iterations, end } = method.run(start);
    const strays = points.some((point) => !axes.holds(point));
    const kind = ENDS[end] + (strays && end !== "ran off" ? ", after leaving the picture" : "");
    return { ...method, points, iterations, place: end === "ran off" ? "–" : pointWords(points.at(-1)), kind };
  });
}

const countWords = (count) => `${count} iteration${count === 1 ? "" : "s"}`;

export const sentence = (start, runs) =>
  `From ${pointWords(start)}: ` +
  runs
    .map(({ name, iterations, place, kind }) => `${name}, ${countWords(iterations)}, ends at ${place}, ${kind}`)
    .join("; ") +
  ".";

const within = (value, [low, high]) => Math.round(Math.min(high, Math.max(low, value)) * GRID) / GRID;

function tableMake() {
  const heads = ["Method", "Iterations", "Ends at", "What it is"].map((name) => elementMake("th", { scope: "col" }, name));
  const body = elementMake("tbody");
  const caption = elementMake("caption", { class: "visually-hidden" }, "The three methods from this start");
  const table = elementMake("table", {}, caption, elementMake("thead", {}, elementMake("tr", {}, ...heads)), body);
  return { table, body };
}

const rowMake = ({ name, series, iterations, place, kind }) =>
  elementMake(
    "tr",
    {},
    elementMake("th", { scope: "row" }, keyMake(series), ` ${name}`),
    ...[String(iterations), place, kind].map((text) => elementMake("td", {}, text)),
  );

class ThreeMethods {
  constructor(box) {
    Object.assign(this, { box, axes: axesRead(box), svg: box.querySelector("svg"), ...tableMake() });
    this.layer = layerMake(box, this.axes);
    this.told = elementMake("p", { role: "status", class: "visually-hidden" });
    this.controlsMake();
    this.listen();
    this.startAt(STARTS[0].at);
    // Nothing was asked yet, so nothing is told.
    this.told.textContent = "";
  }

  controlsMake() {
    const { box } = this;
    const id = `${this.svg.querySelector("title").id}-help`;
    const help = elementMake(
      "p",
      { id, class: "live-help" },
      "Click or tap in the picture to place the start. With the picture in focus, the arrow keys move it, with Shift in longer steps.",
    );
    box.setAttribute("role", "application");
    box.setAttribute("aria-roledescription", "start point");
    box.setAttribute("aria-describedby", id);
    const buttons = STARTS.map(({ name, at }) => {
      const button = elementMake("button", { type: "button", class: "button button-small" }, name);
      button.addEventListener("click", () => this.startAt(at));
      return button;
    });
    const row = elementMake("div", { class: "live-starts", role: "group", "aria-label": "Starts worth a look" }, ...buttons);
    box.after(elementMake("div", { class: "live-controls" }, help, row, this.table, this.told));
  }

  listen() {
    this.box.addEventListener("click", (event) => {
      const at = this.axes.data(pointerPlace(this.svg, event));
      if (this.axes.holds(at)) this.startAt(at);
    });
    this.box.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const step = event.shiftKey ? LONG_STEP : STEP;
      this.startAt(this.start.map((each, i) => each + step * arrow[i]));
      this.reveal();
    });
  }

  startAt([x, y]) {
    this.start = [within(x, this.axes.x), within(y, this.axes.y)];
    const runs = runsFrom(this.start, this.axes);
    this.body.replaceChildren(...runs.map(rowMake));
    this.layer.replaceChildren(
      ...runs.map(({ series, points }) => seriesMake(series, points, this.axes)),
      markMake("start", this.axes.place(this.start)),
    );
    textWrite(this.told, sentence(this.start, runs));
  }

  // On a phone the picture is wider than its box, which the arrows no longer scroll.
  reveal() {
    const { left, width } = this.svg.getBoundingClientRect();
    const [, , across] = this.svg.getAttribute("viewBox").split(" ").map(Number);
    const at = left + (this.axes.place(this.start)[0] / across) * width;
    const box = this.box.getBoundingClientRect();
    if (at < box.left + 24 || at > box.right - 24) this.box.scrollBy(at - (box.left + box.right) / 2, 0);
  }
}

export const threeMethodsMount = (box) => new ThreeMethods(box);
