// Says on a copied page that it is one, and of when. It stands in the page before it is drawn, so that nothing moves.

const PLACE = '<header class="site-header">';
const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export async function copyMark(response) {
  const { status, headers } = response;
  const at = Date.parse(headers.get("Date") ?? "");
  const words = `Shown from this device${Number.isNaN(at) ? "" : `, as of ${when.format(at)}`}.`;
  const text = (await response.text()).replace(PLACE, `<p class="copied" role="status">${words}</p>${PLACE}`);
  return new Response(text, { status, headers });
}
