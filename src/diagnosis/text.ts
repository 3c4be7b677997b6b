import type { Access, Blocked, Frame, Race, Sightings, Submission } from '../schemas/submission.js';
import { counted, describeFrame, innermostShown, learnersFrame, lockName, waitName } from './names.js';
import { waitGroupCall } from './operation.js';

const context = 2;
/** Further races and goroutines are counted, not shown: the first ones explain the rest. */
const maxShown = 5;

/** The whole of a judged submission as a terminal shows it. Pure; it holds nothing that the submission itself does not show. */
export function renderText(submission: Submission): string {
  const { verdict, score, maxScore, message, races, goroutines, panic, sightings } = submission;
  const points = score === null || maxScore === null ? '' : `, ${score} of ${maxScore} points`;
  const complaints = [...submission.compileErrors, ...submission.violations];
  const sections = [
    [`${verdict ?? submission.state}${points}`, ...(message === null ? [] : [message]), ...(sightings ? [renderSightings(sightings)] : [])],
    ...shown(races, (race, i) => renderRace(submission, race, i)),
    ...shown(goroutines, (group) => renderGoroutine(submission, group)),
    ...(panic
      ? [
          [
            panic.value ?? 'A panic with a value that is not shown',
            ...renderStack(submission, panic.stack, null),
            ...started(panic.createdBy),
          ],
        ]
      : []),
    ...(complaints.length > 0 ? [complaints.flatMap((complaint) => renderComplaint(submission, complaint))] : []),
    ...(submission.tests.length > 0 ? [renderTests(submission)] : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function renderSightings({ seen, runs, first }: Sightings): string {
  const yields = first.seed === 0 ? '' : `, with yields put in by seed ${first.seed}`;
  return `Seen in ${seen} of ${counted(runs, 'run')}, first with GOMAXPROCS=${first.procs}${yields}.`;
}

function shown<T>(all: T[], render: (one: T, index: number) => string[]): string[][] {
  const more = all.length - maxShown;
  return [...all.slice(0, maxShown).map(render), ...(more > 0 ? [[`… and ${more} more`]] : [])];
}

function renderRace(submission: Submission, race: Race, index: number): string[] {
  const seen = race.runs === null ? counted(race.occurrences, 'run') : `${race.occurrences} of ${counted(race.runs, 'run')}`;
  const test = race.test === null ? '' : `, first in ${race.test}`;
  return [
    `Data race ${index + 1}: seen in ${seen}${test}`,
    ...race.accesses.flatMap((access) => ['', ...renderAccess(submission, access)]),
  ];
}

function renderAccess(submission: Submission, access: Access): string[] {
  const { kind, atomic, goroutine, stack, variable, locks } = access;
  const call = waitGroupCall(stack);
  const what = call ? `${call} of a WaitGroup` : `${atomic ? 'Atomic ' : ''}${kind}${variable === null ? '' : ` of ${variable}`}`;
  const held = locks.map((lock) => `${lockName(lock)} (since line ${lock.line})`).join(', ');
  const creation = innermostShown(goroutine.createdBy);
  return [
    `  ${what.charAt(0).toUpperCase()}${what.slice(1)} by ${goroutine.id === 'main' ? 'the main goroutine' : `goroutine ${goroutine.id}`}`,
    ...renderStack(submission, stack, variable),
    ...(held === '' ? [] : [`    holding ${held}`]),
    ...started(creation ?? null),
  ];
}

function renderGoroutine(submission: Submission, group: Blocked): string[] {
  const wait = waitName(group);
  const held = group.locks.map((lock) => `${lockName(lock)} (since line ${lock.line})`).join(', ');
  return [
    `${counted(group.count, 'goroutine')} ${wait === null ? 'running' : wait}`,
    ...renderStack(submission, group.stack, group.on),
    ...(held === '' ? [] : [`    holding ${held}`]),
    ...started(group.createdBy),
  ];
}

/** The innermost line of the learner's with its source, and the rest as calls; runs of equal frames are counted. */
function renderStack(submission: Submission, stack: Frame[], mark: string | null): string[] {
  const own = stack.filter(({ origin }) => origin !== 'library');
  const at = learnersFrame(own);
  const lines: string[] = [];
  for (let i = 0; i < own.length; i++) {
    const frame = own[i] as Frame;
    let same = 1;
    while (JSON.stringify(own[i + 1]) === JSON.stringify(frame)) {
      same++;
      i++;
    }
    lines.push(`    in ${describeFrame(frame)}${same > 1 ? ` (${same} times)` : ''}`);
    if (frame === at) lines.push(...excerpt(submission.files, frame.file ?? '', frame.line ?? 0, mark));
  }
  return lines;
}

function started(frame: Frame | null): string[] {
  return frame === null ? [] : [`    started in ${describeFrame(frame)}`];
}

/** A line of the learner's with those around it, the line itself marked, and under it what it is about. */
function excerpt(files: Submission['files'], file: string, line: number, mark: string | number | null): string[] {
  const lines = files[file]?.split('\n') ?? [];
  const width = String(line + context).length;
  return lines.slice(Math.max(0, line - 1 - context), line + context).flatMap((text, i) => {
    const number = Math.max(1, line - context) + i;
    const row = `${number === line ? '    >' : '     '} ${String(number).padStart(width)} | ${untabbed(text)}`.trimEnd();
    const caret = number === line ? caretUnder(text, mark) : null;
    return caret === null ? [row] : [row, `      ${' '.repeat(width)} | ${caret}`];
  });
}

/** Carets under a text in a line, by its words or from a byte column on; null when it is not there. */
function caretUnder(text: string, mark: string | number | null): string | null {
  if (typeof mark === 'number')
    return mark > 0
      ? `${' '.repeat(
          untabbed(
            Buffer.from(text)
              .subarray(0, mark - 1)
              .toString(),
          ).length,
        )}^`
      : null;
  const at = mark === null ? -1 : indexOfWord(text, mark);
  return mark === null || at < 0 ? null : `${' '.repeat(untabbed(text.slice(0, at)).length)}${'^'.repeat(mark.length)}`;
}

/** Where a text stands by itself in a line, and not as a part of a longer name. */
function indexOfWord(line: string, text: string): number {
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) {
    const before = /[\p{L}\p{N}_]$/u.test(line.slice(0, at));
    const after = /^[\p{L}\p{N}_]/u.test(line.slice(at + text.length));
    if (!before && !after) return at;
  }
  return -1;
}

function untabbed(text: string): string {
  return text.replaceAll('\t', '    ');
}

function renderComplaint({ files }: Submission, { file, line, column, message }: Submission['compileErrors'][number]): string[] {
  if (file === '') return [message];
  return [`${file}:${line}:${column}: ${message}`, ...excerpt(files, file, line, column)];
}

function renderTests({ tests }: Submission): string[] {
  const width = Math.max(...tests.map(({ name }) => name.length));
  const statusWidth = Math.max(...tests.map(({ status }) => status.length));
  return [
    'Tests',
    ...tests.flatMap(({ name, visibility, status, points, maxPoints, message, output }) => [
      `  ${name.padEnd(width)}  ${status.padEnd(statusWidth)}  ${points}/${maxPoints}${visibility === 'hidden' ? '  hidden' : ''}`,
      ...(message === null ? [] : [`    ${message}`]),
      ...(output === null
        ? []
        : output
            .trimEnd()
            .split('\n')
            .map((line) => `    | ${untabbed(line)}`)),
    ]),
  ];
}
