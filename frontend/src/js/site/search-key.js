// "/" and the header's link open the search box, which is loaded then. Whoever speaks to their computer, or types with
// one key by accident, can turn the key off (WCAG 2.1.4): the box has a switch, and this device remembers it.
const KEY = "/";
const SETTING = "descent-search-key";
// Where "/" is a character that somebody types.
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export const keyIsOn = () => localStorage.getItem(SETTING) !== "off";

export function keySet(isOn, root = document) {
  localStorage.setItem(SETTING, isOn ? "on" : "off");
  keyShow(root);
}

function keyShow(root) {
  for (const link of root.querySelectorAll("[data-search-open]"))
    if (keyIsOn()) link.setAttribute("aria-keyshortcuts", KEY);
    else link.removeAttribute("aria-keyshortcuts");
}

// On some keyboards "/" needs Shift.
const isAsked = (event) =>
  event.key === KEY && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !event.defaultPrevented;

// Fast fingers have typed a word before the box is there; returns what gives it and stops listening.
function typedMeanwhile(root) {
  let words = "";
  const keep = (event) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    words += event.key;
  };
  root.addEventListener("keydown", keep, true);
  return () => {
    root.removeEventListener("keydown", keep, true);
    return words;
  };
}

export function searchKeyMount(root = document, load = () => import("../search/box.js")) {
  const links = root.querySelectorAll("[data-search-open]");
  if (!links.length) return;

  async function open(event, address) {
    event.preventDefault();
    const field = root.querySelector("[data-search-input]");
    if (field) return field.select();
    const typed = typedMeanwhile(root);
    try {
      const { boxOpen } = await load();
      boxOpen(typed());
    } catch {
      typed();
      // Offline, and never opened before: the page says so better than nothing at all.
      location.assign(address);
    }
  }

  keyShow(root);
  root.addEventListener("keydown", (event) => {
    if (!isAsked(event) || !keyIsOn() || event.target.closest?.(TYPING) || root.querySelector("dialog[open]")) return;
    open(event, links[0].href);
  });
  for (const link of links)
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      open(event, link.href);
    });
}
