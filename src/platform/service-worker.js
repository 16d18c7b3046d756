// Opens the app offline. The build replaces the two placeholders (scripts/service-worker.ts).
/* global __FILES__ */
const FILES = __FILES__;
const CACHE = 'span-__VERSION__';

self.addEventListener('install', (event) => {
  // No skipWaiting: a page in a live meeting changes over only when its user says so.
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })))),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then(async (names) => {
      // Oldest first. The version before is kept: another window may still run it, and fetch a page of it only now.
      const old = names.filter((name) => name.startsWith('span-') && name !== CACHE).slice(0, -1);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    }),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'skipWaiting') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  // What the relay says of itself must never come from a cache.
  if (['/healthz', '/metrics'].includes(url.pathname) || url.pathname.startsWith('/relay/')) return;
  const wanted = request.mode === 'navigate' ? '/' : request;
  event.respondWith(
    caches.open(CACHE).then(
      async (cache) =>
        (await cache.match(wanted, { ignoreVary: true })) ??
        // Files are named by their content: one of an older version is found by its name in that version's cache.
        (await caches.match(request, { ignoreVary: true })) ??
        fetch(request),
    ),
  );
});
