// The network's answer; or a copy, where the network fails, or has not answered when `late` comes. Without a copy it is
// waited for, and resolves to nothing where it fails.
export async function networkOrCopy(loaded, copyGet, late) {
  const copyLate = late.then(copyGet).then((copy) => copy ?? loaded);
  // Which of the two fails first does not matter.
  copyLate.catch(() => {});
  try {
    return await Promise.race([loaded, copyLate]);
  } catch {
    return copyGet();
  }
}
