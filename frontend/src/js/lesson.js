// A part of a lesson.
import { notesMount } from "./reading/notes.js";
import { readingMount } from "./reading/reading.js";
// For the pool of questions, which is HTML.
import "./site/trusted-types.js";

for (const form of document.querySelectorAll("[data-notes]")) notesMount(form);
for (const root of document.querySelectorAll("[data-lesson]")) readingMount(root);

// Loaded after what reading needs, but not as late as when it is near: the network may be gone by then.
for (const section of document.querySelectorAll("[data-skill-check]"))
  import("./reading/skill-check.js").then(({ skillCheckMount }) => skillCheckMount(section));
