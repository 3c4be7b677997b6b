import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import { SandboxError } from '../errors.js';
import { demultiplex } from './demultiplex.js';

/** No answer of the runner has a longer line: reports are capped at the source. */
const maxLineBytes = 64 * 1024 * 1024;
const maxBinaryBytes = 64 * 1024 * 1024;

/** A talk with the runner in a container: lines of JSON and counted bytes, both ways (see src/schemas/sandbox.ts). */
export interface Conversation {
  send(line: object, binary?: Buffer): void;
  /** The next line, parsed. @throws SandboxError when the container ends or breaks off. */
  line(): Promise<unknown>;
  /** The next `size` raw bytes. @throws SandboxError as line() does, or when there are too many. */
  bytes(size: number): Promise<Buffer>;
  /** Whether the container has ended or broken off. */
  isBroken(): boolean;
  close(): void;
}

/** Attaches to a container that has not been started: an attachment after the start could miss its first words. */
export async function converse(container: Docker.Container): Promise<Conversation> {
  const socket: Duplex = (await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true })) as Duplex;
  return conversationOver(socket);
}

function conversationOver(socket: Duplex): Conversation {
  const chunks: Buffer[] = [];
  let size = 0;
  let lastWords = '';
  let broken: Error | null = null;
  let arrived = () => {};

  const heard = demultiplex(
    (part) => {
      chunks.push(part);
      size += part.length;
    },
    (part) => {
      lastWords = (lastWords + part.toString()).slice(-2000);
    },
  );
  socket.on('data', (chunk: Buffer) => {
    heard(chunk);
    arrived();
  });
  const breakOff = (why: string, cause?: Error) => {
    broken ??= new SandboxError(`the runner ${why}${lastWords && `; its last words: ${lastWords.trim()}`}`, { cause });
    arrived();
  };
  socket.on('error', (error) => breakOff(`could not be reached: ${error.message}`, error));
  socket.on('end', () => breakOff('ended'));
  socket.on('close', () => breakOff('ended'));

  async function more(): Promise<void> {
    if (broken) throw broken;
    await new Promise<void>((resolve) => {
      arrived = resolve;
    });
  }
  /** Copies once, whatever the number of chunks: a test binary comes in a hundred of them. */
  function take(count: number): Buffer {
    const taken = Buffer.allocUnsafeSlow(count);
    for (let filled = 0; filled < count; ) {
      const chunk = chunks[0] as Buffer;
      const used = chunk.copy(taken, filled);
      filled += used;
      if (used < chunk.length) chunks[0] = chunk.subarray(used);
      else chunks.shift();
    }
    size -= count;
    return taken;
  }
  async function bytes(count: number): Promise<Buffer> {
    if (count > maxBinaryBytes) throw new SandboxError(`the runner announced ${count} bytes; at most ${maxBinaryBytes} are taken`);
    while (size < count) await more();
    return take(count);
  }

  return {
    send: (line, binary) => {
      socket.write(`${JSON.stringify(line)}\n`);
      if (binary) socket.write(binary);
    },
    line: async () => {
      let searched = 0;
      for (;;) {
        let offset = searched;
        for (const chunk of chunksFrom(chunks, searched)) {
          const end = chunk.indexOf(10);
          if (end >= 0) return JSON.parse(take(offset + end + 1).toString()) as unknown;
          offset += chunk.length;
        }
        searched = size;
        if (size > maxLineBytes) throw new SandboxError('the runner sent an endless line');
        await more();
      }
    },
    bytes,
    isBroken: () => broken !== null,
    close: () => {
      socket.destroy();
    },
  };
}

/** The chunks without their first `skip` bytes. */
function* chunksFrom(chunks: Buffer[], skip: number): Generator<Buffer> {
  for (const chunk of chunks) {
    if (skip >= chunk.length) {
      skip -= chunk.length;
    } else {
      yield chunk.subarray(skip);
      skip = 0;
    }
  }
}
