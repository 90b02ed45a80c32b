// The queue by keyboard: a letter chooses a deed, a digit one of its ready-made texts, Enter sends. Without this file
// every deed is a button. Off while somebody writes; can be switched off (WCAG 2.1.4), which the browser remembers.
(() => {
  const page = document.querySelector("main");
  const help = document.querySelector("[data-keys]");
  if (!page || !help) return;
  const button = help.querySelector("button");
  const store = "machbar-single-keys";
  let on = true;
  try { on = localStorage.getItem(store) !== "off"; } catch { /* no storage: on until the next page */ }

  const show = () => {
    button.firstElementChild.textContent = on ? button.dataset.off : button.dataset.on;
    document.documentElement.classList.toggle("keys", on);
  };
  const writes = (target) =>
    target.isContentEditable || target.matches("textarea, select") ||
    (target.matches("input") && !["radio", "checkbox", "submit", "button"].includes(target.type));
  const put = (radio) => {
    const text = radio.form.querySelector("textarea");
    // Own words stay; only what came from another ready-made text is replaced.
    if (!text || (text.value && text.value !== text.dataset.ready)) return;
    text.value = radio.dataset.text;
    text.dataset.ready = radio.dataset.text;
  };
  const choose = (deed) => {
    if (deed.matches("details")) {
      for (const other of page.querySelectorAll("details[data-key]")) other.open = other === deed;
      deed.querySelector("input:not([type=hidden]), textarea").focus();
    } else {
      deed.focus();
    }
  };

  help.hidden = false;
  show();
  button.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(store, on ? "on" : "off"); } catch { /* as above */ }
    show();
  });
  page.addEventListener("change", (event) => {
    if (event.target.matches("input[data-text]")) put(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat || writes(event.target)) return;
    if (/^[1-9]$/.test(event.key)) {
      const open = page.querySelector("details[data-key][open]");
      const radio = open?.querySelectorAll("input[data-text]")[Number(event.key) - 1];
      if (!radio) return;
      event.preventDefault();
      radio.checked = true;
      radio.focus();
      put(radio);
    } else if (/^[a-z]$/i.test(event.key)) {
      const deed = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
      if (!deed) return;
      event.preventDefault();
      choose(deed);
    }
  });
})();
