import { z } from 'zod';

/**
 * The closed list of outcomes of a judgement, each with the ICPC contest-API judgement-type id beside it where one
 * exists (https://ccs-specs.icpc.io/, "Judgement Types"); `DR`, `DL`, `GL` and `JE` are ours.
 */
export const judgementTypeIds = {
  accepted: 'AC',
  wrong_answer: 'WA',
  data_race: 'DR',
  deadlock: 'DL',
  goroutine_leak: 'GL',
  run_time_error: 'RTE',
  time_limit_exceeded: 'TLE',
  memory_limit_exceeded: 'MLE',
  output_limit_exceeded: 'OLE',
  compile_error: 'CE',
  policy_violation: 'SV',
  judge_error: 'JE',
} as const;

export const verdictSchema = z.enum(Object.keys(judgementTypeIds) as [Verdict, ...Verdict[]]);
export type Verdict = keyof typeof judgementTypeIds;

/** Where a judgement is on its way; separate from the verdict, which a `running` one has from the first evidence on. */
export const stateSchema = z.enum(['queued', 'compiling', 'running', 'judged', 'cancelled']);
export type State = z.infer<typeof stateSchema>;

/** `live`: a learner waits for it; `bulk`: nobody does, and it waits behind all that are live. */
export type Lane = 'live' | 'bulk';
