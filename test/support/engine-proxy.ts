import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A socket in front of the real engine, by which the engine can be taken away from those who use it, and from nobody else. */
export interface EngineProxy {
  socketPath: string;
  /** Refuses connections and breaks those that are open, as an engine does that was killed. */
  down(): Promise<void>;
  /** Takes connections and requests, and never answers. */
  hang(): void;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startEngineProxy(): Promise<EngineProxy> {
  const folder = mkdtempSync(path.join(tmpdir(), 'raceway-engine-'));
  const socketPath = path.join(folder, 'docker.sock');
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let hanging = false;

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  }
  function serve(client: Socket): void {
    keep(client);
    const engine = connect(engineAddress());
    keep(engine);
    client.pipe(engine).pipe(client);
    client.once('close', () => engine.destroy());
    engine.once('close', () => client.destroy());
    if (hanging) engine.pause();
  }
  async function down(): Promise<void> {
    const old = server;
    server = null;
    const closed = new Promise<void>((resolve) => (old ? old.close(() => resolve()) : resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  async function up(): Promise<void> {
    if (hanging) await down();
    hanging = false;
    if (server) return;
    const fresh = createServer({ allowHalfOpen: true }, serve);
    server = fresh;
    await new Promise<void>((resolve, reject) => fresh.once('error', reject).listen(socketPath, resolve));
  }

  await up();
  return {
    socketPath,
    down,
    hang: () => {
      hanging = true;
      for (const socket of sockets) socket.unpipe();
    },
    up,
    close: async () => {
      await down();
      rmSync(folder, { recursive: true });
    },
  };
}

function engineAddress(): { path: string } | { host: string; port: number } {
  const { protocol, hostname, port, pathname } = new URL(process.env.DOCKER_HOST || 'unix:///var/run/docker.sock');
  return protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port) };
}
