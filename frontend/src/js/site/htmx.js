// htmx, as strict as it goes. Only pages that swap something load it: see swaps.js.
import htmx from "htmx.org";
import { csrfToken } from "./http.js";

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
// Pages hold private notes; a copy in the session's storage would outlive a sign-out.
htmx.config.historyCacheSize = 0;

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = csrfToken();
});

export { htmx };
