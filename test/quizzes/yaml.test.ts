import fc from 'fast-check';
import { parse } from 'yaml';
import { writeYaml } from '../../src/quizzes/yaml-write.js';
import { quizSchema } from '../../src/schemas/quiz.js';
import { arbitraryQuestions } from '../support/arbitrary-question.js';
import { readBank } from '../support/quiz-bank.js';

test('a quiz that was written is read as the same quiz, whatever its texts', () => {
  const { questions: _, ...head } = readBank();
  fc.assert(
    fc.property(arbitraryQuestions, (questions) => {
      const quiz = quizSchema.parse({ ...head, questions });
      expect(quizSchema.parse(parse(writeYaml(quiz)))).toEqual(quiz);
    }),
    { numRuns: 300 },
  );
});

test.each([' \n', '  \n\n', '\n ', '\n\n', ' a\n', 'a\n \n', '\t\n \nb', `\r\n \n\n${'\0'.repeat(4)}\\%50%`])(
  'a text of %j is read as it was written',
  (explanation) => {
    const bank = readBank();
    const [first] = bank.questions;
    const quiz = quizSchema.parse({ ...bank, questions: [{ ...first, explanation }] });
    expect(quizSchema.parse(parse(writeYaml(quiz)))).toEqual(quiz);
  },
);

test('texts and programs of several lines stand there as they are', () => {
  expect(writeYaml(readBank())).toContain('      source: |\n        package main\n\n        import (\n        \t"fmt"\n');
});
