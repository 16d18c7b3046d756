import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveStatic } from '../../server/static.ts';
import { newFolder, removeFolder } from './relays.ts';

const folder = newFolder();
const dist = join(folder, 'dist');
let server: Server;
beforeAll(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist-secret.txt'), 'secret');
  writeFileSync(join(dist, 'index.html'), '<title>Span</title>');
  writeFileSync(join(dist, 'sw.js'), 'worker');
  writeFileSync(join(dist, 'assets', 'app-1a2b.js'), 'app');
  server = createServer(serveStatic(dist));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  removeFolder(folder);
});

interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** As `fetch` would not: the path goes out as it is. */
function get(path: string, method = 'GET'): Promise<Page> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the app as the relay serves it', () => {
  it('is the page for everything that looks like one', async () => {
    for (const path of ['/', '/index.html', '/w/abc/plan', '/anything?query']) {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(page.body).toBe('<title>Span</title>');
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    }
  });

  it.each([
    '/../secret.txt',
    '/../../../../../../etc/passwd',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/..\\..\\secret.txt',
    '/..;/secret.txt',
    '//secret.txt',
    '/./../secret.txt',
    '/assets/%00../secret.txt',
    '/../dist-secret.txt',
    'http://relay/../secret.txt',
    'file:///etc/passwd',
  ])('never leaves its folder: %s', async (path) => {
    const page = await get(path);
    expect(page.body).not.toContain('secret');
    expect(page.body).not.toContain('root:');
    expect([200, 404]).toContain(page.status);
    if (page.status === 200) expect(page.body).toBe('<title>Span</title>');
  });

  it('loads nothing from elsewhere, and is sniffed and framed by nobody', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it('is seen anew after an update, and what is named by its content is kept', async () => {
    expect((await get('/')).headers['cache-control']).toBe('no-store');
    expect((await get('/sw.js')).headers['cache-control']).toBe('no-store');
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
  });

  it('answers a missing file with 404 and other methods with 405', async () => {
    expect((await get('/assets/gone.js')).status).toBe(404);
    expect((await get('/', 'POST')).status).toBe(405);
    const head = await get('/', 'HEAD');
    expect([head.status, head.body]).toEqual([200, '']);
  });

  it('says that it has not been built when it has not', async () => {
    const empty = createServer(serveStatic(join(folder, 'nothing')));
    await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
    const { port } = empty.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
    await new Promise((resolve) => empty.close(resolve));
  });
});
