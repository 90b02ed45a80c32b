// Adds a button beside every text to copy. Without this file the texts are still there to be marked and copied.
(() => {
  const list = document.querySelector("[data-copy]");
  const status = document.getElementById("kopiert");
  if (!list || !navigator.clipboard) return;
  for (const text of list.querySelectorAll("textarea, input")) {
    const button = document.createElement("button");
    const label = document.createElement("span");
    const words = text.labels[0].textContent;
    label.className = "kern-label";
    label.textContent = list.dataset.copy;
    button.type = "button";
    button.className = "kern-btn kern-btn--secondary";
    button.setAttribute("aria-label", `${list.dataset.copy}: ${words}`);
    button.append(label);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.value);
      label.textContent = list.dataset.copied;
      status.textContent = `${list.dataset.copied}: ${words}`;
      setTimeout(() => { label.textContent = list.dataset.copy; }, 2000);
    });
    text.after(button);
  }
})();
