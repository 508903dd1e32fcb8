// Two texts where there should be one: shows both until the learner has joined them or chosen. What shows them comes
// when it is needed.

const LATER = "Another version of this text is kept. It is shown here when the network is back.";

// `merge(other, text)` settles it; `joinLimit` is how many characters both together may have.
export async function otherTextShow(box, doc, options) {
  box.hidden = doc.others.length === 0;
  if (box.hidden && !box.dataset.shown) return;
  try {
    const { mergeShow } = await import("./merge-view.js");
    mergeShow(box, doc, options);
  } catch {
    box.textContent = LATER;
  }
}
