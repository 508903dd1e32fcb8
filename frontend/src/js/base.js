// Every page.
import "./site/trusted-types.js";
import { namespace, syncNow } from "./site/page.js";
import { searchKeyMount } from "./site/search-key.js";
import { swapsStart } from "./site/swaps.js";
import { themeMount } from "./site/theme.js";

themeMount();
searchKeyMount();
swapsStart(document.body);
syncNow();

// Only what a page needs first comes first.
if (isSecureContext && navigator.serviceWorker)
  addEventListener("load", () => import("./offline/register.js").then(({ workerStart }) => workerStart(namespace)));
