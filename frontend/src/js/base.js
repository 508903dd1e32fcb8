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

// What a page does not need to be read or written on comes after it, and weighs nothing before.
addEventListener("load", () =>
  import("./site/afterwards.js").then(
    ({ afterwards }) => afterwards(namespace),
    () => {},
  ),
);
