// A part of a lesson.
import { formulasMount } from "./reading/formulas.js";
import { notesMount } from "./reading/notes.js";
import { previewsMount } from "./reading/preview.js";
import { readingMount } from "./reading/reading.js";
import { splitMount } from "./reading/split.js";
import { turningMount } from "./reading/turning.js";
// For the pool of questions, which is HTML.
import "./site/trusted-types.js";

previewsMount();
turningMount();
for (const main of document.querySelectorAll("main")) formulasMount(main);
for (const form of document.querySelectorAll("[data-notes]")) notesMount(form);
for (const root of document.querySelectorAll("[data-lesson]")) {
  readingMount(root);
  splitMount(root);
}

// Loaded after what reading needs, but not as late as when it is near: the network may be gone by then.
// Where it is gone already, they come with it.
function whenLoaded(load, mount) {
  const again = () => load().then(mount, () => {});
  load().then(mount, () => addEventListener("online", again, { once: true }));
}

for (const section of document.querySelectorAll("[data-skill-check]"))
  whenLoaded(
    () => import("./reading/skill-check.js"),
    ({ skillCheckMount }) => skillCheckMount(section),
  );

for (const box of document.querySelectorAll("[data-interactive]"))
  whenLoaded(
    () => import("./figures/figures.js"),
    ({ figureMount }) => figureMount(box),
  );
