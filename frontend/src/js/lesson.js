// A part of a lesson.
import { formulasMount } from "./reading/formulas.js";
import { notesMount } from "./reading/notes.js";
import { previewsMount } from "./reading/preview.js";
import { readingMount } from "./reading/reading.js";
import { skillCheckMount } from "./reading/skill-check.js";
import { turningMount } from "./reading/turning.js";

previewsMount();
turningMount();
for (const main of document.querySelectorAll("main")) formulasMount(main);
for (const form of document.querySelectorAll("[data-notes]")) notesMount(form);
for (const section of document.querySelectorAll("[data-skill-check]")) skillCheckMount(section);
for (const root of document.querySelectorAll("[data-lesson]")) readingMount(root);
