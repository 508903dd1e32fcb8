// A slider for the step size: the path of gradient descent on a quadratic follows, and words say what happens.
import { axesRead } from "./axes.js";
import { layerMake, seriesMake } from "./drawing.js";
import { elementMake, textWrite } from "./elements.js";
import { behaviourOf, descentPath, factorOf, START, STEPS, stepsTo } from "./quadratic.js";

const SLIDER = { type: "range", min: "0.005", max: "0.22", step: "0.005", value: "0.15" };
const SHARE = 1e-3;

// What grows for ever would fill the picture: it is drawn to the first point outside.
export function pathShown(eta, axes) {
  const points = descentPath(eta);
  const left = points.findIndex((point) => !axes.holds(point));
  return left === -1 ? points : points.slice(0, left + 1);
}

function reachWords(points, axes) {
  if (!axes.holds(points.at(-1))) return `The path leaves the picture at step ${points.length - 1}.`;
  const share = Math.hypot(...points.at(-1)) / Math.hypot(...START);
  return `After ${STEPS} steps ${share < 1e-4 ? "less than 0.0001" : share.toPrecision(2)} of the distance is left.`;
}

export function stepSizeWords(eta, axes) {
  const [word, why] = behaviourOf(eta);
  const steps = stepsTo(SHARE, eta);
  const certain = Number.isFinite(steps) ? ` A thousandth is certain after ${steps} steps.` : "";
  return {
    word,
    eta: String(eta),
    factor: factorOf(eta).toFixed(3),
    why: `${why[0].toUpperCase()}${why.slice(1)}. ${reachWords(pathShown(eta, axes), axes)}${certain}`,
  };
}

const factMake = (name, node) => elementMake("div", {}, elementMake("dt", {}, name), elementMake("dd", {}, node));

export function stepSizeMount(box) {
  const axes = axesRead(box);
  const layer = layerMake(box, axes);
  const id = `${box.querySelector("svg > title").id}-eta`;
  const input = elementMake("input", { ...SLIDER, id, class: "live-slider" });
  const label = elementMake("label", { for: id }, "Step size η");
  const [eta, factor, word] = ["b", "b", "b"].map((tag) => elementMake(tag));
  const why = elementMake("span");
  const facts = elementMake("dl", { class: "facts" });
  facts.append(factMake("η", eta), factMake("factor max |1 − ηλ|", factor));
  const output = elementMake("p", { role: "status", class: "live-words" }, "With this η the path ", word, ". ", why);

  function show() {
    const words = stepSizeWords(Number(input.value), axes);
    textWrite(eta, words.eta);
    textWrite(factor, words.factor);
    textWrite(word, words.word);
    textWrite(why, words.why);
    layer.replaceChildren(seriesMake("path", pathShown(Number(input.value), axes), axes));
  }
  input.addEventListener("input", show);
  show();
  box.after(elementMake("div", { class: "live-controls" }, label, input, facts, output));
}
