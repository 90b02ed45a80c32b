// Keeps the walkers' page and what it needs for when there is no connection. It sees addresses below /rundgang/ only.
// What it keeps are the streets, the house numbers and the ticks that stand on the page; the page clears it at the end.
const CACHE = "rundgang";
const WAIT = 4000; // a line that is nearly dead counts as dead

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("message", event => {
  if (!event.data || !Array.isArray(event.data.keep)) return;
  event.waitUntil(keep(event.data.keep).then(() => event.ports[0] && event.ports[0].postMessage("kept")));
});

self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(addresses.map(async address => {
    try {
      const found = await fetch(address, { credentials: "same-origin" });
      if (found.ok) await cache.put(address, found);
    } catch { /* the next visit tries again */ }
  }));
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  const wait = kept ? WAIT : 60000;
  try {
    const found = await fetch(request, { signal: AbortSignal.timeout(wait) });
    if (found.ok && (kept || request.mode === "navigate")) await cache.put(request, found.clone());
    if ((found.status === 404 || found.status === 410) && kept) await cache.delete(request);
    return found;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
