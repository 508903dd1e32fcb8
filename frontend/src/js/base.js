// Every page.
import "./site/trusted-types.js";
import { syncNow } from "./site/page.js";
import { searchKeyMount } from "./site/search-key.js";
import { swapsStart } from "./site/swaps.js";
import { themeMount } from "./site/theme.js";

themeMount();
searchKeyMount();
swapsStart(document.body);
syncNow();
