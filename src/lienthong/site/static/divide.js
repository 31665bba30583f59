// The street list: a digit decides the row one stands on, or all that are ticked; S ticks the whole street.
(() => {
  "use strict";

  const form = document.querySelector("[data-decide]");
  if (!form) return;
  const boxes = (within) => [...within.querySelectorAll("input[name=id]")];
  const told = () => form.dispatchEvent(new Event("change", { bubbles: true }));

  function tick(list) {
    const all = list.every((box) => box.checked);
    for (const box of list) box.checked = !all;
    told();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-pick-street]");
    if (button) tick(boxes(button.closest("tbody")));
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    const row = document.activeElement?.closest("[data-row]");
    if (event.key.toLowerCase() === "s" && row) {
      tick(boxes(row.closest("tbody")));
      event.preventDefault();
      return;
    }
    const button = form.querySelector(`[data-batch] [data-key="${CSS.escape(event.key)}"]`);
    if (!button || !/^[1-9]$/.test(event.key)) return;
    const picked = boxes(form).some((box) => box.checked);
    if (!picked && row) boxes(row).forEach((box) => { box.checked = true; });
    if (!boxes(form).some((box) => box.checked)) return;
    told();
    event.preventDefault();
    event.stopImmediatePropagation();
    form.requestSubmit(button);
  }, true);

  const first = form.querySelector("[data-row] [data-open]");
  if (first && !document.querySelector("[data-focus]")) first.focus({ preventScroll: true });
})();
