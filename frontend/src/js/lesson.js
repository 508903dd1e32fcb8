// A part of a lesson.
import { notesMount } from "./reading/notes.js";
import { readingMount } from "./reading/reading.js";

for (const form of document.querySelectorAll("[data-notes]")) notesMount(form);
for (const root of document.querySelectorAll("[data-lesson]")) readingMount(root);

// Below the text, so it waits until the text can be read; not until it is near, which may be after the network went.
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
for (const section of document.querySelectorAll("[data-skill-check]"))
  whenIdle(async () => (await import("./reading/skill-check.js")).skillCheckMount(section));
