// Keeps what is typed in this tab until the house has answered: a lost connection, a closed lid or a wrong link loses
// nothing. Nothing leaves the device; what is kept goes when an answer came, on request, or after two hours.
(() => {
  const script = document.currentScript;
  const MARK = "machbar:entwurf:";
  const MINUTE = 60 * 1000;
  const LONGEST = draft => (draft.isDone ? 10 : 120) * MINUTE;
  let box;
  try { box = window.sessionStorage; box.getItem(MARK); } catch { return; }

  const typed = form => [...form.elements].filter(each => each.name && each.name !== "csrfmiddlewaretoken"
    && !/^(button|submit|reset|image|file|password|fieldset|output|object)$/.test(each.type));
  const state = each => /^(checkbox|radio)$/.test(each.type) ? each.checked : each.value;
  const forms = [...document.forms].filter(form => form.method === "post"
    && form.querySelector("textarea, input[name$=form_key]") && !form.querySelector("[type=password]"));
  const nameOf = form => {
    const alike = forms.filter(each => each.action === form.action);
    return `${MARK}${location.pathname} ${new URL(form.action).pathname} ${alike.indexOf(form)}`;
  };
  const write = (name, draft) => { try { box.setItem(name, JSON.stringify(draft)); } catch { /* full or refused */ } };
  const read = name => { try { return JSON.parse(box.getItem(name)); } catch { return null; } };

  // The house says which form it has taken, by its key.
  const cookie = document.cookie.match(/(?:^|; )((?:__Host-)?angekommen)=([0-9a-f]{32})/);
  const taken = cookie?.[2];
  if (cookie) document.cookie = `${cookie[1]}=; Max-Age=0; Path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
  const isTaken = draft => taken && draft.fields.some(([name, value]) => name.endsWith("form_key") && `${value}`.startsWith(`${taken}:`));

  // An answer of the house that followed a form: what had been sent has arrived, unless the page says it was refused.
  const visit = performance.getEntriesByType("navigation")[0];
  const hasArrived = !("refused" in script.dataset) && visit && visit.type === "navigate" && document.referrer.startsWith(`${location.origin}/`);
  for (const name of Object.keys(box).filter(each => each.startsWith(MARK))) {
    const draft = read(name);
    if (!draft || Date.now() - draft.at > LONGEST(draft)) box.removeItem(name);
    else if (isTaken(draft) || (draft.isSent && hasArrived)) write(name, { ...draft, isSent: false, isDone: true });
    else if (draft.isSent) write(name, { ...draft, isSent: false, isLost: true });
  }

  function keep(form, isSent) {
    const fields = typed(form).map(each => [each.name, state(each)]);
    write(nameOf(form), { at: Date.now(), isSent, fields });
  }

  const fits = (fields, draft) => fields.length === draft.fields.length
    && fields.every((each, at) => each.name === draft.fields[at][0]);
  const differs = (fields, draft) => fields.some((each, at) => each.type !== "hidden" && state(each) !== draft.fields[at][1]);

  // The way back to a form that was answered, and the same text once more: it is the same form, with the same key.
  function sendAsBefore(form) {
    const draft = read(nameOf(form));
    const fields = typed(form);
    if (!draft || !draft.isDone || visit?.type !== "back_forward" || !fits(fields, draft) || differs(fields, draft)) return;
    fields.forEach((each, at) => { if (each.type === "hidden") each.value = draft.fields[at][1]; });
  }

  function restore(form) {
    const draft = read(nameOf(form));
    const fields = typed(form);
    if (!draft || draft.isDone || !fits(fields, draft)) return;
    const isOther = differs(fields, draft);
    if (!isOther && !draft.isLost) return;
    const before = fields.map(state);
    const fill = values => fields.forEach((each, at) => {
      if (/^(checkbox|radio)$/.test(each.type)) each.checked = values[at]; else each.value = values[at];
    });
    fill(draft.fields.map(field => field[1]));
    if (isOther) say(form, () => { fill(before); box.removeItem(nameOf(form)); });
  }

  function say(form, forget) {
    const note = document.createElement("div");
    const words = document.createElement("p");
    const button = document.createElement("button");
    const label = document.createElement("span");
    note.className = "wenn row row--ends";
    note.setAttribute("role", "status");
    words.textContent = script.dataset.kept;
    words.className = "flush";
    button.type = "button";
    button.className = "kern-btn kern-btn--secondary";
    label.className = "kern-label";
    label.textContent = script.dataset.discard;
    button.append(label);
    button.addEventListener("click", () => { forget(); note.remove(); });
    note.append(words, button);
    form.before(note);
  }

  // The sign-in says that the text of the page it leads back to is still here.
  for (const note of document.querySelectorAll("[data-waits-for]")) {
    const path = new URL(note.dataset.waitsFor, location.origin).pathname;
    note.hidden = !Object.keys(box).some(name => name.startsWith(`${MARK}${path} `) && !read(name)?.isDone);
  }

  const waiting = new Map();
  for (const form of forms) {
    restore(form);
    form.addEventListener("input", () => {
      clearTimeout(waiting.get(form));
      waiting.set(form, setTimeout(() => keep(form, false), 250));
    });
    form.addEventListener("submit", () => {
      clearTimeout(waiting.get(form));
      sendAsBefore(form);
      keep(form, true);
    });
  }
  addEventListener("pagehide", () => {
    for (const [form, timer] of waiting) {
      const draft = read(nameOf(form));
      clearTimeout(timer);
      if (!draft?.isSent) keep(form, false);
    }
  });
})();
