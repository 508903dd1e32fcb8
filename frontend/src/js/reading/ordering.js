// Steps that are brought into order: with buttons, or by dragging them with a pointer.
const stepOf = (node) => node.closest("[data-step]");
const stepsOf = (list) => [...list.querySelectorAll("[data-step]")];

export const orderRead = (fieldset) => stepsOf(fieldset).map((step) => step.dataset.step);

export function orderShow(fieldset, order) {
  const list = fieldset.querySelector("[data-steps]");
  const steps = new Map(stepsOf(list).map((step) => [step.dataset.step, step]));
  list.append(...order.map((id) => steps.get(id)).filter(Boolean));
}

function placeTell(fieldset, step) {
  const steps = stepsOf(fieldset);
  fieldset.querySelector("[data-moved]").textContent = `Now at place ${steps.indexOf(step) + 1} of ${steps.length}.`;
}

function stepMove(fieldset, button) {
  const step = stepOf(button);
  const isUp = button.dataset.move === "-1";
  const other = isUp ? step.previousElementSibling : step.nextElementSibling;
  if (!other) return;
  other[isUp ? "before" : "after"](step);
  button.focus();
  placeTell(fieldset, step);
}

function dragFollow(fieldset, handle, event) {
  event.preventDefault();
  const step = stepOf(handle);
  step.dataset.dragged = "";
  handle.setPointerCapture(event.pointerId);
  const follow = ({ clientY }) => {
    const middle = (each) => each.getBoundingClientRect().top + each.offsetHeight / 2;
    const next = stepsOf(fieldset).find((each) => each !== step && middle(each) > clientY);
    if (next === step.nextElementSibling) return;
    if (next) next.before(step);
    else step.parentElement.append(step);
    // A node that is moved loses the pointer.
    handle.setPointerCapture(event.pointerId);
  };
  const drop = () => {
    handle.removeEventListener("pointermove", follow);
    delete step.dataset.dragged;
    placeTell(fieldset, step);
  };
  handle.addEventListener("pointermove", follow);
  for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, drop, { once: true });
}

export function orderingListen(fieldset) {
  for (const button of fieldset.querySelectorAll("[data-move]"))
    button.addEventListener("click", () => stepMove(fieldset, button));
  for (const handle of fieldset.querySelectorAll("[data-handle]"))
    handle.addEventListener("pointerdown", (event) => dragFollow(fieldset, handle, event));
}
