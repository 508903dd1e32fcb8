// What a concept is, shown while the pointer or the keyboard rests on a link to it. It can be pointed at, Escape closes
// it, and a screen reader hears it as the link's description.
const OPEN_AFTER_MS = 250;
const CLOSE_AFTER_MS = 200;
const texts = new Map();

function textOf(slug) {
  if (!texts.has(slug))
    texts.set(
      slug,
      fetch(`/concepts/${encodeURIComponent(slug)}/preview/`).then((answer) => (answer.ok ? answer.text() : "")),
    );
  return texts.get(slug).catch(() => {
    texts.delete(slug);
    return "";
  });
}

export function previewsMount(root = document) {
  const box = document.createElement("div");
  box.className = "preview";
  box.id = "concept-preview";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  let link = null;
  let timer = 0;

  function close() {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    link = null;
    box.hidden = true;
  }

  async function open(target) {
    const html = await textOf(target.dataset.concept);
    if (link !== target || !html) return;
    box.innerHTML = html;
    document.body.append(box);
    box.hidden = false;
    target.setAttribute("aria-describedby", box.id);
    const at = target.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 16);
    const fits = at.bottom + box.offsetHeight + 8 < innerHeight;
    box.style.left = `${Math.max(16, left) + scrollX}px`;
    box.style.top = `${(fits ? at.bottom + 4 : at.top - box.offsetHeight - 4) + scrollY}px`;
  }

  function enter(event) {
    const target = event.target.closest?.("a[data-concept]");
    if (box.contains(event.target) || (target && target === link)) return clearTimeout(timer);
    if (!target) return;
    close();
    link = target;
    timer = setTimeout(open, event.type === "focusin" ? 0 : OPEN_AFTER_MS, target);
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(close, CLOSE_AFTER_MS);
  }

  root.addEventListener("pointerover", enter);
  root.addEventListener("focusin", enter);
  root.addEventListener("pointerout", leave);
  root.addEventListener("focusout", leave);
  root.addEventListener("keydown", (event) => event.key === "Escape" && close());
}
