// Shows the button that prints the page. Without this file the page prints as any other.
(() => {
  const place = document.querySelector("[data-print]");
  if (!place) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
})();
