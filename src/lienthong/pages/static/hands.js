// Rows of a list that can be ticked: how many are, and all of them at once.
(() => {
  "use strict";

  const boxes = [...document.querySelectorAll("[data-pick]")];
  const said = document.querySelector("[data-picked]");
  const label = document.querySelector("[data-pick-all]");
  if (!boxes.length || !said || !label) return;
  const all = label.querySelector("input");
  const invitation = said.textContent;

  function tell() {
    const n = boxes.filter((box) => box.checked).length;
    said.textContent = n ? `Đã chọn ${n}` : invitation;
    all.checked = n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
  }

  label.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  for (const box of boxes) box.addEventListener("change", tell);
  addEventListener("pageshow", tell);
})();
