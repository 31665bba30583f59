// Writing a letter: the types offered are those of the chosen side, and an empty text begins as the chosen type does. What
// somebody typed is never written over. Without a script all types are offered and the text begins empty.
(() => {
  "use strict";

  const { side, type, body } = document.querySelector("form.sheet")?.elements ?? {};
  if (!side || !type || !body) return;
  const word = document.querySelector('a[href="/van-ban/tu-tep"]');
  const button = document.createElement("button");
  let filled = "", text = "";

  function offer(types) {
    const chosen = type.value;
    type.replaceChildren(...types.map(([code, name]) => new Option(name, code, false, code === chosen)));
    return type.value === chosen;
  }

  function begin() {
    if (body.value.trim() !== filled.trim()) return;
    body.value = filled = text;
    body.rows = Math.min(24, Math.max(6, text.split("\n").length + 1));
  }

  function show() {
    button.hidden = !text || body.value.trim() !== filled.trim() || body.value === text;
    button.textContent = `Điền mẫu «${type.selectedOptions[0].textContent}»`;
  }

  async function ask() {
    const answer = await fetch(`/van-ban/mau?khoi=${encodeURIComponent(side.value)}&loai=${encodeURIComponent(type.value)}`);
    if (!answer.ok) return false;
    const said = await answer.json();
    if (said.types.length && !offer(said.types)) return ask();
    text = said.body;
    return true;
  }

  async function chosen() {
    if (await ask()) begin();
    show();
  }

  button.type = "button";
  button.className = "button button--secondary";
  button.hidden = true;
  button.addEventListener("click", () => { begin(); show(); body.focus(); });
  body.before(button);
  body.addEventListener("input", show);
  side.addEventListener("change", chosen);
  type.addEventListener("change", chosen);
  if (word) word.href += location.search;
  ask().then(show);
})();
