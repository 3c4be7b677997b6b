import { judgeRetries, stageDuration, verdicts } from '../metrics.js';
import type { Timings } from '../schemas/submission.js';
import type { Verdict } from '../schemas/verdict.js';
import type { Trail } from '../trail.js';
import type { Assignment } from './store.js';

/** To be told of a judgement that was taken up. @returns by what it is followed: through the queue, from the request by which it came. */
export function observeTaken({ id, submissionId, requestId, traceparent, tries }: Assignment): Trail {
  if (tries > 1) judgeRetries.inc();
  return { ...(requestId && { request: requestId }), submission: submissionId, judgement: id, ...(traceparent && { traceparent }) };
}

/** To be told of a result that was recorded. @param timings null when it came to nothing. */
export function observeVerdict({ slug }: Pick<Assignment, 'slug'>, verdict: Verdict, timings: Timings | null): void {
  verdicts.inc({ verdict, exercise: slug });
  if (!timings) return;
  const { queuedMs, build, container, totalMs } = timings;
  const stages: Record<string, number | undefined> = {
    queue: queuedMs,
    // What was built before took nothing, and says nothing of how long building takes.
    ...(build && build.wallMs > 0 && { build: build.wallMs, compile: build.compileMs, link: build.linkMs }),
    container_create: container?.createMs,
    container_start: container?.startMs,
    container_send: container?.sendMs,
    run: container?.runMs,
    total: totalMs,
  };
  for (const [stage, ms] of Object.entries(stages)) if (ms !== undefined) stageDuration.observe({ stage }, ms / 1000);
}
