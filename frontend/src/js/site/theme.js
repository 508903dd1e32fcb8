// The theme lives in a cookie, so that the server writes it into the page and nothing flashes.
const ORDER = ["auto", "light", "dark"];
const WORDS = { auto: "as the system has it", light: "light", dark: "dark" };
const YEAR_S = 60 * 60 * 24 * 365;

function themeSet(theme) {
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
}

function buttonLabel(button) {
  const label = `Change the theme; now ${WORDS[document.documentElement.dataset.theme] ?? WORDS.auto}`;
  button.setAttribute("aria-label", label);
  button.title = label;
}

export function themeMount() {
  // A page that was kept for offline reading has the theme of its day.
  const chosen = document.cookie.match(/(?:^|; )theme=(\w+)/)?.[1];
  if (ORDER.includes(chosen)) document.documentElement.dataset.theme = chosen;
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    buttonLabel(button);
    button.addEventListener("click", () => {
      const now = ORDER.indexOf(document.documentElement.dataset.theme);
      themeSet(ORDER[(now + 1) % ORDER.length]);
      buttonLabel(button);
    });
  }
}
