import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Contender = 'span' | 'yws';

/** A relay as its own process on loopback. */
export interface Server {
  readonly port: number;
  /** Path in front of a room's name. */
  readonly path: string;
  /** Seconds of CPU the process has used, and its peak memory in MB; null where there is no /proc. */
  cpu(): number | null;
  peak(): number | null;
  /** One of the relay's own counters (ours only). */
  metric(name: string): Promise<number>;
  /** As a power cut would end it. */
  kill(): Promise<void>;
  /** The same again, on the same data. */
  restart(): Promise<Server>;
  remove(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '..', '..');
const COMMAND: Readonly<Record<Contender, string>> = {
  span: join(ROOT, 'server', 'main.ts'),
  yws: join(ROOT, 'node_modules', '@y', 'websocket-server', 'src', 'server.js'),
};
/** Clock ticks a second in /proc/<pid>/stat: 100 on every Linux that Node runs on. */
const TICKS = 100;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + 10_000;
  while (Date.now() < until && child.exitCode === null) {
    const heard = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (heard) return;
  }
  throw new Error('the server did not start');
}

export async function serve(contender: Contender, data?: string): Promise<Server> {
  const port = await freePort();
  const folder = data ?? mkdtempSync(join(tmpdir(), 'span-bench-'));
  const child = spawn(process.execPath, [COMMAND[contender]], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      RELAY_ACCESS: 'open',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit');
  await answers(port, child);
  const proc = (file: string): string | null =>
    existsSync(`/proc/${child.pid}/${file}`) ? readFileSync(`/proc/${child.pid}/${file}`, 'utf8') : null;
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  return {
    port,
    path: contender === 'span' ? '/relay/' : '/',
    cpu() {
      const fields = proc('stat')
        ?.replace(/^.*\) /, '')
        .split(' ');
      return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS : null;
    },
    peak() {
      const kilobytes = proc('status')?.match(/VmHWM:\s+(\d+)/)?.[1];
      return kilobytes ? Number(kilobytes) / 1024 : null;
    },
    async metric(name) {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(text.match(new RegExp(`^${name} (.*)$`, 'm'))?.[1]);
    },
    kill,
    async restart() {
      await kill();
      return serve(contender, folder);
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
