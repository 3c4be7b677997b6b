import fc from 'fast-check';
import { demultiplex } from '../../src/sandbox/demultiplex.js';

const frame = (kind: number, content: Uint8Array) => {
  const header = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
};

test('what was put into frames comes out whole and in order, however the stream is cut', () => {
  const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 })), { maxLength: 12 });
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(frames, cuts, (sent, sizes) => {
      const got: Record<number, Buffer[]> = { 1: [], 2: [] };
      const take = demultiplex(
        (part) => got[1]?.push(part),
        (part) => got[2]?.push(part),
      );
      const stream = Buffer.concat(sent.map(([kind, content]) => frame(kind, content)));
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        take(stream.subarray(at, at + size));
        at += size;
      }
      for (const kind of [1, 2]) {
        const expected = sent.filter(([each]) => each === kind).map(([, content]) => content);
        expect(Buffer.concat(got[kind] ?? [])).toEqual(Buffer.concat(expected));
      }
    }),
  );
});
