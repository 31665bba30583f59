// One keystroke answers: j/k move, Enter opens, a button's letter presses it, / searches, ? shows the keys.
// Vietnamese is typed by composing letters: a key that belongs to a composition or to an input is never ours.
(() => {
  "use strict";

  const typing = (event) =>
    event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey ||
    event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  const rows = () => [...document.querySelectorAll("[data-row]")];
  const here = (list) => list.findIndex((row) => row.contains(document.activeElement));

  function move(step) {
    const list = rows();
    if (!list.length) return false;
    const at = here(list);
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1);
    list[next].querySelector("[data-open]").focus();
    list[next].scrollIntoView({ block: "nearest" });
    return true;
  }

  function tick() {
    const box = rows().find((row) => row.contains(document.activeElement))?.querySelector("[data-pick]");
    if (box) box.click();
    return !!box;
  }

  function press(letter) {
    const target = [...document.querySelectorAll("[data-key]")]
      .find((button) => button.dataset.key === letter && !button.disabled && button.offsetParent);
    if (!target) return false;
    target.click();
    return true;
  }

  function follow(href) {
    const link = document.querySelector(`.nav a[href="${href}"]`);
    if (!link) return false;
    link.click();
    return true;
  }

  function search() {
    const box = document.querySelector("input[type=search]");
    if (box) {
      box.focus();
      box.select();
      return true;
    }
    return follow("/tim-kiem");
  }

  function answer(key) {
    if (key === "?") {
      document.getElementById("shortcuts")?.showModal();
      return true;
    }
    if (key === "/") return search();
    const letter = key.toLowerCase();
    if (press(letter)) return true;
    if (letter === "j") return move(1);
    if (letter === "k") return move(-1);
    if (letter === "x") return tick();
    if (letter === "g") return follow("/viec-cho-toi");
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.repeat && !"jk".includes(event.key) || typing(event)) return;
    if (document.querySelector("dialog[open]")) return;
    if (answer(event.key)) event.preventDefault();
  });

  document.querySelector("[data-focus]")?.focus();
})();
