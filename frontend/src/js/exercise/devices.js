// Which devices a grader is up for, as it is when the learner turns to the choice.
import { request } from "../site/http.js";

export function devicesMount(form) {
  const select = form.querySelector("[data-device]");
  const notice = form.querySelector("[data-device-notice]");
  if (!select) return;
  const look = async () => {
    const { meaning, data } = await request(`/api/v1/exercises/${form.dataset.exercise}`);
    if (meaning === "done") notice.hidden = data.devices_up.includes("cuda");
  };
  select.addEventListener("focus", look);
  select.addEventListener("change", look);
  // This runs after the page is there: the learner may have turned to the choice already.
  if (document.activeElement === select) look();
}
