import type { IncomingMessage } from 'node:http';
import { Problem } from '../errors.js';

/** Ten files of 64 KiB, with room for what JSON escapes; see maxFileBytes. */
const maxBodyBytes = 1024 * 1024;

/**
 * Reads a JSON body to its end. Not express.json(): that replaces bad UTF-8 in silence, and a judge must not compile other text than
 * was sent.
 * @throws Problem for the wrong media type, too many bytes, bad UTF-8, or text that is not JSON.
 */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const type = req.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type) || req.headers['content-encoding']) {
    throw new Problem('unsupported_media_type', 'send `Content-Type: application/json`, without a content encoding');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Problem('body_too_large', `the body has more than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return parse(decode(Buffer.concat(chunks)));
}

/** Whether a request has a body: as HTTP says it, by the headers (RFC 9112, section 6). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid_encoding', 'the body is not valid UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('malformed_json', `the body is not JSON: ${(error as Error).message}`);
  }
}
