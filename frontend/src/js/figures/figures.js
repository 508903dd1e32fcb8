// The figures that come to life, by the name that their program gives.
import { stepSizeMount } from "./step-size.js";
import { threeMethodsMount } from "./three-methods.js";

const FIGURES = { "step-size": stepSizeMount, "three-methods": threeMethodsMount };

export const figureMount = (box) => FIGURES[box.dataset.interactive]?.(box);
