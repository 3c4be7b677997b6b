import type { Frame } from '../schemas/submission.js';
import type { FrameReader } from './frames.js';

/** One goroutine of a dump of the runtime, with its stack cut to what a learner can read. */
export interface Goroutine {
  id: number;
  /** The runtime's word for what it does: `chan receive`, `sync.Mutex.Lock`, `running`… */
  state: string;
  /** Functions as the runtime names them, innermost first, with the machinery. */
  functions: string[];
  /** Innermost first; without the machinery and the standard library. */
  stack: Frame[];
  /** Where the `go` statement is, when that is not in the standard library. */
  createdBy: Frame | null;
}

// `goroutine 7 [chan receive (durable), 2 minutes, synctest bubble 1]:`; some have gp=… before the bracket (go1.27: runtime/traceback.go).
const headLine = /^goroutine (\d+) (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[([^\],]*)[^\]]*\]:$/;
const callLine = /^(\S.*)\(.*\)$/;
const createdLine = /^created by (.+?)(?: in goroutine \d+)?$/;
const placeLine = /^\t(\S.*):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=.*)?$/;

/** Reads a dump of all goroutines, as a crash with GOTRACEBACK=all or runtime.Stack prints it. */
export function parseDump(text: string, readFrame: FrameReader): Goroutine[] {
  return text.split(/\n{2,}/).flatMap((block) => {
    const [head = '', ...lines] = block.split('\n');
    const match = headLine.exec(head);
    return match ? [parseGoroutine(Number(match[1]), match[2] ?? '', lines, readFrame)] : [];
  });
}

function parseGoroutine(id: number, words: string, lines: string[], readFrame: FrameReader): Goroutine {
  const state = words.replace(/ \((?:leaked|durable|scan)\)/g, '');
  const goroutine: Goroutine = { id, state, functions: [], stack: [], createdBy: null };
  for (let i = 0; i < lines.length; i++) {
    const place = placeLine.exec(lines[i + 1] ?? '');
    const creator = createdLine.exec(lines[i] ?? '')?.[1];
    const called = creator === undefined ? callLine.exec(lines[i] ?? '')?.[1] : undefined;
    if (called !== undefined) goroutine.functions.push(called);
    if (!place) continue;
    const frame = readFrame(creator ?? called ?? '', place[1] ?? '', Number(place[2]));
    if (!frame || frame.origin === 'library') continue;
    if (creator !== undefined) goroutine.createdBy = frame;
    else goroutine.stack.push(frame);
  }
  return goroutine;
}

const waits: Record<string, string> = {
  'chan receive': 'receiving from a channel',
  'chan receive (nil chan)': 'receiving from a nil channel',
  'chan send': 'sending on a channel',
  'chan send (nil chan)': 'sending on a nil channel',
  select: 'waiting in a select',
  'select (no cases)': 'waiting in a select without cases',
  'sync.Mutex.Lock': 'locking a mutex',
  'sync.RWMutex.Lock': 'locking a mutex for writing',
  'sync.RWMutex.RLock': 'locking a mutex for reading',
  'sync.WaitGroup.Wait': 'waiting for a WaitGroup',
  'sync.Cond.Wait': 'waiting for a condition variable',
  sleep: 'sleeping',
};

/** What the goroutine waits for, in plain words; null when it waits for nothing. */
export function waitsFor({ state }: Pick<Goroutine, 'state'>): string | null {
  return waits[state] ?? null;
}
