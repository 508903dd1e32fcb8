// The network's answer; or a copy, where the network fails, or has not answered when `late` comes. Without a copy it is
// waited for, and resolves to nothing where it fails. A copy that cannot be read is none.
export async function networkOrCopy(loaded, copyGet, late) {
  const copyTry = async () => copyGet().catch(() => {});
  const copyLate = late.then(copyTry).then((copy) => copy ?? loaded);
  // Which of the two fails first does not matter.
  copyLate.catch(() => {});
  try {
    return await Promise.race([loaded, copyLate]);
  } catch {
    return copyTry();
  }
}
