// The same code on the CPU, in place of a submission that waits for another device. Where a worker has just taken that
// one, it goes on.
import { submissionForget } from "../local/submissions.js";
import { uuid7 } from "../local/uuid7.js";
import { request } from "../site/http.js";
import { database } from "../site/page.js";
import { historyShow } from "./history.js";

const UNREACHABLE = "The site cannot be reached. Your submission still waits where it is.";

async function instead(button, submitting) {
  const { submission: id } = button.closest("[data-submission]").dataset;
  const url = `/api/v1/submissions/${id}`;
  const body = { id: uuid7(), device: "cpu" };
  const answer = await request(`${url}/replacement`, { method: "POST", body });
  if (answer.meaning === "conflict") return;
  if (answer.meaning !== "done") return submitting.results.say(answer.data?.detail ?? UNREACHABLE);
  const withdrawn = await request(url);
  if (withdrawn.meaning === "done") historyShow(submitting.history, withdrawn.data);
  await submissionForget(await database, id);
  submitting.follow(answer.data);
}

export function insteadMount({ submitting }) {
  submitting.results.box.addEventListener("click", ({ target }) => {
    if (target.closest("[data-instead]")) instead(target, submitting);
  });
}
