import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axesRead, pointerPlace } from "../../frontend/src/js/figures/axes.js";
import * as methods from "../../frontend/src/js/figures/methods.js";
import { behaviourOf, CURVATURES, descentPath, factorOf, START, stepsTo } from "../../frontend/src/js/figures/quadratic.js";
import { pathShown, stepSizeWords } from "../../frontend/src/js/figures/step-size.js";
import { pointWords, runsFrom, sentence } from "../../frontend/src/js/figures/three-methods.js";

const TABLE = JSON.parse(await readFile(new URL("./figure-cases.json", import.meta.url), "utf8"));
const METHODS = ["newton", "gradientDescent", "trustRegion"];
const WELL = axesRead({ dataset: { axes: '[{"box":[50,10,410,250],"x":[-1.8,1.8],"y":[-1.2,1.2]}]' } });
const VALLEY = axesRead({ dataset: { axes: '[{"box":[50,10,410,250],"x":[-2.4,2.4],"y":[-1.3,1.3]}]' } });

function near(found, wanted, where) {
  assert.equal(found.length, wanted.length, where);
  found.flat().forEach((value, at) => {
    assert.ok(Math.abs(value - wanted.flat()[at]) <= 1e-9, `${where}: ${value}, not ${wanted.flat()[at]}`);
  });
}

test("descent on the quadratic is the reference's", () => {
  assert.deepEqual([CURVATURES, START], [TABLE.curvatures, TABLE.start]);
  for (const { eta, factor, steps, points } of TABLE.quadratic) {
    near([factorOf(eta)], [factor], `factor at ${eta}`);
    assert.equal(stepsTo(1e-3, eta), steps ?? Infinity, `steps at ${eta}`);
    near(descentPath(eta), points, `path at ${eta}`);
  }
});

test("the three methods are the reference's, to the number of iterations", () => {
  for (const wanted of TABLE.methods)
    for (const name of METHODS) {
      const found = methods[name](wanted.start);
      const where = `${name} from ${wanted.start}`;
      assert.deepEqual([found.iterations, found.end], [wanted[name].iterations, wanted[name].end], where);
      near(found.points, wanted[name].points, where);
    }
});

test("the trust-region step is the reference's, in the hard case too", () => {
  for (const { g, B, radius, p } of TABLE.subproblems)
    near(methods.trustRegionStep(g, B, radius), p, `g ${g}, B ${B}, radius ${radius}`);
});

test("Newton's method runs off where the curvature vanishes", () => {
  assert.equal(methods.newton([Math.sqrt(1 / 3), 0]).end, "ran off");
});

test("every start of the picture's grid ends, the trust region at a minimum", () => {
  for (let x = -180; x <= 180; x += 5)
    for (let y = -120; y <= 120; y += 15)
      for (const name of METHODS) {
        const { end } = methods[name]([x / 100, y / 100]);
        assert.ok(end === "minimum" || (end === "saddle" && name !== "trustRegion"), `${name} from ${x}, ${y}: ${end}`);
      }
});

test("the words for a step size change where the factor of the steep direction does", () => {
  const words = [0.005, 0.095, 0.1, 0.105, 0.195, 0.2, 0.205].map((eta) => behaviourOf(eta)[0]);
  assert.deepEqual(words, ["converges", "converges", "converges", "zigzags", "zigzags", "never settles", "diverges"]);
});

test("the slider tells the factor, what is left, and when the path leaves the picture", () => {
  const { factor, why } = stepSizeWords(0.18, VALLEY);
  assert.equal(factor, "0.820");
  assert.match(why, /After 40 steps 0\.00034 of the distance is left\. A thousandth is certain after 35 steps\./);
  assert.match(stepSizeWords(0.22, VALLEY).why, /leaves the picture at step 3\.$/);
});

test("a path that grows for ever is drawn to its first point outside", () => {
  assert.deepEqual(pathShown(0.22, VALLEY).map(VALLEY.holds), [true, true, true, false]);
  assert.equal(pathShown(0.2, VALLEY).length, 41);
});

test("the sentence tells each method's iterations, end and kind", () => {
  assert.equal(
    sentence([0, 0.8], runsFrom([0, 0.8], WELL)),
    "From (0, 0.8): Newton, 1 iteration, ends at (0, 0), the saddle; Gradient descent, 61 iterations, ends at (0, 0), " +
      "the saddle; Trust region, 6 iterations, ends at (1, 0), a minimum.",
  );
  assert.equal(runsFrom([0.6, 0.8], WELL)[0].kind, "a minimum, after leaving the picture");
});

test("numbers have no minus before zero", () => {
  assert.equal(pointWords([-0.001, -1.5]), "(0, −1.5)");
});

test("data and places in the picture are each other's inverse, also under the pointer", () => {
  assert.deepEqual(WELL.place([0, 0]), [230, 130]);
  assert.deepEqual(WELL.place([-1.8, 1.2]), [50, 10]);
  near(WELL.data(WELL.place([0.31, -0.77])), [0.31, -0.77], "there and back");
  const svg = {
    getBoundingClientRect: () => ({ left: 20, top: 40, width: 1040, height: 600 }),
    getAttribute: () => "0 0 520 300",
  };
  assert.deepEqual(pointerPlace(svg, { clientX: 480, clientY: 300 }), [230, 130]);
});
