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

const again = () => location.reload();

themeMount();
for (const box of document.querySelectorAll("[data-kept-pages]")) listShow(box);
for (const button of document.querySelectorAll("[data-again]"))
  button.addEventListener("click", again);
addEventListener("online", again);
// Who is on the way to another page is not called back.
addEventListener("beforeunload", () => removeEventListener("online", again));
