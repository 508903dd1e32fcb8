// Tells the learner's other tabs what changed on this device.

export function tabsOpen(namespace) {
  const channel = new BroadcastChannel(`descent-${namespace}`);
  return {
    tell: (news) => channel.postMessage(news),
    listen: (hear) => channel.addEventListener("message", ({ data }) => hear(data)),
  };
}
