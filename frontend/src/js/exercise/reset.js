// Back to the starter, and back again.

function undoButtonMake(editor) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.dataset.undo = "";
  button.textContent = "Undo";
  button.addEventListener("click", () => {
    editor.undo();
    button.remove();
    editor.focus();
  });
  return button;
}

export function resetMount(form, editor) {
  const reset = form.querySelector("[data-reset]");
  reset.addEventListener("click", () => {
    if (editor.text() === form.dataset.starter) return;
    editor.textSet(form.dataset.starter);
    form.querySelector("[data-undo]")?.remove();
    reset.after(undoButtonMake(editor));
    editor.focus();
  });
}
