// Shows two versions of a text and what each changed, and joins them as the learner chooses. Nothing is dropped before.
import { ANOTHER_TAB, EARLIER_DRAFT, SERVER } from "../local/docs.js";
import { regionsMake, textJoin } from "./merging.js";

const TITLES = {
  [SERVER]: "This was also changed elsewhere. Both versions are kept.",
  [ANOTHER_TAB]: "Another tab wrote a different text. Both are kept.",
  [EARLIER_DRAFT]: "Your draft from before is kept here:",
};
const BUTTONS = { [EARLIER_DRAFT]: ["Drop that draft", "Back to that draft"] };
const CHOICES = { both: "Keep both", mine: "Mine", theirs: "The other" };
const CONTEXT_LINES = 2;
let conflicts = 0;

function nodeMake(tag, { words = "", ...attributes } = {}, children = []) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(words, ...children);
  return node;
}

function buttonMake(words, press, className = "button button-small") {
  const button = nodeMake("button", { words, type: "button", class: className });
  button.addEventListener("click", press);
  return button;
}

// An empty line, too, is to be seen.
const linesMake = (tag, className, lines) =>
  nodeMake(tag, { words: lines.map((line) => line || " ").join("\n"), class: `merge-lines ${className}` });

const caption = (words) => nodeMake("span", { words, class: "merge-by" });

function sameMake({ lines }) {
  if (lines.length <= 2 * CONTEXT_LINES + 1) return [linesMake("span", "merge-same", lines)];
  const left = lines.length - 2 * CONTEXT_LINES;
  return [
    linesMake("span", "merge-same", lines.slice(0, CONTEXT_LINES)),
    caption(`… ${left} lines the same`),
    linesMake("span", "merge-same", lines.slice(-CONTEXT_LINES)),
  ];
}

function changedMake({ kind, lines, removed }) {
  const where = kind === "mine" ? "here" : "elsewhere";
  const nodes = [];
  if (removed.length) nodes.push(caption(`removed ${where}`), linesMake("del", `merge-${kind}`, removed));
  if (lines.length) nodes.push(caption(`written ${where}`), linesMake("ins", `merge-${kind}`, lines));
  return nodes;
}

function conflictMake({ base, mine, theirs }) {
  const name = `merge-${++conflicts}`;
  const side = (words, tag, className, lines) =>
    lines.length ? [caption(words), linesMake(tag, className, lines)] : [caption(`${words}: nothing`)];
  const choices = Object.entries(CHOICES).map(([value, words]) => {
    const input = nodeMake("input", { type: "radio", name, value });
    input.checked = value === "both";
    return nodeMake("label", { class: "field-check" }, [input, ` ${words}`]);
  });
  return [
    nodeMake("fieldset", { class: "merge-conflict" }, [
      nodeMake("legend", { words: "Changed in both" }),
      ...side("before", "del", "merge-base", base),
      ...side("written here", "ins", "merge-mine", mine),
      ...side("written elsewhere", "ins", "merge-theirs", theirs),
      nodeMake("div", { class: "merge-choices" }, choices),
    ]),
  ];
}

const MAKE = { same: sameMake, mine: changedMake, theirs: changedMake, conflict: conflictMake };

// A <pre> for the eye; who listens hears each part named.
function differencesMake(regions) {
  const label = "Both versions, and where they differ";
  const attributes = { class: "merge", tabindex: "0", role: "group", "aria-label": label };
  return nodeMake("div", attributes, regions.flatMap((region) => MAKE[region.kind](region)));
}

function joinMake(box, regions, { other, merge, joinLimit }, hint) {
  return buttonMake(
    "Join",
    () => {
      const text = textJoin(regions, [...box.querySelectorAll("input:checked")].map(({ value }) => value));
      if (text.length <= joinLimit) return merge(other, text);
      hint.textContent = `Together they have ${text.length} characters; ${joinLimit} fit. Shorten yours first.`;
    },
    "button button-small button-primary",
  );
}

function baseOf(doc, other) {
  if (other.source === SERVER && doc.base_text !== undefined) return doc.base_text;
  return null;
}

function contentMake(box, doc, other, { mine, merge, joinLimit = Infinity }) {
  const title = TITLES[other.source] ?? `A text of ${other.source} is kept too.`;
  const [keep, use] = BUTTONS[other.source] ?? ["Keep mine", "Use the other"];
  const hint = nodeMake("p", { class: "hint", role: "status" });
  const buttons = [buttonMake(keep, () => merge(other, mine())), buttonMake(use, () => merge(other, other.text))];
  const regions = regionsMake(baseOf(doc, other), mine(), other.text);
  if (other.source === EARLIER_DRAFT) {
    const label = { class: "merge merge-lines", tabindex: "0", role: "group", "aria-label": "The other text" };
    return [nodeMake("p", { words: title, class: "other-text-title", role: "status" }), nodeMake("pre", { words: other.text, ...label }), nodeMake("p", { class: "actions" }, buttons), hint];
  }
  buttons.unshift(joinMake(box, regions, { other, merge, joinLimit }, hint));
  hint.textContent = "Join puts both into your text, where you can go on editing.";
  return [
    nodeMake("p", { words: title, class: "other-text-title", role: "status" }),
    differencesMake(regions),
    nodeMake("p", { class: "actions" }, buttons),
    hint,
  ];
}

export function mergeShow(box, doc, options) {
  const other = doc.others[0];
  box.hidden = other === undefined;
  const shown = other ? JSON.stringify([other, doc.text]) : "";
  if (box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  box.replaceChildren(...(other ? contentMake(box, doc, other, options) : []));
}
