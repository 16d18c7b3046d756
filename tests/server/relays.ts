import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Running } from '../../server/start.ts';
import { until } from '../sim/until.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts');

/** A folder for one test's data. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'span-relay-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** The real relay on a free port of loopback, in this process. */
export async function startHere(
  access: 'open' | 'room',
  dataDir: string,
  port = 0,
  filesPerDay?: number,
): Promise<Running & { readonly port: number; readonly ws: string }> {
  const common = { port, host: '127.0.0.1', dataDir, access, audiences: new Set<string>(), tls: null };
  const running = await start(filesPerDay === undefined ? common : { ...common, filesPerDay });
  const used = Number(new URL(running.url).port);
  return { ...running, port: used, ws: `ws://127.0.0.1:${used}/relay` };
}

/** The real relay as a process of its own. */
export interface Child {
  /** What it prints when it is ready. */
  readonly url: string;
  readonly ws: string;
  /** As a power cut would end it. */
  kill(): Promise<void>;
  /** As an operator would; gives the exit code. */
  stop(): Promise<number | null>;
  /** One of its counters. */
  metric(name: string): Promise<number>;
}

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Starts `server/main.ts` with these settings; what it said and its exit code when it does not come up. */
export async function startChild(settings: Readonly<Record<string, string>>): Promise<Child | Ended> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  let ended = false;
  const exit = once(child, 'close').then(() => (ended = true));
  const url = (): string | undefined => /Span is at (\S+)/.exec(said)?.[1];
  await until(() => ended || url() !== undefined, 'the relay to come up', 20_000);
  const at = url();
  if (at === undefined) return { code: child.exitCode, said };
  return {
    url: at,
    ws: `${at.replace('http', 'ws')}/relay`,
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async stop() {
      child.kill('SIGTERM');
      await exit;
      return child.exitCode;
    },
    async metric(name) {
      const text = await (await fetch(`${at}/metrics`)).text();
      return Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    },
  };
}

/** The same for one that has to come up. */
export async function childRelay(settings: Readonly<Record<string, string>>): Promise<Child> {
  const child = await startChild({ PORT: '0', RELAY_ACCESS: 'open', ...settings });
  if (!('url' in child)) throw new Error(`the relay did not start: ${child.said}`);
  return child;
}
