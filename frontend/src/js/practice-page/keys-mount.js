// Listens to the keys of the practice page, unless the learner turned them off.
import { commandOf } from "./keys.js";

const KEY = "descent-practice-keys";

export function keysMount(session) {
  const box = document.querySelector("[data-keys-on]");
  box.checked = localStorage.getItem(KEY) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));

  const deeds = {
    choose: ({ place }) => session.asked?.choose(place),
    say: ({ reason }) => session.say(reason),
    next: () => session.next(),
    leave: () => document.activeElement.blur(),
    "go on": () => goOn(session),
  };

  document.addEventListener("keydown", (event) => {
    const command = event.defaultPrevented ? undefined : commandOf(event);
    if (!command || (!box.checked && command.does !== "leave")) return;
    if (command.does === "leave") return void deeds.leave();
    event.preventDefault();
    deeds[command.does](command);
  });
}

function goOn(session) {
  if (session.isAnswered) return session.next();
  if (session.isOver) return session.more();
  if (session.asked?.field && !session.asked.isTouched) return session.asked.field.focus();
  if (session.asked) return session.answer();
  session.card.querySelector("[data-link]").click();
}
