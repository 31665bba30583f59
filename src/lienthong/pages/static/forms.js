// Nothing typed is lost on an error, a reload, a cut line or a session that ended: kept in this tab only, for the person
// who typed it, until the form is accepted. Neither passwords nor secrets are kept.
(() => {
  "use strict";

  const PREFIX = "form:";
  const SENT_TWICE_MS = 3000;
  const { who = "", unsettled } = document.body.dataset;
  const address = location.pathname + location.search;
  const refused = unsettled !== undefined || document.querySelector(".errors") !== null;
  const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";

  const isChoice = (input) => input.type === "checkbox" || input.type === "radio";
  const isTyped = (input) => input.name && input.name !== "secret" && !/hidden|password|file|submit|button/.test(input.type);
  const inputs = (form) => [...form.elements].filter(isTyped);
  const shelf = (form) => `${PREFIX}${address} ${form.getAttribute("action") || ""}`;
  const shelves = () => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX));
  const read = (name) => JSON.parse(sessionStorage.getItem(name));
  const write = (name, kept) => sessionStorage.setItem(name, JSON.stringify(kept));

  function keep(form, sent) {
    write(shelf(form), { who, sent, values: inputs(form).map((input) => [input.name, input.value, input.checked === true]) });
  }

  // A page of ours reached after sending means the form was accepted – unless it is the login, an error or a refusal.
  function settle() {
    for (const name of shelves()) {
      const kept = read(name);
      if (who && kept.who && kept.who !== who) sessionStorage.removeItem(name);
      else if (kept.sent && refused) write(name, { ...kept, sent: false });
      else if (kept.sent && arrived) sessionStorage.removeItem(name);
    }
  }

  function restore(form) {
    const kept = sessionStorage.getItem(shelf(form));
    if (!kept || form.querySelector(".field__error")) return;
    let changed = false;
    for (const [name, value, checked] of JSON.parse(kept).values) {
      for (const input of inputs(form).filter((other) => other.name === name)) {
        if (isChoice(input) ? input.value !== value || input.checked === checked : input.value === value) continue;
        if (isChoice(input)) input.checked = checked;
        else input.value = value;
        input.dispatchEvent(new Event("change", { bubbles: true }));
        changed = true;
      }
    }
    if (changed) say(form);
  }

  function say(form) {
    const words = document.createElement("p");
    words.className = "field__help";
    words.setAttribute("role", "status");
    words.textContent = "Đã đặt lại nội dung bạn nhập dở.";
    form.prepend(words);
    for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  function watch(form) {
    let sentAt = -Infinity;
    form.addEventListener("input", () => keep(form, false));
    form.addEventListener("submit", (event) => {
      if (event.timeStamp - sentAt < SENT_TWICE_MS) event.preventDefault();
      else keep(form, true);
      sentAt = event.timeStamp;
    });
  }

  // What filters a long list is fetched when somebody turns to it.
  function fetchLater({ currentTarget: { dataset: { later: src } } }) {
    if (!document.head.querySelector(`[src="${src}"]`)) document.head.append(Object.assign(document.createElement("script"), { src }));
  }

  for (const list of document.querySelectorAll("[data-later]")) {
    list.hidden = false;
    list.addEventListener("focusin", fetchLater);
  }
  settle();
  for (const form of document.querySelectorAll("form[method=post]:not([data-forget])")) {
    if (!inputs(form).length) continue;
    restore(form);
    watch(form);
  }
  document.querySelector("form[data-leaves]")?.addEventListener("submit", () => shelves().forEach((name) => sessionStorage.removeItem(name)));
})();
