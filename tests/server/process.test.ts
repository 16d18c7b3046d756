import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BadSetting, localAudiences, readConfig } from '../../server/config.ts';
import { addressOf } from '../../server/http.ts';
import { until } from '../sim/until.ts';
import { childRelay, newFolder, removeFolder, startChild, startHere } from './relays.ts';
import { Raw, updateMessage } from './sockets.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function folderFor(): string {
  const folder = newFolder();
  ends.push(() => removeFolder(folder));
  return folder;
}

describe('settings', () => {
  it('have their defaults, and empty ones are as good as none', () => {
    const empty = { PORT: '', HOST: '', DATA_DIR: '', RELAY_ACCESS: '', PUBLIC_ORIGIN: '', TLS_CERT: '' };
    for (const environment of [{}, empty]) {
      expect(readConfig(environment)).toEqual({
        port: 4321,
        host: '127.0.0.1',
        dataDir: './data',
        access: 'room',
        audiences: new Set(),
        filesPerDay: 4_096 * 1_048_576,
        behindProxy: false,
        tls: null,
      });
    }
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http"'],
    [{ PORT: '65536' }, 'PORT is "65536"'],
    [{ PORT: '-1' }, 'PORT is "-1"'],
    [{ PORT: '80 ' }, 'PORT is "80 "'],
    [{ PORT: '1e3' }, 'PORT is "1e3"'],
    [{ RELAY_ACCESS: 'closed' }, 'RELAY_ACCESS is "closed"'],
    [{ FILES_MB_PER_DAY: '0' }, 'FILES_MB_PER_DAY is "0"'],
    [{ BEHIND_PROXY: 'yes' }, 'BEHIND_PROXY is "yes"'],
    [{ PUBLIC_ORIGIN: 'https://span.example/app' }, 'PUBLIC_ORIGIN holds "https://span.example/app"'],
    [{ PUBLIC_ORIGIN: 'span.example, ://' }, 'PUBLIC_ORIGIN holds "://"'],
    [{ TLS_CERT: '/a.pem' }, 'have to be set together'],
    [{ TLS_CERT: '/not/there.pem', TLS_KEY: '/not/there.key' }, 'TLS_CERT is "/not/there.pem"'],
  ])('that cannot be used are named: %j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(BadSetting);
    expect(() => readConfig(environment)).toThrow(message);
  });

  it('say whether a proxy is believed: then the last address it wrote, and never the client’s own words before it', () => {
    const came = (header?: string | string[]) => ({
      headers: header === undefined ? {} : { 'x-forwarded-for': header },
      socket: { remoteAddress: '192.0.2.9' },
    });
    expect(addressOf(came('198.51.100.1'), readConfig({}).behindProxy === true)).toBe('192.0.2.9');
    const behind = readConfig({ BEHIND_PROXY: '1' }).behindProxy === true;
    expect(addressOf(came('203.0.113.5, 198.51.100.1'), behind)).toBe('198.51.100.1');
    expect(addressOf(came(['203.0.113.5', '198.51.100.1']), behind)).toBe('198.51.100.1');
    expect(addressOf(came(), behind)).toBe('192.0.2.9');
    expect(addressOf(came(' , '), behind)).toBe('192.0.2.9');
  });

  it('name the hosts a relay is known by as browsers write them', () => {
    const { audiences } = readConfig({ PUBLIC_ORIGIN: 'https://Span.example, span.example:8443,' });
    expect([...audiences]).toEqual(['span.example', 'span.example:8443']);
    expect(localAudiences('127.0.0.1', 4321, false)).toEqual(
      new Set(['localhost:4321', '127.0.0.1:4321', '[::1]:4321']),
    );
    expect(localAudiences('::1', 443, true)).toEqual(new Set(['localhost', '127.0.0.1', '[::1]']));
    expect(localAudiences('0.0.0.0', 4321, false).size).toBeGreaterThanOrEqual(3);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

describe('the relay as an operator starts it', () => {
  it('listens where PORT and HOST say and keeps its data where DATA_DIR says', async () => {
    const folder = join(folderFor(), 'made', 'by', 'itself');
    const port = await freePort();
    const child = await childRelay({ PORT: String(port), HOST: 'localhost', DATA_DIR: folder });
    ends.push(() => child.kill());
    expect(child.url).toBe(`http://localhost:${port}`);
    expect((await fetch(`${child.url}/healthz`)).status).toBe(200);
    expect(existsSync(join(folder, 'relay.sqlite'))).toBe(true);
    expect(await child.stop()).toBe(0);
  });

  it('says in words what it cannot use, and ends', { timeout: 60_000 }, async () => {
    const folder = folderFor();
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const other = folderFor();
    writeFileSync(join(other, 'relay.sqlite'), 'these are the minutes of a meeting\n'.repeat(99));
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    ends.push(() => new Promise((resolve) => taken.close(resolve)));
    const { port } = taken.address() as AddressInfo;
    const cases: [Record<string, string>, string][] = [
      [{ PORT: 'eighty' }, 'PORT is "eighty"'],
      [{ PORT: String(port), DATA_DIR: folderFor() }, 'The port is taken'],
      [{ PORT: '0', DATA_DIR: file }, 'DATA_DIR'],
      [{ PORT: '0', DATA_DIR: join(file, 'below') }, 'DATA_DIR'],
      [{ PORT: '0', DATA_DIR: other }, 'DATA_DIR'],
      [{ PORT: '0', DATA_DIR: folderFor(), HOST: '192.0.2.1' }, 'HOST'],
    ];
    const ended = await Promise.all(cases.map(([settings]) => startChild(settings)));
    ended.forEach((end, i) => {
      expect(end, JSON.stringify(cases[i]?.[0])).toMatchObject({ code: 1 });
      const said = 'said' in end ? end.said : '';
      expect(said).toMatch(/^Span did not start\. /);
      expect(said).toContain(cases[i]?.[1]);
      expect(said.trim().split('\n')).toHaveLength(1); // no stack
    });
  });
});

describe('what an operator can ask', () => {
  it('is whether it is well, and counts of the process, never of a room', async () => {
    const relay = await startHere('open', folderFor());
    ends.push(() => relay.close());
    const raw = await Raw.join(`${relay.ws}/a-name-nobody-shall-read`);
    ends.push(() => raw.close());
    raw.send(updateMessage(Uint8Array.of(0, 0)));
    await raw.stored();
    const health = await fetch(`${relay.url}/healthz`);
    expect(health.status).toBe(200);
    expect(health.headers.get('content-type')).toBe('application/json');
    expect(await health.json()).toEqual({ ok: true, rooms: 1, sockets: 1 });
    const text = await (await fetch(`${relay.url}/metrics`)).text();
    expect(text).not.toContain('nobody-shall-read');
    for (const line of text.trim().split('\n')) {
      expect(line).toMatch(/^(# TYPE span_\w+ (counter|gauge)|span_\w+(\{reason="[a-z-]+"\})? [\d.e+-]+)$/);
    }
    expect(text).toContain('\nspan_updates_stored_total 1\n');
    expect(text).toContain('\nspan_sockets 1\n');
    raw.send('text');
    expect(await raw.reason()).toBe('malformed');
    await until(() => relay.relay.metrics.sockets === 0, 'the socket to be gone');
    expect(await (await fetch(`${relay.url}/metrics`)).text()).toContain(
      'span_refusals_total{reason="malformed"} 1',
    );
  });

  it('says that it is not well when nothing can be stored', async () => {
    const relay = await startHere('open', folderFor());
    ends.push(() => relay.close());
    relay.relay.healthy = false;
    const health = await fetch(`${relay.url}/healthz`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ ok: false });
  });

  it('is answered by no socket outside the rooms', async () => {
    const relay = await startHere('open', folderFor());
    ends.push(() => relay.close());
    for (const path of ['', '/relay', '/relay/', '/relay/a/b', `/relay/${'x'.repeat(201)}`, '/other/room']) {
      const raw = new Raw(`ws://127.0.0.1:${relay.port}${path}`);
      await until(() => raw.closed !== null, 'a refusal');
      expect(raw.heard).toEqual([]);
    }
    expect(relay.relay.metrics.rooms).toBe(0);
  });
});
