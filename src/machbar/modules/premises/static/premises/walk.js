// The walkers' page without a connection: each tick is kept on the phone (house, look, time; nothing else) until the
// server has it. Without this file every button is sent as a form.
(() => {
  const form = document.querySelector("[data-walk]");
  if (!form || !("indexedDB" in window)) return;
  const { walk, sync, worker, texts } = form.dataset;
  const words = JSON.parse(texts);
  const line = document.getElementById("stand");
  const ROUND = IDBKeyRange.bound([walk, ""], [walk, "\uffff"]);
  let sending = false;
  let again = false;
  let ended = false;

  // --- what is kept on the phone -----------------------------------------------------------------
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open("rundgang", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("ticks", { keyPath: ["walk", "house"] });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function store(mode, deed) {
    const transaction = (await opened).transaction("ticks", mode);
    const request = deed(transaction.objectStore("ticks"));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  const waiting = () => store("readonly", ticks => ticks.getAll(ROUND));
  const forget = () => store("readwrite", ticks => ticks.delete(ROUND));

  // Only what is still as it was sent goes: a later tick for the same house stays.
  async function settle(sent) {
    const transaction = (await opened).transaction("ticks", "readwrite");
    const ticks = transaction.objectStore("ticks");
    for (const each of sent) {
      const request = ticks.get([walk, each.house]);
      request.onsuccess = () => {
        if (request.result && request.result.at === each.at) ticks.delete([walk, each.house]);
      };
    }
    return new Promise(resolve => { transaction.oncomplete = resolve; });
  }

  // --- what is seen --------------------------------------------------------------------------------
  function press(house, seen) {
    for (const button of form.querySelectorAll(`[data-house="${CSS.escape(house)}"]`)) {
      button.setAttribute("aria-pressed", String(button.dataset.seen === seen));
    }
  }

  async function say() {
    const count = (await waiting()).length;
    const done = new Set([...form.querySelectorAll("[aria-pressed=true]")].map(each => each.dataset.house)).size;
    document.getElementById("gesehen").textContent = String(done);
    line.textContent = count ? words.waiting.replace("#", String(count)) : words.sent;
    line.dataset.waiting = String(count);
  }

  // --- sending ---------------------------------------------------------------------------------------
  async function send() {
    if (ended) return;
    if (sending) { again = true; return; }
    sending = true;
    again = false;
    try {
      for (let sent = await waiting(); sent.length; sent = await waiting()) {
        const answer = await fetch(sync, {
          method: "POST",
          credentials: "same-origin",
          headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
          body: JSON.stringify({ ticks: sent.map(({ house, seen, at }) => ({ house, seen, at })) }),
        });
        if (answer.status === 404) return await over();
        if (!answer.ok) return;
        const found = await answer.json();
        await settle(sent);
        for (const [house, seen] of Object.entries(found.seen)) press(house, seen);
        for (const { house, seen } of await waiting()) press(house, seen);
      }
    } catch { /* no connection: the ticks stay */
    } finally {
      sending = false;
      if (!ended) await say();
      // The connection may have come back while the last try was still failing.
      if (again) send();
    }
  }

  async function over() {
    ended = true;
    await forget();
    if ("caches" in window) await caches.delete("rundgang");
    for (const each of await navigator.serviceWorker?.getRegistrations() ?? []) await each.unregister();
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    line.dataset.waiting = "0";
    line.textContent = words.over;
  }

  form.addEventListener("submit", async event => {
    const button = event.submitter;
    if (!button || !button.dataset.house) return;
    event.preventDefault();
    const { house, seen } = button.dataset;
    press(house, seen);
    await store("readwrite", ticks => ticks.put({ walk, house, seen, at: new Date().toISOString() }));
    await say();
    await send();
  });
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(() => { if (Number(line.dataset.waiting) && navigator.onLine) send(); }, 15000);

  // --- the page itself -------------------------------------------------------------------------------
  async function keepPage() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(worker);
    const ready = (await navigator.serviceWorker.ready).active;
    const loaded = performance.getEntriesByType("resource").map(each => each.name);
    const named = [...document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon], script[src]")]
      .map(each => each.href || each.src);
    const keep = [...new Set([location.href.split("#")[0], ...named, ...loaded])]
      .filter(address => address.startsWith(location.origin) && !address.endsWith(sync));
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { form.dataset.kept = "yes"; };
    ready.postMessage({ keep }, [channel.port2]);
  }

  (async () => {
    for (const { house, seen } of await waiting()) press(house, seen);
    await say();
    await send();
    await keepPage().catch(() => { /* without a background script the ticks still wait on the phone */ });
  })();
})();
