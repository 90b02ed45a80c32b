// A page that waits for the worker looks every ten seconds whether it is ready. What somebody has typed is never lost.
(() => {
  const waiting = document.querySelector("[data-waiting]");
  if (!waiting) return;
  let typed = false;
  document.addEventListener("input", () => { typed = true; });
  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.querySelector("[data-waiting]")) return;
      clearInterval(timer);
      if (typed) waiting.textContent = waiting.dataset.waiting;
      else location.reload();
    } catch { /* no network: the next look comes by itself */ }
  };
  const timer = setInterval(look, 10000);
})();
