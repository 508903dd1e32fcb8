// Formulas leave the page as LaTeX: what is selected and copied, and each displayed one by a button.
import "katex/contrib/copy-tex";

const SHOWN_MS = 1600;

const texOf = (equation) => equation.querySelector('annotation[encoding="application/x-tex"]')?.textContent ?? "";

export function formulasMount(root) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-tex";
  button.textContent = "Copy LaTeX";

  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(texOf(button.parentElement));
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here";
    }
    setTimeout(() => (button.textContent = "Copy LaTeX"), SHOWN_MS);
  });

  function show(event) {
    const equation = event.target.closest?.(".equation");
    if (equation && button.parentElement !== equation && texOf(equation)) equation.append(button);
  }
  root.addEventListener("pointerover", show);
  root.addEventListener("focusin", show);
}
