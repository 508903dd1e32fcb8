// A box that shows what is found as one types. Results are links: arrows move between them, Enter opens one. Plain
// fetch, for htmx would weigh ten times as much as this.
import { keyIsOn, keySet } from "../site/search-key.js";

const WAIT_MS = 150;
const OUT_OF_REACH = "Search needs a connection; there is none.";

const FRAME = `
  <form class="search-form" method="get" action="/search/" role="search" aria-label="The course">
    <label class="visually-hidden" for="search-box-q">Words to search for</label>
    <input id="search-box-q" type="search" name="q" maxlength="200" placeholder="A method, a concept, a word" autocomplete="off" autofocus>
    <button class="button" type="button" data-close>Close</button>
  </form>
  <p class="search-count" role="status"></p>
  <div class="search-found"></div>
  <div class="search-foot">
    <p class="hint"><kbd>↓</kbd> <kbd>↑</kbd> choose, <kbd>Enter</kbd> opens, <kbd>Esc</kbd> closes</p>
    <label class="hint"><input type="checkbox" data-key> The <kbd>/</kbd> key opens this</label>
  </div>`;

class SearchBox {
  constructor() {
    this.dialog = document.createElement("dialog");
    this.dialog.className = "search-box";
    this.dialog.setAttribute("aria-label", "Search");
    this.dialog.innerHTML = FRAME;
    document.body.append(this.dialog);
    this.form = this.dialog.querySelector("form");
    this.input = this.dialog.querySelector("input[name=q]");
    this.count = this.dialog.querySelector("[role=status]");
    this.found = this.dialog.querySelector(".search-found");
    this.asked = "";
    this.listen();
  }

  listen() {
    const key = this.dialog.querySelector("[data-key]");
    key.checked = keyIsOn();
    key.addEventListener("change", () => keySet(key.checked));
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    });
    this.form.addEventListener("submit", (event) => this.input.value.trim() || event.preventDefault());
    this.dialog.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    // A press on the page behind; the dialog's own padding is not the dialog itself, its content fills it.
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.press(event));
    // A link within this page leads away too.
    this.found.addEventListener("click", (event) => event.target.closest("a") && this.dialog.close());
  }

  open(typed) {
    if (!this.dialog.open) this.dialog.showModal();
    if (!typed) return this.input.select();
    this.input.value = typed;
    this.input.focus();
    this.ask();
  }

  async ask() {
    const words = this.input.value.trim();
    if (words === this.asked) return;
    this.asked = words;
    this.asking?.abort();
    if (!words) return this.show("", "");
    this.asking = new AbortController();
    try {
      const answer = await fetch(`/search/results/?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      const html = await answer.text();
      if (words === this.asked) this.show(html);
    } catch {
      if (words !== this.asked) return;
      this.asked = null;
      this.show("", OUT_OF_REACH);
    }
  }

  show(html, said) {
    if (this.found.contains(document.activeElement)) this.input.focus();
    this.found.innerHTML = html;
    this.count.textContent = said ?? this.found.querySelector("[data-found]")?.dataset.found ?? "";
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [this.input, ...this.found.querySelectorAll("[data-hit]")];
    const at = stops.indexOf(event.target);
    if (step && at >= 0) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (at > 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
      // Typing goes on where words are typed.
      this.input.focus();
    }
  }
}

let box = null;

export function boxOpen(typed = "") {
  box ??= new SearchBox();
  box.open(typed);
}
