// Asks the browser not to clear this site's data when it runs short of room, once there is something to lose. Some
// browsers pass the question on to the learner, so it is put once on each device.
const ASKED = "descent-persistence-asked";

export function persistenceAsk() {
  if (!navigator.storage?.persist || localStorage.getItem(ASKED)) return;
  localStorage.setItem(ASKED, "yes");
  navigator.storage.persist().catch(() => localStorage.removeItem(ASKED));
}
