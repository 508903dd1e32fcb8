// What an exercise's page can do beyond writing and sending code; it comes once the editor stands.
import { devicesMount } from "./devices.js";
import { earlierMount } from "./earlier.js";
import { hintsMount } from "./hints.js";
import { insteadMount } from "./instead.js";
import { resetMount } from "./reset.js";
import { versionsMount } from "./versions-view.js";

export function afterwards(form, parts) {
  devicesMount(form);
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
  earlierMount(form, parts);
  hintsMount(form.dataset.exercise);
  insteadMount(parts);
  resetMount(form, parts.editor);
  versionsMount(form, parts);
}
