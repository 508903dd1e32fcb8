// What an exercise's page can do beyond writing and sending code; it comes once the editor stands.
import { earlierMount } from "./earlier.js";
import { versionsMount } from "./versions-view.js";

export function afterwards(form, parts) {
  earlierMount(form, parts);
  versionsMount(form, parts);
}
