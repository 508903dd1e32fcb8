// The arrow keys turn to the part before and after, as the links below the text do.
const RELATIONS = { ArrowLeft: "prev", ArrowRight: "next" };
// Where an arrow key means something else: typing, choosing, and boxes that scroll sideways.
const TAKEN = "input, textarea, select, button, summary, [contenteditable], [tabindex], [role=radio], [role=slider], svg a";

export function turningMount(root = document) {
  root.addEventListener("keydown", (event) => {
    const relation = RELATIONS[event.key];
    if (!relation || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest?.(TAKEN)) return;
    document.querySelector(`a[rel="${relation}"]`)?.click();
  });
}
