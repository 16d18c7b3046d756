import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The app loads nothing from elsewhere; `connect-src` is wide because a delegation may name its own relays. */
const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // A PDF of the library, shown by the browser's own viewer: no frame from any server.
  'frame-src blob:',
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const MISSING = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Span</title>
<h1>The relay is running, but the app has not been built.</h1>
<p>Run <code>npm run build</code>, then load this page again. The relay itself needs no app.</p>
</html>
`;

/** Pages the worker must see anew after an update; what Vite names by its content never changes. */
function cacheControl(path: string): string {
  if (path === '/index.html' || path === '/sw.js') return 'no-store';
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function list(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  if (!existsSync(folder)) return files; // not built yet
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(`/${relative(folder, path).split(sep).join('/')}`, path);
  }
  return files;
}

/**
 * Serves the built app. Only files found in the folder beforehand can be named at all, so no path climbs out of it.
 * Everything that looks like a page is the app itself.
 */
export function serveStatic(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  let files = list(folder);
  return (request, response) => {
    const send = (status: number, headers: Record<string, string | number>, body: string): void => {
      response.writeHead(status, { ...HEADERS, 'content-length': Buffer.byteLength(body), ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(405, { ...text, allow: 'GET, HEAD' }, 'Only GET and HEAD.\n');
      return;
    }
    if (!files.has('/index.html')) files = list(folder);
    if (!files.has('/index.html')) {
      send(503, { ...text, 'content-type': 'text/html; charset=utf-8' }, MISSING);
      return;
    }
    const asked = URL.parse(request.url ?? '/', 'http://relay')?.pathname ?? '/';
    const path = files.has(asked) || extname(asked) !== '' ? asked : '/index.html';
    const found = files.get(path);
    if (!found) {
      send(404, text, 'No such file.\n');
      return;
    }
    const stream = createReadStream(found);
    stream.on('error', () => {
      files = list(folder); // built anew under our feet
      if (response.headersSent) response.destroy();
      else send(404, text, 'No such file.\n');
    });
    stream.on('open', () => {
      response.writeHead(200, {
        ...HEADERS,
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': cacheControl(path),
      });
      if (request.method === 'HEAD') {
        stream.destroy();
        response.end();
      } else {
        stream.pipe(response);
      }
    });
    response.on('close', () => stream.destroy());
  };
}
