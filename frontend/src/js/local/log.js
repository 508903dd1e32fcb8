// The learner's whole log as the server has it; what is still on its way there stands in the outbox alone. `place` is
// where the fold counts an event: the result of a regrade stands where the one stood that it replaces.
export async function logKeep(db, events) {
  const tx = db.transaction("events", "readwrite");
  for (const event of events) {
    const { t_eff_ms } = (event.kind === "exercise_result" && event.payload.stands_at) || event;
    tx.store.put({ ...event, place: [t_eff_ms, event.device_id, event.seq] });
  }
  await tx.done;
}
