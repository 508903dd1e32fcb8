// The catalogue: filters at once, and keeps the address in step. Without this the form asks the server for the same.
import { addressOf, isWanted } from "./catalogue/matching.js";

function factsOf(row) {
  const { lesson, concepts, level, devices, state, words } = row.dataset;
  return { lesson, concepts: concepts.split(" "), level, devices: devices.split(" "), state, words };
}

class Catalogue {
  constructor(form) {
    this.form = form;
    this.rows = [...document.querySelectorAll("[data-row]")].map((row) => ({ row, facts: factsOf(row) }));
    // Inner groups first: an outer one is empty when all of its rows are hidden.
    this.groups = [...document.querySelectorAll("[data-group]")];
    form.querySelector("[data-without-script]").hidden = true;
    form.addEventListener("input", () => this.show());
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const link of document.querySelectorAll("[data-clear]"))
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.clear();
      });
    // Where the browser put earlier choices back into the form.
    addEventListener("pageshow", () => this.show());
  }

  filters() {
    const asked = Object.fromEntries(new FormData(this.form));
    return { ...asked, q: asked.q.trim() };
  }

  show() {
    const filters = this.filters();
    let shown = 0;
    for (const { row, facts } of this.rows) {
      row.hidden = !isWanted(facts, filters);
      if (!row.hidden) shown += 1;
    }
    for (const group of this.groups) group.hidden = !group.querySelector("[data-row]:not([hidden])");
    this.say(`${shown} of ${this.rows.length} exercises`);
    document.querySelector("[data-empty]").hidden = shown > 0;
    this.form.querySelector("[data-clear]").hidden = Object.values(filters).every((value) => value === "");
    const address = addressOf(location.pathname, filters);
    if (address !== location.pathname + location.search) history.replaceState(history.state, "", address);
  }

  say(words) {
    const count = this.form.querySelector("[data-count]");
    if (count.textContent !== words) count.textContent = words;
  }

  clear() {
    for (const field of this.form.elements) if (field.name) field.value = "";
    this.show();
    this.form.elements.q.focus();
  }
}

const form = document.querySelector("[data-filters]");
if (form) new Catalogue(form);
