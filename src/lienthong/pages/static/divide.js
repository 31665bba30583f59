// The street list: a digit decides the row one stands on, or all that are ticked; X ticks a row, S its street.
(() => {
  "use strict";

  const form = document.querySelector("[data-decide]");
  if (!form) return;
  const bar = form.querySelector("[data-batch]");
  const choice = form.querySelector("[data-part-choice]");
  const boxes = (within) => [...within.querySelectorAll("input[name=id]")];
  const rowHere = () => document.activeElement?.closest("[data-row]");

  function count() {
    if (!bar) return;
    const picked = boxes(form).filter((box) => box.checked).length;
    bar.hidden = picked === 0;
    bar.querySelector("[data-picked]").textContent = picked;
  }

  function tick(list) {
    const all = list.every((box) => box.checked);
    for (const box of list) box.checked = !all;
    count();
  }

  function decide(digit) {
    const button = bar?.querySelector(`[data-key="${digit}"]`);
    const row = rowHere();
    if (!button) return false;
    if (row && !boxes(form).some((box) => box.checked)) boxes(row).forEach((box) => { box.checked = true; });
    if (!boxes(form).some((box) => box.checked)) return false;
    count();
    form.requestSubmit(button);
    return true;
  }

  function answer(key) {
    if (/^[0-9]$/.test(key)) return decide(key);
    const row = rowHere();
    if (!row || !["s", "x"].includes(key)) return false;
    tick(boxes(key === "s" ? row.closest("tbody") : row));
    return true;
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick-street]");
    if (button) tick(boxes(button.closest("tbody")));
  });
  form.addEventListener("change", count);
  choice?.addEventListener("change", () => { form.querySelector("[data-part-button]").value = choice.value; });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    if (!answer(event.key.toLowerCase())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  count();
  const first = form.querySelector("[data-row] [data-open]");
  if (first && !document.querySelector("[data-focus]")) first.focus({ preventScroll: true });
})();
