import { buffer } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';
import { parseRaceLog } from '../../src/judging/race-report.js';
import { labels } from '../../src/sandbox/container.js';
import { owner, removeContainer } from '../../src/sandbox/engine.js';
import type { Question } from '../../src/schemas/quiz.js';
import { readBank } from '../support/quiz-bank.js';
import { useSandbox } from '../support/sandbox.js';

type CodeQuestion = Extract<Question, { kind: 'program_output' | 'race_lines' }>;

const { docker, config } = useSandbox();
const questions = readBank().questions.filter(
  (question): question is CodeQuestion => question.kind === 'program_output' || question.kind === 'race_lines',
);
const procs = [1, 2, 4];

// One build for all, and all with -race: the image has the standard library compiled that way.
const script = `
cd /tmp/work && mkdir bin out &&
go build -race -ldflags='-s -w' -o bin/ ./main/... &&
go test -race -vet=off -ldflags='-s -w' -c -o bin/ ./test/... || exit 1
for file in bin/*; do
  for procs in ${procs.join(' ')}; do
    run=out/$(basename "$file" .test).$procs
    GOMAXPROCS=$procs GORACE=atexit_sleep_ms=20 timeout 20 "$file" > "$run.stdout" 2> "$run.stderr"
    echo $? > "$run.status"
  done
done
`;

let files: Map<string, string>;
beforeAll(async () => {
  files = await runPrograms();
});

/** Runs every program in the build image, once for each GOMAXPROCS. @returns what each run left behind, by the name of the file. */
async function runPrograms(): Promise<Map<string, string>> {
  const container = await docker.createContainer({
    Image: config.images?.build ?? '',
    Entrypoint: ['sh', '-c', script],
    Labels: { [labels.instance]: config.instance, [labels.owner]: owner, [labels.kind]: 'quiz-programs' },
    Tty: true,
    HostConfig: { NetworkMode: 'none', Init: true },
  });
  try {
    await container.putArchive(sources() as unknown as NodeJS.ReadableStream, { path: '/tmp' });
    await container.start();
    const { StatusCode } = (await container.wait()) as { StatusCode: number };
    const said = (await container.logs({ stdout: true, stderr: true })).toString();
    expect({ status: StatusCode, said }).toEqual({ status: 0, said: '' });
    return await unpack((await container.getArchive({ path: '/tmp/work/out' })) as NodeJS.ReadableStream);
  } finally {
    await removeContainer(container);
  }
}

function sources() {
  const tar = pack();
  tar.entry({ name: 'work', type: 'directory', mode: 0o777 });
  tar.entry({ name: 'work/go.mod' }, 'module quiz\n\ngo 1.27\n');
  for (const { id, program } of questions) {
    tar.entry({ name: `work/${program.test ? `test/${id}/quiz_test.go` : `main/${id}/quiz.go`}` }, program.source);
  }
  tar.finalize();
  return tar;
}

async function unpack(archive: NodeJS.ReadableStream): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const entry of archive.pipe(extract())) found.set(entry.header.name, (await buffer(entry)).toString());
  return found;
}

/** What the runs of one program left behind under this ending. */
function runs(id: string, ending: 'stdout' | 'stderr' | 'status'): string[] {
  return procs.map((count) => files.get(`out/${id}.${count}.${ending}`) ?? 'no such run');
}

/** The pairs of lines that the detector reports, in ascending order and each pair once. */
function racingLines(log: string): string[] {
  const readFrame = (fn: string, path: string, line: number) =>
    /\/quiz(_test)?\.go$/.test(path) ? { function: fn, file: path, line, origin: 'learner' as const } : null;
  return [...new Set(parseRaceLog(log, readFrame).map(({ accesses }) => pairOf(accesses.map((access) => access.stack[0]?.line ?? 0))))];
}

function pairOf(lines: number[]): string {
  return [...lines].sort((a, b) => a - b).join(' and ');
}

test.each(questions.filter((question) => question.kind === 'program_output'))(
  '$id prints what the question says, every time and without a race',
  ({ id, output }) => {
    expect(runs(id, 'stdout')).toEqual(procs.map(() => output));
    expect(runs(id, 'stderr')).toEqual(procs.map(() => ''));
    expect(runs(id, 'status')).toEqual(procs.map(() => '0\n'));
  },
);

test.each(questions.filter((question) => question.kind === 'race_lines'))(
  '$id: the detector reports the two lines of the question, every time, and no others',
  ({ id, lines }) => {
    expect(runs(id, 'stderr').map(racingLines)).toEqual(procs.map(() => [pairOf(lines)]));
  },
);
