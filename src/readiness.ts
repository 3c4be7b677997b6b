/** By name of the part: a call that fails when the part is down. */
export type Probes = Record<string, () => Promise<unknown>>;

export interface Readiness {
  ready: boolean;
  parts: { name: string; ok: boolean }[];
}

/** Asks every part at once; one that hangs is as bad as one that is down, and takes 3 s. */
export async function readiness(probes: Probes): Promise<Readiness> {
  const parts = await Promise.all(Object.entries(probes).map(async ([name, probe]) => ({ name, ok: await answers(probe) })));
  return { ready: parts.every((part) => part.ok), parts };
}

async function answers(probe: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), 3000);
  });
  const answered = probe().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
