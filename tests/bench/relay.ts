import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { serve, type Contender, type Server } from './relay-servers.ts';
import { checkEqual, thin, typed, type Edits, type Thin } from './relay-thin.ts';
import { median, percentile, type Figure, type Row } from './report.ts';

const CONTENDERS: readonly Contender[] = ['yws', 'span'];
const REPETITIONS = 3;
const LATE_MS = 30_000;

const many = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

async function until(done: () => boolean): Promise<void> {
  const late = Date.now() + LATE_MS;
  while (!done()) {
    if (Date.now() > late) throw new Error('clients did not get everything in time');
    await wait(1);
  }
}

const open = (server: Server, edits: readonly Edits[]): Promise<Thin[]> =>
  Promise.all(edits.map((own) => thin(server, 'bench', own)));

const TYPISTS = many(50, (i) => typed(i + 1, 40));
const TYPING_MS = 100;

/** Milliseconds from a letter typed to the same letter heard, over all fifty: the 95th of a hundred. */
async function fanOut(server: Server): Promise<number> {
  const clients = await open(server, TYPISTS);
  const delays: number[] = [];
  const sentAt = TYPISTS.map(() => [] as number[]);
  for (const client of clients) {
    client.onEdit = (author, clock, at) => delays.push(at - (sentAt[author - 1]?.[clock] ?? Number.NaN));
  }
  const letters = TYPISTS.reduce((sum, { frames }) => sum + frames.length, 0);
  await Promise.all(
    clients.map(async (client, i) => {
      await wait((i * TYPING_MS) / clients.length);
      while (client.left > 0) {
        sentAt[i]?.push(performance.now());
        client.send(1);
        await wait(TYPING_MS);
      }
    }),
  );
  await until(() => clients.every(({ heard }) => heard >= letters - letters / clients.length));
  checkEqual(clients, letters);
  for (const client of clients) client.close();
  return percentile(delays, 0.95);
}

const FLOODERS = many(10, (i) => typed(i + 1, 3000));
/** Letters a flooder writes at once. */
const BURST = 50;

interface Flood {
  readonly perSecond: number;
  readonly cpu: number | null;
  readonly peak: number | null;
}

async function flood(server: Server): Promise<Flood> {
  const clients = await open(server, FLOODERS);
  const letters = FLOODERS.reduce((sum, { frames }) => sum + frames.length, 0);
  const cpu = server.cpu();
  const start = performance.now();
  while (clients.some(({ left }) => left > 0)) {
    for (const client of clients) client.send(BURST);
    await nextTurn();
  }
  await until(() => clients.every(({ heard }) => heard >= letters - letters / clients.length));
  const seconds = (performance.now() - start) / 1000;
  const used = server.cpu();
  const peak = server.peak();
  checkEqual(clients, letters);
  for (const client of clients) client.close();
  return {
    perSecond: letters / seconds,
    cpu: used === null || cpu === null ? null : ((used - cpu) * 1000) / letters,
    peak,
  };
}

const WRITERS = many(5, (i) => typed(i + 1, 2000));

/** Milliseconds until a new stock client holds the room. */
async function join(server: Server, letters: number): Promise<number> {
  const doc = new Y.Doc();
  const start = performance.now();
  const url = `ws://127.0.0.1:${server.port}${server.path.slice(0, -1)}`;
  const provider = new WebsocketProvider(url, 'bench', doc, { disableBc: true });
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  const ms = performance.now() - start;
  const { length } = doc.getText('text');
  provider.destroy();
  doc.destroy();
  if (length !== letters) throw new Error(`joined with ${length} of ${letters} letters`);
  return ms;
}

async function fill(server: Server): Promise<number> {
  const clients = await open(server, WRITERS);
  const letters = WRITERS.reduce((sum, { frames }) => sum + frames.length, 0);
  while (clients.some(({ left }) => left > 0)) {
    for (const client of clients) client.send(BURST);
    await nextTurn();
  }
  await until(() => clients.every(({ heard }) => heard >= letters - letters / clients.length));
  for (const client of clients) client.close();
  return letters;
}

interface Joins {
  readonly hot: number;
  readonly warm: number;
  readonly restarted: number | null;
}

async function joins(contender: Contender): Promise<Joins> {
  let server = await serve(contender);
  try {
    const letters = await fill(server);
    const hot = await join(server, letters);
    await wait(2_500); // a room at rest: ours merges what has not been merged
    const warm: number[] = [];
    for (let i = 0; i < 5; i++) warm.push(await join(server, letters));
    if (contender === 'yws') return { hot, warm: median(warm), restarted: null }; // its document is gone
    server = await server.restart();
    return { hot, warm: median(warm), restarted: await join(server, letters) };
  } finally {
    await server.remove();
  }
}

/** Letters that somebody heard before kill -9 and that are not there after the restart. */
async function lost(contender: Contender): Promise<{ relayed: number; lost: number }> {
  let server = await serve(contender);
  try {
    const clients = await open(server, TYPISTS.slice(0, 5));
    const relayed = new Set<string>();
    for (const client of clients) client.onEdit = (author, clock) => relayed.add(`${author} ${clock}`);
    for (let i = 0; i < 35; i++) {
      for (const client of clients) client.send(1);
      await wait(10);
    }
    server = await server.restart();
    for (const client of clients) client.close();
    const doc = new Y.Doc();
    const url = `ws://127.0.0.1:${server.port}${server.path.slice(0, -1)}`;
    const provider = new WebsocketProvider(url, 'bench', doc, { disableBc: true });
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
    const state = Y.decodeStateVector(Y.encodeStateVector(doc));
    const missing = [...relayed].filter((edit) => {
      const [author, clock] = edit.split(' ').map(Number);
      return (clock ?? 0) >= (state.get(author ?? 0) ?? 0);
    });
    provider.destroy();
    return { relayed: relayed.size, lost: missing.length };
  } finally {
    await server.remove();
  }
}

async function fresh<T>(contender: Contender, measure: (server: Server) => Promise<T>): Promise<T> {
  const server = await serve(contender);
  try {
    return await measure(server);
  } finally {
    await server.remove();
  }
}

/** Repetitions are interleaved, so that a change in the machine's mood meets all contenders. */
async function interleaved<T>(
  measure: (contender: Contender) => Promise<T>,
): Promise<Record<Contender, T[]>> {
  const all: Record<Contender, T[]> = { yws: [], span: [] };
  for (let i = 0; i < REPETITIONS; i++)
    for (const contender of CONTENDERS) all[contender].push(await measure(contender));
  return all;
}

/** Medians by contender. */
function medians<T>(
  all: Record<Contender, T[]>,
  pick: (one: T) => number | null,
): Record<Contender, number | null> {
  const of = (contender: Contender): number | null => {
    const values = all[contender].map(pick).filter((value) => value !== null);
    return values.length > 0 ? median(values) : null;
  };
  return { yws: of('yws'), span: of('span') };
}

const atMost = (limit: number) => ({
  of: 'span',
  to: 'yws',
  hold: `≤ ${limit}`,
  ok: (ratio: number) => ratio <= limit,
});

/** Our relay, durable, against @y/websocket-server, in memory. */
export const relay: Row = {
  name: 'Relay (span: committed to disk before it is heard; yws: @y/websocket-server 0.1.1, in memory)',
  async run(): Promise<readonly Figure[]> {
    const delay = await interleaved((contender) => fresh(contender, fanOut));
    const floods = await interleaved((contender) => fresh(contender, flood));
    const joined = await interleaved(joins);
    const killed = { yws: await lost('yws'), span: await lost('span') };
    const warm = medians(joined, (one) => one.warm);
    const restarted = medians(joined, (one) => one.restarted).span;
    return [
      {
        what: 'fan-out p95, 50 typists',
        unit: 'ms',
        values: medians(delay, (one) => one),
        ratio: atMost(0.55),
      },
      {
        what: 'throughput, 10 flooders',
        unit: 'edits/s',
        values: medians(floods, (one) => one.perSecond),
        ratio: { of: 'span', to: 'yws', hold: '≥ 4', ok: (ratio) => ratio >= 4 },
      },
      {
        what: 'CPU per 1,000 flooded edits',
        unit: 's',
        values: medians(floods, (one) => one.cpu),
        ratio: atMost(0.2),
      },
      {
        what: 'peak memory in the flood',
        unit: 'MB',
        values: medians(floods, (one) => one.peak),
        ratio: atMost(0.35),
      },
      { what: 'join 10,000 edits, at rest', unit: 'ms', values: warm, ratio: atMost(1) },
      {
        what: 'join 10,000 edits, after kill -9 (yws: warm)',
        unit: 'ms',
        values: { yws: warm.yws, span: restarted },
        ratio: atMost(1),
      },
      {
        what: 'join 10,000 edits, right after the last',
        unit: 'ms',
        values: medians(joined, (one) => one.hot),
      },
      {
        what: `relayed edits lost by kill -9 (of ${killed.yws.relayed} and ${killed.span.relayed})`,
        unit: 'edits',
        values: { yws: killed.yws.lost, span: killed.span.lost },
      },
    ];
  },
};
