import fc from 'fast-check';
import { readGift } from '../../src/quizzes/gift-read.js';
import { writeGift } from '../../src/quizzes/gift-write.js';
import type { Defaults } from '../../src/quizzes/imported.js';
import { arbitraryQuestions, nastyText } from '../support/arbitrary-question.js';
import { readBank } from '../support/quiz-bank.js';

const defaults: Defaults = {
  slug: 'imported',
  level: 'beginner',
  tags: ['go'],
  source: { title: 'The Go documentation', url: 'https://go.dev/doc/' },
};
const read = (file: string) => readGift(file, defaults);

describe('export and import again', () => {
  test('give the very same questions, whatever their texts', () => {
    fc.assert(
      fc.property(arbitraryQuestions, nastyText(120), (questions, category) => {
        expect(read(writeGift(questions, category))).toEqual({ questions, faults: [] });
      }),
      { numRuns: 300 },
    );
  });

  test('also after an editor has changed the ends of the lines and added space', () => {
    fc.assert(
      fc.property(arbitraryQuestions, (questions) => {
        const edited = `\ufeff\n  \n${writeGift(questions, 'quiz').replaceAll('\n\n', '\n \n\t\n')}`.replaceAll('\n', '\r\n');
        expect(read(edited)).toEqual({ questions, faults: [] });
      }),
    );
  });

  test('give the bank back, in which no question needs a copy of itself in its comment', () => {
    const { questions } = readBank();
    const file = writeGift(questions, 'Concurrency patterns');
    expect(read(file)).toEqual({ questions, faults: [] });
    expect(file).not.toContain('"exact"');
  });
});

test('a question is written as Moodle reads it, with what GIFT has no place for in a comment above', () => {
  const [question] = read('::Who waits?::Who {~A#no =B *b* \\{\\} ~[x]####Because\\: B.}').questions;
  expect(writeGift(question ? [question] : [], 'Go/Locks')).toBe(
    [
      '// Questions in Moodle\'s GIFT format. A line that begins with "// raceway:" holds what GIFT has no place for: keep it above its question.',
      '',
      '$CATEGORY: Go//Locks',
      '',
      '// raceway: {"id":"who-waits","kind":"single_choice","level":"beginner","tags":["go"],"points":1,"source":{"title":"The Go documentation","url":"https://go.dev/doc/"},"options":["option-1","option-2","option-3"]}',
      '::who-waits::[markdown]Who {',
      '\t~A',
      '\t=B *b* \\{\\}',
      '\t~[markdown][x]',
      '\t####Because\\: B.\\n\\nA\\: no',
      '}',
      '',
      '',
    ].join('\n'),
  );
});

describe('a file from elsewhere', () => {
  const cases: [string, string, object][] = [
    [
      'single choice',
      "Who's buried?{~Grant ~Jefferson =no one}",
      { kind: 'single_choice', options: [{ text: 'Grant' }, { text: 'Jefferson' }, { text: 'no one', correct: true }] },
    ],
    [
      'a gap in the text',
      'Two plus two equals {=four =4}.',
      { kind: 'short_answer', text: 'Two plus two equals _____.', answers: ['four', '4'] },
    ],
    ['options on lines of their own', 'Which? {\n    ~India\n    =China\n    ~Egypt}', { kind: 'single_choice' }],
    ['true', 'The sun rises in the east.{T}', { kind: 'true_false', answer: true }],
    ['false, with feedback for the wrong and the right answer', 'Grant.{FALSE#No.#Yes.}', { answer: false, explanation: 'No.\n\nYes.' }],
    ['a short answer without its sign', 'Who?{nobody}', { kind: 'short_answer', answers: ['nobody'] }],
    [
      'a short answer and a wrong one for its feedback',
      'Who?{=%100%no one =%0%Grant#He is not.}',
      { answers: ['no one'], explanation: 'Grant: He is not.' },
    ],
    ['a star as itself', 'Which?{=\\\\*T}', { answers: ['*T'] }],
    ['a number', 'When? {#1822}', { kind: 'numeric', answer: 1822, tolerance: 0 }],
    ['a number with a tolerance', 'Pi? {#3.25:0.5}.', { answer: 3.25, tolerance: 0.5 }],
    ['a range', 'Pi? {#-1..5}', { answer: 2, tolerance: 3 }],
    [
      'a number in the long form',
      'When? {#\n\t=%100%1822:2#Right.\n\t~#No.\n}',
      { answer: 1822, tolerance: 2, explanation: '1822:2: Right.\n\nNo.' },
    ],
    [
      'several right options',
      'Which two?{~%-50%No one ~%50%Grant ~%50%his wife ~%-50%his father}',
      { kind: 'multiple_choice', options: [{}, { correct: true }, { correct: true }, { correct: false }] },
    ],
    ['a title, which becomes the id', "::Jesus' hometown \\: 2::Where?{=x ~y}", { id: 'jesus-hometown-2' }],
    ['no title', 'Where?{=x ~y}', { id: 'imported-1' }],
    [
      'a format, which is left out',
      '[html]Where?{=[plain]x ~[moodle] y####[markdown]Why}',
      { text: 'Where?', options: [{ text: 'x' }, { text: 'y' }], explanation: 'Why' },
    ],
    [
      'escaped characters',
      'a \\~\\=\\#\\{\\}\\:\\\\ b\\nc \\d{=\\=2 ~x}',
      { text: 'a ~=#{}:\\ b\nc \\d', options: [{ text: '=2' }, { text: 'x' }] },
    ],
    [
      'general feedback, and feedback to single answers',
      'Who?{=no one#excellent! ~Grant#no####All.}',
      { explanation: 'All.\n\nno one: excellent!\n\nGrant: no' },
    ],
    ['no feedback at all', 'Who?{T}', { explanation: 'No explanation was given.' }],
    ['comments, also within', '// one\nWho\n// two {\n  is it?{T}', { text: 'Who\n\n  is it?' }],
    ['a category, which becomes a tag', '$CATEGORY: $course$/top/Go/Locks\n\nWho?{T}', { tags: ['go', 'Locks'] }],
  ];
  test.each(cases)('%s', (_name, file, expected) => {
    const { questions, faults } = read(file);
    expect(faults).toEqual([]);
    expect(questions).toEqual([expect.objectContaining({ level: 'beginner', points: 1, source: defaults.source })]);
    expect(questions).toMatchObject([expected]);
  });

  test('stays as it is once it was imported', () => {
    const first = read(cases.map(([, file]) => file).join('\n\n'));
    expect(first.questions).toHaveLength(cases.length);
    const other = { ...defaults, slug: 'other', level: 'advanced' as const, tags: ['else'] };
    expect(readGift(writeGift(first.questions, 'other'), other)).toEqual(first);
  });

  test('questions with the same title get different ids', () => {
    const { questions } = read('::A::x{T}\n\n::a::y{T}\n\n::A-2::z{T}');
    expect(questions.map(({ id }) => id)).toEqual(['a', 'a-2', 'a-2-2']);
  });
});

describe('an edit of an exported file counts', () => {
  const [question] = readBank().questions.filter(({ id }) => id === 'race-counter');
  const file = writeGift(question ? [question] : [], 'quiz');

  test('in the text, in the program and in the answer', () => {
    const edited = file.replace('This program', 'This odd program').replaceAll('counter', 'count').replace('=13*13', '=12*13');
    const [read1] = read(edited).questions;
    expect(read1).toMatchObject({
      text: expect.stringContaining('This odd program'),
      lines: [12, 13],
      program: { source: expect.stringContaining('\tcount \\:= 0'.replace('\\', '')) },
    });
  });

  test('also where the comment holds a copy of the question, since its text ends in a space', () => {
    const odd = { ...(question as NonNullable<typeof question>), explanation: 'why ' };
    const exact = writeGift([odd], 'quiz');
    expect(exact).toContain('"exact"');
    expect(read(exact).questions).toEqual([odd]);
    expect(read(exact.replace('####why', '####because')).questions).toEqual([{ ...odd, explanation: 'because' }]);
  });

  test('and is refused where it no longer fits the comment', () => {
    const [choice] = readBank().questions.filter(({ kind }) => kind === 'single_choice');
    const added = writeGift(choice ? [choice] : [], 'quiz').replace('\t=', '\t~one more\n\t=');
    expect(read(added).faults).toEqual([{ line: 6, found: '5 options', expected: '4, as the comment above lists: change both' }]);
  });
});

describe('a fault is named with its line, and nothing is imported', () => {
  const cases: [string, string, number, RegExp, RegExp][] = [
    ['no question', '\n// only a comment\n', 1, /no question/, /at least one/],
    ['no answers', 'Read this.', 1, /no answers in "Read this\."/, /\{…\}/],
    ['an essay', 'Write.\n{}', 2, /essay/, /=right ~wrong/],
    ['pairs', 'Match {\n=a -> b\n=c -> d}', 2, /pairs/, /another kind/],
    ['a brace that is not closed', '\nWho {\n=a', 2, /\{ without/, /\} before the next blank line/],
    ['a blank line within the answers', 'Who {\n=a\n\n~b}', 1, /\{ without/, /blank line/],
    ['a brace that is not opened', 'Who\n=a}', 2, /\} without/, /\\\}/],
    ['two questions without a blank line between', 'Who{=a ~b}\nWhere{=a ~b}', 2, /further \{/, /blank line/],
    ['a title without its end', '::Who{=a ~b}', 1, /title/, /::title::/],
    ['text before the options', 'Who{some\n=a ~b}', 1, /"some"/, /= or ~/],
    ['one option', 'Who{~%100%a}', 1, /options does not fit/, />=2/],
    ['no right option', 'Who{~a ~b}', 1, /0 right options/, /at least one/],
    ['two right options without weights', 'Who{=a =b ~c}', 1, /2 right options/, /exactly one/],
    ['partial credit', 'Who{\n=a\n~%50%b}', 3, /50 %/, /all or nothing/],
    ['partial credit of a short answer', 'Who{=a\n=%75%b}', 2, /75 %/, /all or nothing/],
    ['a wildcard', 'Who{=a*}', 1, /"a\*"/, /whole answer/],
    ['no number', 'When{#soon}', 1, /"soon"/, /a number/],
    ['a number in hexadecimal', 'When{#0x10}', 1, /"0x10"/, /a number/],
    ['a range from high to low', 'When{#5..1}', 1, /"5\.\.1"/, /lower number first/],
    ['two numbers', 'When{#=1 =2}', 1, /2 right numbers/, /exactly one/],
    ['a text that is too long', `${'x'.repeat(4001)}{T}`, 1, /text does not fit/, /<=4000/],
    ['a category with more below it', '$CATEGORY: x\nWho{T}', 1, /CATEGORY/, /blank line/],
    ['a comment of ours that is broken', '// raceway: {"id":\nWho{T}', 1, /"\{\\"id\\":"/, /JSON/],
    ['a comment of ours with something unknown', '// raceway: {"id":"a","level":"easy"}\nWho{T}', 1, /easy/, /JSON/],
    ['a comment of ours without its question', '\n// raceway: {}\n\nWho{T}', 2, /alone/, /question below/],
    ['a comment of ours twice', '// raceway: {}\n// raceway: {}\nWho{T}', 2, /second comment/, /one for each/],
  ];
  test.each(cases)('%s', (_name, file, line, found, expected) => {
    const { questions, faults } = read(file);
    expect(questions).toEqual([]);
    expect(faults[0]).toEqual({ line, found: expect.stringMatching(found), expected: expect.stringMatching(expected) });
  });

  test('an id that two comments give', () => {
    const file = writeGift(readBank().questions.slice(0, 1), 'quiz');
    expect(read(`${file}${file}`).faults).toEqual([{ line: 16, found: expect.stringContaining('second time'), expected: 'each id once' }]);
  });

  test('all faults are told, beside good questions, in the order of the lines', () => {
    const { questions, faults } = read('a{T}\n\nb{\n\nc{T}\n\nd{}\n\n::e{T}');
    expect(questions).toEqual([]);
    expect(faults.map(({ line }) => line)).toEqual([3, 7, 9]);
  });
});

describe('hostile files come to an end', () => {
  const size = 1_000_000;
  test.each([
    ['too large', 'x'.repeat(5 * 1024 * 1024)],
    ['nothing but blank lines', '\n'.repeat(size)],
    ['a fault in each of many blocks', '{\n\n'.repeat(size / 4)],
    ['far too many questions', 'a{T}\n\n'.repeat(size / 6)],
    ['many questions with one title', '::a::a{T}\n\n'.repeat(size / 11)],
    ['backslashes', `a${'\\'.repeat(size)}{T`],
    ['stars', `a{=${'*'.repeat(size)}}`],
    ['hashes', `a{T${'#'.repeat(size)}`],
    ['answers', `a{${'='.repeat(size)}}`],
    ['digits', `a{#${'1'.repeat(size)}x}`],
    ['spaces in a comment', `//${' '.repeat(size)}raceway\na{`],
    [
      'backticks',
      `// raceway: {"id":"a","kind":"race_lines","level":"beginner","tags":["a"],"points":1,"source":{"title":"a","url":"https://go.dev"}}\n${'`'.repeat(size)}x{=1*2}`,
    ],
    ['brackets in a comment', `// raceway: ${'['.repeat(size)}\na{T}`],
    ['braces', `a${'{'.repeat(size)}`],
  ])('%s', (_name, file) => {
    const { questions, faults } = read(file);
    expect(questions).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(1);
    expect(faults.length).toBeLessThanOrEqual(60);
    for (const { found, expected } of faults) expect(`${found}${expected}`.length).toBeLessThan(300);
  });

  test.each([
    '',
    '\0',
    '::',
    '{',
    '}',
    '\\',
    '####',
    '$CATEGORY:',
    '// raceway:',
    '{#}',
    '{=}',
    '{~}',
    '{T#}',
    '::::{}',
    'a{#..}',
    'a{#:}',
  ])('nor does %j break the reader', (file) => {
    expect(read(file).questions).toEqual([]);
  });

  test('nor does any other text, and what is read can be written', () => {
    fc.assert(
      fc.property(nastyText(4000), nastyText(4000), (a, b) => {
        const { questions } = read(`${a}{${b}}`);
        if (questions.length > 0) expect(read(writeGift(questions, a))).toEqual({ questions, faults: [] });
      }),
      { numRuns: 500 },
    );
  });
});
