/** Does a step of the start and says how it went: `✓ database  0.2 s  embedded PostgreSQL`. */
export type Progress = (name: string, act: () => Promise<string>) => Promise<void>;

export function showProgress(): Progress {
  return async (name, act) => {
    const began = performance.now();
    const say = (mark: string, text: string) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(`${mark} ${name.padEnd(16)} ${seconds.padStart(6)} s  ${text}\n`);
    };
    try {
      say('✓', await act());
    } catch (error) {
      say('✗', (error as Error).message);
      throw error;
    }
  };
}
