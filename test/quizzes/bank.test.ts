import { readBank } from '../support/quiz-bank.js';

const { questions, draw = [] } = readBank();
const singleChoices = questions.filter((question) => question.kind === 'single_choice');

test('every kind of question and every level is there, and at least a dozen questions are about a program', () => {
  expect(new Set(questions.map((question) => question.kind)).size).toBe(7);
  expect(new Set(questions.map((question) => question.level)).size).toBe(3);
  expect(questions.filter((question) => 'program' in question).length).toBeGreaterThanOrEqual(12);
});

test('ids are unique, of questions in the quiz and of options in their question', () => {
  const lists = [questions, ...questions.flatMap((question) => ('options' in question ? [question.options] : []))];
  for (const list of lists) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
});

test('every source is an address of the official Go documentation', () => {
  expect(questions.map(({ source }) => new URL(source.url).host).filter((host) => host !== 'go.dev' && host !== 'pkg.go.dev')).toEqual([]);
});

test('a single choice has one right option, a multiple choice at least one right and one wrong', () => {
  for (const { id, correct, options } of choices()) {
    expect({ id, correct: correct.length }).toEqual({ id, correct: 1 });
    expect(options.length).toBeGreaterThanOrEqual(3);
  }
  for (const question of questions.filter((each) => each.kind === 'multiple_choice')) {
    const correct = question.options.filter((option) => option.correct).length;
    expect(correct).toBeGreaterThanOrEqual(1);
    expect(correct).toBeLessThan(question.options.length);
  }
});

test('neither length nor place gives a right option away', () => {
  const share = (count: number) => count / singleChoices.length;
  const lengths = choices().map(({ options, correct }) => ({
    all: options.map(({ text }) => text.length),
    right: correct[0]?.text.length ?? 0,
  }));
  expect(share(lengths.filter(({ all, right }) => right === Math.max(...all)).length)).toBeLessThan(0.4);
  expect(share(lengths.filter(({ all, right }) => right === Math.min(...all)).length)).toBeLessThan(0.4);
  for (const { all } of lengths) expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.6);
  for (const place of [0, 1, 2, 3]) {
    expect(share(choices().filter(({ options, correct }) => options.indexOf(correct[0] as never) === place).length)).toBeLessThan(0.4);
  }
});

test('to call every statement true, or every one false, is no way to pass', () => {
  const answers = questions.flatMap((question) => (question.kind === 'true_false' ? [question.answer] : []));
  expect(answers.filter(Boolean).length).toBeGreaterThanOrEqual(answers.length / 3);
  expect(answers.filter((answer) => !answer).length).toBeGreaterThanOrEqual(answers.length / 3);
});

test('every attempt is worth the same: points follow from the level, and each draw is from one level', () => {
  const worth = { beginner: 1, intermediate: 2, advanced: 3 };
  for (const { id, level, points } of questions) expect({ id, points }).toEqual({ id, points: worth[level] });
  expect(draw.map((rule) => rule.level)).not.toContain(undefined);
});

test('an attempt has about ten questions, and two learners seldom get the same: each is drawn from at least five', () => {
  expect(draw.reduce((sum, rule) => sum + rule.count, 0)).toBe(10);
  for (const { level, tags = [] } of draw) {
    const candidates = questions.filter((question) => question.level === level && question.tags.some((tag) => tags.includes(tag)));
    expect(candidates.length).toBeGreaterThanOrEqual(5);
  }
});

function choices() {
  return singleChoices.map(({ id, options }) => ({ id, options, correct: options.filter((option) => option.correct) }));
}
