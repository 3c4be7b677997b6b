import path from 'node:path';
import { root } from '../../src/config.js';
import { drawDiagnosis } from '../../src/diagnosis/drawing.js';
import { renderText } from '../../src/diagnosis/text.js';
import { loadExamples } from '../../src/exercises/examples.js';
import { loadExercise } from '../../src/exercises/load.js';
import { judgeFiles } from '../../src/judging/judge-files.js';
import type { ExercisePackage } from '../../src/schemas/exercise.js';
import { asSubmission } from '../golden/recorded.js';
import { useSandbox } from '../support/sandbox.js';

const { sandbox, config } = useSandbox();

/** Names of files, functions and types, and texts, that are in the hidden tests and in nothing that a learner has. */
function secretsOf({ starter, tests, statement, manifest }: ExercisePackage): string[] {
  const known = JSON.stringify([Object.values(starter), statement, manifest]);
  const hidden = Object.entries(tests);
  const words = hidden.flatMap(([, text]) => [
    ...[...text.matchAll(/^func (?:\([^)]*\) )?(\w+)|^type (\w+)/gm)].map((match) => match[1] ?? match[2] ?? ''),
    ...[...text.matchAll(/"((?:\\.|[^"\\\n])*)"|`([^`]*)`/g)].map((match) => match[1] ?? match[2] ?? ''),
  ]);
  const names = hidden.map(([name]) => name).filter((name) => !(name in starter));
  return [...new Set([...names, ...words])].filter((secret) => secret.length >= 5 && !known.includes(secret));
}

/** Sources that say what they are given, in every way that a learner may see. */
const curious: Record<string, Record<string, string>> = {
  'fix-cache-race': {
    'panics with its arguments': `package exercise

import (
	"fmt"
	"time"
)

type Cache struct{}

func NewCache() *Cache { return &Cache{} }

func (c *Cache) Get(key string) (interface{}, bool) { panic(fmt.Sprintf("asked for %s", key)) }

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) { fmt.Println(key, value, ttl); println(key) }
`,
    // No key of a public test is as long.
    'panics with what only hidden tests give': `package exercise

import (
	"sync"
	"time"
)

type Cache struct {
	mu    sync.Mutex
	items map[string]item
}

type item struct {
	value interface{}
	until time.Time
}

func NewCache() *Cache { return &Cache{items: map[string]item{}} }

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	it, ok := c.items[key]
	if !ok || time.Now().After(it.until) {
		return nil, false
	}
	return it.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	if len(key) == len("123456789") {
		panic("asked to set " + key)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[key] = item{value, time.Now().Add(ttl)}
}
`,
  },
  'worker-pool': {
    'panics with what process gives': `package exercise

import "fmt"

func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	for job := range jobs {
		panic(fmt.Sprintf("%#v gives %#v", job, process(job)))
	}
}
`,
  },
};

describe.each(['fix-cache-race', 'worker-pool'])('hidden tests of %s', (slug) => {
  const folder = path.join(root, 'exercises', slug);
  const exercise = loadExercise(folder);
  const secrets = secretsOf(exercise);
  const examples = loadExamples(folder)
    .filter(({ expected }) => expected !== 'accepted')
    .map(({ expected, name, files }): [string, Record<string, string>] => [`${expected}/${name}`, files]);
  const curiosities = Object.entries(curious[slug] ?? {}).map(([name, source]): [string, Record<string, string>] => [
    name,
    { [exercise.manifest.editable[0] ?? '']: source },
  ]);

  test('have secrets to look for', () => expect(secrets.length).toBeGreaterThan(10));

  test.each([...examples, ...curiosities])('are not given away to %s', async (_name, files) => {
    const { outcome } = await judgeFiles({ sandbox, sandboxConfig: config }, exercise, files);
    expect(outcome.verdict).not.toBe('accepted');
    const submission = asSubmission(outcome, exercise, {});
    const seen = JSON.stringify(submission) + renderText(submission) + drawDiagnosis(submission);
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    for (const pattern of [/exercise_test\//, /raceway\/|\/opt\//, /0x[0-9a-f]{6,}/]) expect(seen).not.toMatch(pattern);
  });
});
