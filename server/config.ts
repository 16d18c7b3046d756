import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { LIMITS } from '../src/wire/limits.ts';

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly access: 'room' | 'open';
  /** Hosts (`name:port`) by which this relay is known; empty until the port is known when none was configured. */
  readonly audiences: ReadonlySet<string>;
  /** Bytes of files one address may bring in a day. */
  readonly filesPerDay?: number;
  /** A proxy stands before it and says in `X-Forwarded-For` who asks. */
  readonly behindProxy?: boolean;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
}

/** A setting that cannot be used; the message says which and what would do. */
export class BadSetting extends Error {
  override name = 'BadSetting';
}

type Environment = Readonly<Record<string, string | undefined>>;

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new BadSetting(`PORT is "${text}", but has to be a number from 0 to 65535 (0: any free one).`);
  }
  return value;
}

function access(text: string): 'room' | 'open' {
  if (text === 'room' || text === 'open') return text;
  throw new BadSetting(
    `RELAY_ACCESS is "${text}", but has to be "room" (only who proves the room's key) or "open" (anybody).`,
  );
}

/** Megabytes, 2^20 bytes each. */
function megabytes(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text) * 1024 * 1024;
  throw new BadSetting(
    `FILES_MB_PER_DAY is "${text}", but has to be a number of megabytes from 1: what one address may put into the library in a day.`,
  );
}

function yes(name: string, text: string): boolean {
  if (text === '' || text === '0' || text === '1') return text === '1';
  throw new BadSetting(`${name} is "${text}", but has to be 1 or 0.`);
}

/** `https://span.example`, `span.example` or `span.example:8443`, as browsers write it in a URL. */
function audience(text: string): string {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  if (!url || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new BadSetting(
      `PUBLIC_ORIGIN holds "${text}", but has to be origins like https://span.example, separated by commas.`,
    );
  }
  return url.host;
}

function file(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new BadSetting(`${name} is "${path}", but no file can be read there.`);
  }
}

function tls(environment: Environment): Config['tls'] {
  const { TLS_CERT: cert, TLS_KEY: key } = environment;
  if (!cert && !key) return null;
  if (!cert || !key)
    throw new BadSetting('TLS_CERT and TLS_KEY have to be set together, each to a PEM file.');
  return { cert: file('TLS_CERT', cert), key: file('TLS_KEY', key) };
}

/** Reads the settings; unset and empty ones get their defaults. Throws `BadSetting`. */
export function readConfig(environment: Environment): Config {
  const origins = (environment['PUBLIC_ORIGIN'] ?? '').split(',').map((text) => text.trim());
  return {
    port: port(environment['PORT'] || '4321'),
    host: environment['HOST'] || '127.0.0.1',
    dataDir: environment['DATA_DIR'] || './data',
    access: access(environment['RELAY_ACCESS'] || 'room'),
    audiences: new Set(origins.filter((text) => text !== '').map(audience)),
    filesPerDay: environment['FILES_MB_PER_DAY']
      ? megabytes(environment['FILES_MB_PER_DAY'])
      : LIMITS.filesPerDay,
    behindProxy: yes('BEHIND_PROXY', environment['BEHIND_PROXY'] ?? ''),
    tls: tls(environment),
  };
}

/**
 * The hosts a relay without `PUBLIC_ORIGIN` answers to: loopback, and when it listens to more than that also the names
 * and addresses of this machine, so that a laptop can serve a room without being told its own address.
 */
export function localAudiences(host: string, portUsed: number, encrypted: boolean): ReadonlySet<string> {
  const loopback = ['localhost', '127.0.0.1', '[::1]'];
  const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);
  const all = host === '0.0.0.0' || host === '::';
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const more = all
    ? [hostname(), `${hostname()}.local`, ...own.map(({ address }) => bracketed(address))]
    : [bracketed(host)];
  const scheme = encrypted ? 'https' : 'http';
  const hosts = [...loopback, ...more].map((name) => URL.parse(`${scheme}://${name}:${portUsed}`)?.host);
  return new Set(hosts.filter((name) => name !== undefined));
}
