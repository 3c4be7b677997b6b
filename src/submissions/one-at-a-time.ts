const last = new Map<string, Promise<unknown>>();

/** Runs what is to be done for one key one after another, in the order of the calls; other keys do not wait for it. */
export function oneAtATime<T>(key: string, act: () => Promise<T>): Promise<T> {
  const mine = (last.get(key) ?? Promise.resolve()).then(act);
  const ended = mine
    .catch(() => {})
    .then(() => {
      if (last.get(key) === ended) last.delete(key);
    });
  last.set(key, ended);
  return mine;
}
