// Marks sections as read once their end has been on screen for a while, and the contents where the learner is.
import { readAdd, readsList } from "../local/reads.js";
import { changed, database } from "../site/page.js";

const DWELL_MS = 1500;

const linksTo = (id) => document.querySelectorAll(`[data-contents-link="${CSS.escape(id)}"]`);

function readShow(id) {
  for (const link of linksTo(id)) link.dataset.read = "";
  const section = document.getElementById(id);
  if (section) section.dataset.read = "";
}

async function readMark(id) {
  const isNew = await readAdd(await database, id);
  readShow(id);
  if (isNew) changed();
}

// A marker after each section: seeing it means having got to the end.
function endsWatch(sections) {
  const timers = new Map();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (!isIntersecting) continue;
      timers.set(target, setTimeout(() => {
        observer.unobserve(target);
        readMark(target.dataset.endOf);
      }, DWELL_MS));
    }
  });
  for (const section of sections) {
    const end = document.createElement("div");
    end.dataset.endOf = section.dataset.section;
    end.setAttribute("aria-hidden", "true");
    section.append(end);
    observer.observe(end);
  }
}

function placeShow(id) {
  for (const link of document.querySelectorAll("[data-contents-link][aria-current]")) link.removeAttribute("aria-current");
  for (const link of linksTo(id)) link.setAttribute("aria-current", "true");
}

// Where the learner is: the last section that begins above a line near the top of the window.
function placeWatch(places) {
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) visible[isIntersecting ? "add" : "delete"](target);
      const here = places.filter((place) => visible.has(place)).at(-1);
      if (here) placeShow(here.id);
    },
    { rootMargin: "-15% 0px -75% 0px" },
  );
  for (const place of places) observer.observe(place);
}

export async function readingMount(root) {
  const sections = [...root.querySelectorAll("[data-section]")];
  placeWatch([...sections, ...root.querySelectorAll("[data-skill-check]")]);
  for (const read of await readsList(await database)) readShow(read.section);
  endsWatch(sections.filter((section) => !("read" in section.dataset)));
}
