// Names of keys as this system prints them on its keyboards.

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgentData?.platform ?? navigator.platform);
const APPLE = { Mod: "⌘", Shift: "⇧", Enter: "↵" };
const OTHER = { Mod: "Ctrl ", Shift: "⇧ ", Enter: "↵" };

export function keysShow(root) {
  const names = isApple ? APPLE : OTHER;
  for (const node of root.querySelectorAll("[data-key]"))
    node.textContent = node.dataset.key
      .split("-")
      .map((key) => names[key] ?? key)
      .join("");
}
