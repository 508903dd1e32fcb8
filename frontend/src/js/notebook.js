// A lesson's theory notebook.
import { keysShow } from "./exercise/keys.js";
import { Cell } from "./notebook/cell.js";

const root = document.querySelector("[data-notebook]");
if (root) {
  keysShow(root);
  for (const section of root.querySelectorAll("[data-cell]")) new Cell(section).mount();
}
