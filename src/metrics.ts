import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What this process tells Prometheus: every metric of ours by its name, in base units. A process is what is scraped, hence one registry for
 * it. Labels have few values, none of them a user's to choose. Node's own metrics keep the names that everybody's dashboards know.
 */
export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const registers = [registry];
/** Seconds, from a quick read to a wait of a minute. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Seconds, from what the engine does in no time to a long queue. */
const stageBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

/** The API. `route` is its pattern. */
export const httpRequestDuration = new Histogram({
  name: 'raceway_http_request_duration_seconds',
  help: 'From a request to the end of its answer; event streams have their whole length',
  labelNames: ['method', 'route', 'status'],
  buckets: requestBuckets,
  registers,
});
export const submissionsTaken = new Counter({
  name: 'raceway_submissions_taken_total',
  help: 'Submissions that were stored, and will be judged',
  registers,
});
export const submissionsRefused = new Counter({
  name: 'raceway_submissions_refused_total',
  help: 'Submissions that were answered with a problem document, by its code',
  labelNames: ['problem'],
  registers,
});

/** The worker. */
export const stageDuration = new Histogram({
  name: 'raceway_stage_duration_seconds',
  help: 'What a judgement spent in each stage: queue, build (compile and link in it), container_create, _start, _send, run, total without the queue; container_remove comes after the verdict',
  labelNames: ['stage'],
  buckets: stageBuckets,
  registers,
});
export const verdicts = new Counter({
  name: 'raceway_verdicts_total',
  help: 'Judgements that this worker ended, by verdict and the exercise that is stored by that slug',
  labelNames: ['verdict', 'exercise'],
  registers,
});
export const judgeErrors = new Counter({
  name: 'raceway_judge_errors_total',
  help: 'Tries that ended in a fault of ours which was counted against the judgement',
  registers,
});
export const judgeHandedBack = new Counter({
  name: 'raceway_judge_handed_back_total',
  help: "Tries that went back to the queue without a judgement's fault: the worker stopped, or its engine was down",
  registers,
});
export const judgeRetries = new Counter({
  name: 'raceway_judge_retries_total',
  help: 'Judgements taken up that had been taken up before, by this worker or another',
  registers,
});
export const workerSlots = new Gauge({
  name: 'raceway_worker_slots',
  help: 'Judgements at once in this worker',
  registers,
});
export const workerResting = new Gauge({
  name: 'raceway_worker_resting',
  help: '1 while this worker takes nothing, since it would only fail it',
  registers,
});

/** Read when scraped: see readWhenScraped(). */
export const sandboxContainers = new Gauge({
  name: 'raceway_sandbox_containers',
  help: 'Containers of this worker: build containers idle and busy, run containers waiting and busy',
  labelNames: ['kind', 'state'],
  registers,
});
export const queueJudgements = new Gauge({
  name: 'raceway_queue_judgements',
  help: 'Judgements that have not ended, of all processes, as the database has them',
  labelNames: ['lane', 'state'],
  registers,
});
export const queueOldestAge = new Gauge({
  name: 'raceway_queue_oldest_age_seconds',
  help: 'Since the oldest judgement that has not ended was handed in; 0 when there is none',
  labelNames: ['lane'],
  registers,
});
export const quarantined = new Gauge({
  name: 'raceway_quarantined_judgements',
  help: 'Judgements that took their workers down, and wait for the look of staff',
  registers,
});
export const partUp = new Gauge({
  name: 'raceway_part_up',
  help: '1 when the part answers this process, else 0: as /readyz has it',
  labelNames: ['part'],
  registers,
});
export const diskFree = new Gauge({
  name: 'raceway_disk_free_bytes',
  help: "Room on the file system of the data folder (home), and of the engine's data where this process sees them (engine)",
  labelNames: ['place'],
  registers,
});
export const diskSize = new Gauge({
  name: 'raceway_disk_size_bytes',
  help: 'The size of the same file systems',
  labelNames: ['place'],
  registers,
});

/** The names of all metrics, as a scrape has them; of a histogram the one before `_bucket`, `_sum` and `_count`. */
export function metricNames(): string[] {
  return registry.getMetricsAsArray().map((metric) => metric.name);
}
