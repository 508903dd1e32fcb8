// The page after an account was deleted: nothing here speaks to the server, or opens a database.
import "./site/trusted-types.js";
import { namespaceForget } from "./local/forgetting.js";
import { searchKeyMount } from "./site/search-key.js";
import { themeMount } from "./site/theme.js";

const DONE = "What this browser kept is deleted too.";
const BLOCKED = "Close the other tabs of Descent, so that what this browser keeps can be deleted too.";
const FAILED = "This browser would not delete what it keeps: clear this site's data in its settings.";

themeMount();
searchKeyMount();
const status = document.querySelector("[data-erased]");
const say = (words) => (status.textContent = words);
namespaceForget(status.dataset.erased, { onBlocked: () => say(BLOCKED) }).then(
  () => say(DONE),
  () => say(FAILED),
);
