// The page that stands in for pages never visited: it lists those that were. It is nobody's page, so it opens no
// learner's database.
import { meaningOf } from "./offline/addresses.js";
import { pagesList } from "./offline/list.js";
import { themeMount } from "./site/theme.js";
// For the titles, which are in HTML.
import "./site/trusted-types.js";

function linkMake({ url, title }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  item.append(link);
  return item;
}

async function listShow(box) {
  const isPage = ({ url }) => meaningOf({ url }, location.origin) === "page";
  const pages = (await pagesList()).filter(isPage);
  const list = document.createElement("ul");
  list.append(...pages.map(linkMake));
  box.append(list);
  box.hidden = pages.length === 0;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const HEALTH = "/healthz";
const again = () => location.reload();
let timer = null;

// "online" says that there is a network, not that it leads anywhere yet: a reload then may end here once more.
function askLater(wait_ms) {
  timer = setTimeout(async () => {
    const answer = navigator.onLine && (await fetch(HEALTH, { cache: "no-store" }).catch(() => null));
    if (answer?.ok) again();
    else if (timer !== null) askLater(Math.min(2 * wait_ms, LONGEST_WAIT_MS));
  }, wait_ms);
}

function askNoMore() {
  removeEventListener("online", again);
  clearTimeout(timer);
  timer = null;
}

themeMount();
for (const box of document.querySelectorAll("[data-kept-pages]")) listShow(box);
for (const button of document.querySelectorAll("[data-again]"))
  button.addEventListener("click", again);
addEventListener("online", again);
// Who is on the way to another page is not called back.
addEventListener("beforeunload", askNoMore);
askLater(FIRST_WAIT_MS);
