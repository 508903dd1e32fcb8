// The text on one side, the notes or an exercise on the other, and a bar between them that moves.
const PARAMETER = "beside";
const NOTES = "notes";
const STEP = 5;

const isOfThePage = (link, page) => link.origin === page.origin && link.pathname === page.pathname;

// What leads away from the exercise leads the whole window away.
function linksLeave(frame) {
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    page?.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && !isOfThePage(link, frame.contentWindow.location)) link.target = "_top";
    });
  });
}

function frameMake(title) {
  const frame = document.createElement("iframe");
  frame.title = title;
  linksLeave(frame);
  return frame;
}

class Split {
  constructor(root) {
    this.root = root;
    this.choice = root.querySelector("[data-split-choice]");
    this.bar = root.querySelector("[data-split-bar]");
    this.pane = root.querySelector("[data-beside]");
    this.link = root.querySelector("[data-beside-link]");
  }

  begin() {
    const asked = new URL(location.href).searchParams.get(PARAMETER) ?? "";
    if ([...this.choice.options].some((option) => option.value === asked)) this.choice.value = asked;
    this.show();
    this.choice.addEventListener("change", () => this.chosen());
    this.bar.addEventListener("keydown", (event) => this.keyed(event));
    this.bar.addEventListener("pointerdown", (event) => this.bar.setPointerCapture(event.pointerId));
    this.bar.addEventListener("pointermove", (event) => this.dragged(event));
  }

  chosen() {
    const url = new URL(location.href);
    if (this.choice.value) url.searchParams.set(PARAMETER, this.choice.value);
    else url.searchParams.delete(PARAMETER);
    history.replaceState(history.state, "", url);
    this.show();
  }

  show() {
    const { choice, pane } = this;
    const isExercise = Boolean(choice.value) && choice.value !== NOTES;
    this.root.toggleAttribute("data-split", Boolean(choice.value));
    this.root.toggleAttribute("data-split-exercise", isExercise);
    this.bar.hidden = !choice.value;
    pane.hidden = !isExercise;
    pane.querySelector("iframe")?.remove();
    if (!isExercise) return;
    this.link.href = choice.value;
    const frame = frameMake(choice.selectedOptions[0].textContent);
    frame.src = choice.value;
    pane.append(frame);
  }

  width(percent) {
    const { ariaValueMin, ariaValueMax } = this.bar;
    const bounded = Math.round(Math.min(Math.max(percent, Number(ariaValueMin)), Number(ariaValueMax)));
    this.bar.ariaValueNow = String(bounded);
    this.root.style.setProperty("--split", `${bounded}%`);
  }

  keyed(event) {
    const now = Number(this.bar.ariaValueNow);
    const goals = { ArrowLeft: now - STEP, ArrowRight: now + STEP, Home: 0, End: 100 };
    if (!(event.key in goals)) return;
    event.preventDefault();
    this.width(goals[event.key]);
  }

  dragged(event) {
    if (!this.bar.hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.root.getBoundingClientRect();
    this.width((100 * (event.clientX - left)) / width);
  }
}

export function splitMount(root) {
  new Split(root).begin();
}
