// Fetches the shop window anew every five minutes. When the network is gone, the last page stays and goes on changing.
(() => {
  const every = 5 * 60 * 1000;
  const renew = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok) return;
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
      const old = document.querySelector("main");
      if (fresh && old) old.replaceWith(document.adoptNode(fresh));
    } catch { /* no network: the next try comes by itself */ }
  };
  setInterval(renew, every);
})();
