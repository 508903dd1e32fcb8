// Every page.
import "./site/trusted-types.js";
import { syncNow } from "./site/page.js";
import { swapsStart } from "./site/swaps.js";
import { themeMount } from "./site/theme.js";

themeMount();
swapsStart(document.body);
syncNow();
