const headerBytes = 8;
/** The first byte of a header; 1 is standard output. */
const standardError = 2;

/**
 * Takes apart the one stream of an attached container: frames of eight bytes (the kind, three zeros, the length, big-endian) and so many bytes
 * (https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach). Hands on parts of the chunks as
 * they are: a test binary has some megabytes, and dockerode's own way copies them several times. @returns what takes each chunk.
 */
export function demultiplex(out: (part: Buffer) => void, err: (part: Buffer) => void): (chunk: Buffer) => void {
  const header = Buffer.alloc(headerBytes);
  let headerFilled = 0;
  let left = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left === 0) {
        const taken = chunk.copy(header, headerFilled, at, at + headerBytes - headerFilled);
        headerFilled += taken;
        at += taken;
        if (headerFilled < headerBytes) return;
        headerFilled = 0;
        left = header.readUInt32BE(4);
      } else {
        const part = chunk.subarray(at, at + left);
        left -= part.length;
        at += part.length;
        (header[0] === standardError ? err : out)(part);
      }
    }
  };
}
