// Two texts where there should be one: shows the other one beside the learner's, to join or to choose. Nothing is
// dropped before.

const SOURCES = {
  server: "This was also changed elsewhere. The other text:",
  "another tab": "Another tab wrote a different text:",
  "earlier draft": "Your draft from before is kept here:",
};

const CHOICES = { "earlier draft": ["Drop that draft", "Back to that draft"] };

function buttonMake(words, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = words;
  button.addEventListener("click", press);
  return button;
}

function paragraphMake(words, className) {
  const paragraph = document.createElement("p");
  paragraph.className = className;
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  return paragraph;
}

function textMake(text) {
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", "The other text");
  pre.textContent = text;
  return pre;
}

const joined = (mine, other) => [mine.trimEnd(), other.trimStart()].filter(Boolean).join("\n\n");

// `joinLimit` is how long both together may be, or null where joining makes no sense.
export function otherTextShow(box, doc, { mine, merge, joinLimit = null }) {
  const other = doc.others[0];
  const shown = other ? JSON.stringify(other) : "";
  box.hidden = other === undefined;
  if (box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  if (!other) return box.replaceChildren();

  const hint = paragraphMake("", "hint");
  const actions = document.createElement("p");
  actions.className = "actions";
  if (joinLimit !== null)
    actions.append(
      buttonMake("Keep both", () => {
        const both = joined(mine(), other.text);
        if (both.length <= joinLimit) return merge(other, both);
        hint.textContent = `Together they have ${both.length} characters; ${joinLimit} fit. Shorten yours first.`;
      }),
    );
  const [keep, use] = CHOICES[other.source] ?? ["Keep mine", "Use the other"];
  actions.append(
    buttonMake(keep, () => merge(other, mine())),
    buttonMake(use, () => merge(other, other.text)),
  );
  const title = SOURCES[other.source] ?? `A text of ${other.source} is kept too:`;
  box.replaceChildren(paragraphMake(title, "other-text-title"), textMake(other.text), actions, hint);
}
