// Fills the card and what stands beside it from a plan.
const DONE = {
  "time is up": ["Done for today", "Your minutes for today are spent. What you know will keep until tomorrow."],
  "session over": ["That is your time", "Nothing more fits into this session. Stop here, or go on as you like."],
  "nothing gains": ["Done for today", "More of the same would gain next to nothing today."],
  "nothing left": [
    "Done for today",
    "Everything that there is to practise was done or put off today. Reading on brings new concepts into practice.",
  ],
  "needs the network": ["No network", "What is left to practise waits for the network. Your answers are kept."],
  unknown: ["Saved on this device", "What comes next is worked out when the server can be reached again."],
};

export const percent = (chance) => `${Math.round(chance * 100)}%`;
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

function write(root, selector, text) {
  for (const node of root.querySelectorAll(selector)) node.textContent = text;
}

function doneShow(card, { done_because, item }, isInsisting) {
  const [title, words] = DONE[done_because] ?? ["", ""];
  const isOver = Boolean(title) && !(isInsisting && item);
  card.dataset.done = isOver ? done_because : "";
  card.querySelector("[data-done-note]").hidden = !isOver;
  write(card, "[data-done-title]", title);
  write(card, "[data-done-words]", words);
  card.querySelector("[data-more]").hidden = !item;
  card.querySelector("[data-next-item]").hidden = isOver || !item;
  return isOver;
}

function itemShow(card, item) {
  const isQuiz = item.kind === "quiz";
  card.dataset.item = item.id;
  card.dataset.kind = item.kind;
  write(card, "[data-kind-words]", isQuiz ? "Question" : "Exercise");
  write(card, "[data-minutes]", String(Math.round(item.minutes)));
  write(card, "[data-title]", item.title);
  const link = card.querySelector("[data-link]");
  link.href = isQuiz ? item.url : `${item.url}?from=practice`;
  link.textContent = isQuiz ? "Answer it in its part" : "Open the exercise";
  link.classList.toggle("button-primary", !isQuiz);
  card.querySelector("[data-open]").toggleAttribute("data-is-quiz", isQuiz);
  card.querySelector("[data-changes]").hidden = true;
  card.querySelector("[data-sayings]").hidden = false;
}

function whyShow(aside, { item, horizon }, isOver) {
  aside.querySelector("[data-why]").hidden = !item || isOver;
  if (!item) return;
  write(aside, "[data-reason]", item.reason);
  write(aside, "[data-horizon]", capital(horizon));
  aside.querySelector("[data-outlook]").hidden = !item.outlook;
  if (!item.outlook) return;
  for (const name of ["now", "later", "practised"]) {
    aside.querySelector(`[data-bar=${name}]`).value = item.outlook[name];
    write(aside, `[data-bar-text=${name}]`, percent(item.outlook[name]));
  }
  for (const row of aside.querySelectorAll("[data-met]")) row.hidden = item.outlook.is_new;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function thenShow(aside, { then, minutes_left }) {
  aside.querySelector("[data-plan]").hidden = then.length === 0;
  const lines = then.map(({ title, kind, minutes }) => {
    const line = document.createElement("li");
    const facts = `${kind === "exercise" ? "exercise, " : ""}${Math.round(minutes)} min`;
    line.append(element("span", "then-name", title), " ", element("span", "then-facts", facts));
    return line;
  });
  const limit = minutes_left === null ? "" : `, within ${Math.round(minutes_left)} min`;
  write(aside, "[data-plan-title]", `Then${limit}`);
  aside.querySelector("[data-then]").replaceChildren(...lines);
}

// Tell whether the day or the session is over, so that the item waits behind a button.
export function planShow(root, plan, { isInsisting }) {
  const card = root.querySelector("[data-card]");
  const isOver = doneShow(card, plan, isInsisting);
  if (plan.item) itemShow(card, plan.item);
  whyShow(root, plan, isOver);
  thenShow(root, plan);
  return isOver;
}

// "Newton step: know 41% → 78% now, 62% by your exam."
export function changeWords(after, before, horizon) {
  const was = before && !before.is_new ? `${percent(before.now)} → ` : "";
  return `${after.title}: ${after.facet} ${was}${percent(after.now)} now, ${percent(after.later)} ${horizon}`;
}

export function changesShow(card, standings, before, horizon) {
  const earlier = new Map(before.map((each) => [each.concept, each]));
  const lines = standings.map((each) => element("li", "", changeWords(each, earlier.get(each.concept), horizon)));
  card.querySelector("[data-changes-list]").replaceChildren(...lines);
}
