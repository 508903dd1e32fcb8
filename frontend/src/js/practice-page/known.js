// What is known, how honest that was and what was done: made anew, when it comes into sight, after something was done.
export function knownMount(node) {
  if (!node) return;
  let isStale = false;
  let isInSight = false;

  async function renew() {
    if (!isStale || !isInSight || !navigator.onLine) return;
    isStale = false;
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const page = document.createElement("template");
    page.innerHTML = await answer.text();
    const fresh = page.content.querySelector("[data-known]");
    if (fresh && !node.contains(document.activeElement)) node.replaceChildren(...fresh.childNodes);
  }

  new IntersectionObserver(([{ isIntersecting }]) => {
    isInSight = isIntersecting;
    renew();
  }).observe(node);
  document.addEventListener("practice:next", () => {
    isStale = true;
    renew();
  });
}
