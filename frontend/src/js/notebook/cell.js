// A demo: its code can be edited and run. The editor is loaded when it is first asked for.
import { Draft, draftGet } from "../exercise/draft.js";
import { docGet } from "../local/docs.js";
import { uuid7 } from "../local/uuid7.js";
import { request } from "../site/http.js";
import { database } from "../site/page.js";
import { resultNodes } from "./result.js";
import { runFollow, runWords } from "./run.js";

const KEPT = "Your version is kept: Edit shows it.";
const NO_EDITOR = "The editor could not be loaded. Try again.";

const pause = (wait_ms) => new Promise((resolve) => setTimeout(resolve, wait_ms));

export class Cell {
  constructor(section) {
    const find = (name) => section.querySelector(`[data-${name}]`);
    Object.assign(this, { section, source: find("source"), box: find("editor-box"), result: find("result") });
    Object.assign(this, { state: find("run-status"), resetButton: find("reset"), editButton: find("edit") });
    this.runButton = find("run");
    this.original = this.source.textContent;
    this.published = [...this.result.childNodes];
    this.editor = null;
    this.running = null;
  }

  async mount() {
    this.runButton.addEventListener("click", () => this.run());
    this.editButton.addEventListener("click", () => this.edit());
    this.resetButton.addEventListener("click", () => this.publishedShow());
    const kept = await docGet(await database, this.section.dataset.doc);
    if (kept && kept.text !== this.original && !this.editor) this.say(KEPT);
  }

  say(words) {
    this.state.textContent = words;
  }

  async edit() {
    if (this.editor) return this.editor.focus();
    this.opening ??= this.open().finally(() => (this.opening = null));
    await this.opening;
  }

  async open() {
    const editing = await import("./editing.js").catch(() => null);
    if (!editing) return this.say(NO_EDITOR);
    const stored = await draftGet(this.section.dataset.doc);
    const area = document.createElement("div");
    area.setAttribute("aria-label", this.source.getAttribute("aria-label"));
    this.box.append(area);
    // The editor speaks to the draft once it stands; it says nothing while it is made.
    let draft = null;
    this.editor = editing.editorMake(this.section, area, stored.text ?? this.original, {
      original: this.original,
      onChange: (text) => draft.changed(text),
      onRun: () => this.run(),
    });
    draft = new Draft(await database, this.section, stored, this.editor);
    this.source.hidden = true;
    this.box.hidden = false;
    this.editButton.hidden = true;
    this.resetButton.hidden = false;
    this.runButton.querySelector("kbd").hidden = false;
    if (this.state.textContent === KEPT) this.say("");
    this.editor.focus();
  }

  // The newest run is the one that counts.
  async run() {
    const id = uuid7();
    this.running = id;
    const isWanted = () => this.running === id;
    this.section.dataset.state = "running";
    this.editor?.faultsShow([]);
    this.say("Sending");
    const done = await runFollow({
      url: this.section.dataset.runUrl,
      id,
      code: this.editor?.text() ?? this.original,
      request,
      pause,
      onState: (run) => isWanted() && this.say(runWords(run)),
      isWanted,
    });
    if (!isWanted()) return;
    delete this.section.dataset.state;
    if (done.refusal === undefined) this.show(done);
    else this.say(done.refusal);
  }

  show(run) {
    this.result.replaceChildren(...resultNodes(run));
    this.say(runWords(run));
    if (run.line !== null) this.editor?.faultsShow([{ line: run.line, message: run.message }]);
  }

  publishedShow() {
    this.running = null;
    delete this.section.dataset.state;
    this.editor?.faultsShow([]);
    this.result.replaceChildren(...this.published);
    this.say("The original is back.");
  }
}
