// Starts the service worker, and tells it what this page is made of.

const ADDRESS = "/service-worker.js";

async function workerReady(container) {
  await container.register(ADDRESS, { updateViaCache: "none" });
  if (container.controller) return;
  await new Promise((resolve) => container.addEventListener("controllerchange", resolve, { once: true }));
}

export async function workerStart(learner, container = navigator.serviceWorker) {
  try {
    await workerReady(container);
  } catch {
    // Turned off by the learner, or no room: the site works as it does without.
    return;
  }
  const page = location.href.split("#")[0];
  const resources = performance.getEntriesByType("resource").map(({ name }) => name);
  container.controller?.postMessage({ kind: "visited", page, learner, resources });
}
