import fc from 'fast-check';
import type { Defaults } from '../../src/quizzes/imported.js';
import { readMarkdown } from '../../src/quizzes/markdown-read.js';
import { nastyText } from '../support/arbitrary-question.js';

const defaults: Defaults = {
  slug: 'guide',
  level: 'intermediate',
  tags: ['go'],
  source: { title: 'The Go documentation', url: 'https://go.dev/doc/' },
};
const read = (document: string) => readMarkdown(document, defaults);

const guide = `# A guide

### Question 9
This is above the quiz.

## Quiz

### Question 1
What does \`Wait\` do at zero?

**A)** It blocks  
**B)** It returns at once  

**Answer: B** - There is nothing to wait for.

### Question 2
Which of these panic?

\`\`\`go
// ### Question 3
**A)** is no option here
\`\`\`

**A)** A second \`close\`
**B)** A receive
from a closed channel

**C)** A send on a closed channel

**Answer: A, C** – A closed channel
takes no more.

## Related topics

- [Go](https://go.dev)
`;

test('the questions below the heading of the quiz are read, and nothing above or below it', () => {
  const common = { level: 'intermediate', tags: ['go'], points: 1, source: defaults.source };
  expect(read(guide)).toEqual({
    faults: [],
    questions: [
      {
        ...common,
        id: 'guide-1',
        kind: 'single_choice',
        text: 'What does `Wait` do at zero?',
        options: [
          { id: 'a', text: 'It blocks', correct: false },
          { id: 'b', text: 'It returns at once', correct: true },
        ],
        explanation: 'There is nothing to wait for.',
      },
      {
        ...common,
        id: 'guide-2',
        kind: 'multiple_choice',
        text: 'Which of these panic?\n\n```go\n// ### Question 3\n**A)** is no option here\n```',
        options: [
          { id: 'a', text: 'A second `close`', correct: true },
          { id: 'b', text: 'A receive\nfrom a closed channel', correct: false },
          { id: 'c', text: 'A send on a closed channel', correct: true },
        ],
        explanation: 'A closed channel\ntakes no more.',
      },
    ],
  });
});

test('a document without that heading is a quiz as a whole', () => {
  const [, quiz = ''] = guide.split('## Quiz');
  expect(read(quiz).questions).toEqual(read(guide).questions);
  expect(read(guide.replace('## Quiz', '## Questions')).faults.map(({ line }) => line)).toEqual([3, 3]);
});

test('the ends of the lines do not matter', () => {
  expect(read(`\ufeff${guide.replaceAll('\n', '\r\n')}`)).toEqual(read(guide));
});

const question = (lines: string) => `### Question 1\nWho?\n${lines}\n`;
const faults: [string, string, number, RegExp, RegExp][] = [
  ['no question', 'Only text.\n', 1, /no question/, /at least one/],
  ['another heading', '### Who?\nWho?\n**A)** a\n**B)** b\n**Answer: A** - a', 1, /"### Who\?"/, /### Question/],
  ['no text', '### Question 1\n**A)** a\n**B)** b\n**Answer: A** - a', 1, /without text/, /below the heading/],
  ['no options', question('**Answer: A** - a'), 1, /0 options/, /\*\*A\)\*\*/],
  ['too many options', question(`${'**A)** a\n'.repeat(11)}**Answer: A** - a`), 1, /11 options/, /2 to 10/],
  ['a letter left out', question('**A)** a\n**C)** c\n**Answer: A** - a'), 4, /\*\*C\)\*\*/, /\*\*B\)\*\*/],
  ['an empty option', question('**A)** a\n**B)**\n**Answer: A** - a'), 4, /option without text/, /after its letter/],
  ['no answer', question('**A)** a\n**B)** b\n'), 1, /without an answer/, /\*\*Answer: B\*\*/],
  ['two answers', question('**A)** a\n**B)** b\n**Answer: A** - a\n**Answer: B** - b'), 6, /second answer/, /all right letters/],
  ['an unknown letter', question('**A)** a\n**B)** b\n**Answer: D** - a'), 5, /"D"/, /letters of its options/],
  ['a small letter', question('**A)** a\n**B)** b\n**Answer: b** - a'), 5, /"b"/, /letters of its options/],
  ['a letter twice', question('**A)** a\n**B)** b\n**Answer: A, A** - a'), 5, /"A"/, /each once/],
  ['letters without a comma', question('**A)** a\n**B)** b\n**Answer: A B** - a'), 5, /"A B"/, /A, C/],
  ['no reason', question('**A)** a\n**B)** b\n**Answer: A**'), 5, /without a reason/, /- why/],
  ['an option below the answer', question('**A)** a\n**Answer: A** - a\n**B)** b'), 5, /below the answer/, /above it/],
  ['code without an end', question('**A)** a\n**B)** b\n**Answer: A** - a\n```go\nx'), 6, /code without an end/, /```/],
  ['a text that is too long', question(`${'x'.repeat(4001)}\n**A)** a\n**B)** b\n**Answer: A** - a`), 1, /text does not fit/, /<=4000/],
];
test.each(faults)('%s: the fault is named with its line, and nothing is imported', (_name, document, line, found, expected) => {
  const { questions, faults: all } = read(document);
  expect(questions).toEqual([]);
  expect(all).toContainEqual({ line, found: expect.stringMatching(found), expected: expect.stringMatching(expected) });
});

test('all faults are told, in the order of the lines', () => {
  const broken = guide.replace('**B)** It', '**D)** It').replace('**Answer: A, C**', '**Answer: A, X**');
  expect(read(broken).faults.map(({ line }) => line)).toEqual([12, 14, 30]);
});

const size = 1_000_000;
test.each([
  ['too large', 'x'.repeat(5 * 1024 * 1024)],
  ['blank lines', '\n'.repeat(size)],
  ['headings', '### \n'.repeat(size / 5)],
  ['options', `### Question 1\n${'**A)** a\n'.repeat(size / 9)}`],
  ['letters', `### Question 1\nWho?\n**A)** a\n**B)** b\n**Answer: ${'A,'.repeat(size / 2)}** - a`],
  ['answers', `### Question 1\n${'**Answer: A** - a\n'.repeat(size / 18)}`],
  ['questions', question('**A)** a\n**B)** b\n**Answer: A** - a').repeat(size / 60)],
  ['stars', `### Question 1\n${'*'.repeat(size)}`],
  ['spaces', `### Question 1\n**Answer:${' '.repeat(size)}`],
  ['backticks', `### Question 1\n${'`'.repeat(size)}`],
])('a hostile file comes to an end: %s', (_name, document) => {
  const { questions, faults: all } = read(document);
  expect(questions).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(1);
  expect(all.length).toBeLessThanOrEqual(60);
});

test('no text breaks the reader; what it returns are questions or faults, never both', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(nastyText(100), fc.constantFrom(...guide.split('\n').map((line) => `${line}\n`))), { maxLength: 30 }),
      (parts) => {
        const { questions, faults: all } = read(parts.join(''));
        expect(questions.length > 0).toBe(all.length === 0);
      },
    ),
    { numRuns: 300 },
  );
});
