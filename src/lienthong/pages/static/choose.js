// Choosing communes: a touch on the drawing ticks the list, a tick colours the drawing; the list is filtered as one types.
(() => {
  "use strict";

  const form = document.querySelector("[data-choose]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("input[name=pick]")];
  const byValue = new Map(boxes.map((box) => [box.value, box]));
  const shapes = [...form.querySelectorAll("[data-pick]")];
  const filter = form.querySelector("[data-filter]");
  const bare = (words) => words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  function show() {
    for (const shape of shapes) shape.classList.toggle("choose__shape--on", byValue.get(shape.dataset.pick)?.checked === true);
    const picked = boxes.filter((box) => box.checked).length;
    form.querySelector("[data-count]").textContent = picked;
    form.querySelector("[data-count-words]").textContent = "đơn vị đã chọn";
  }

  function sieve() {
    const words = bare(filter.querySelector("input").value.trim());
    for (const group of form.querySelectorAll("[data-group]")) {
      const lines = [...group.querySelectorAll("[data-words]")];
      for (const line of lines) line.hidden = !bare(line.dataset.words).includes(words) && !line.querySelector("input").checked;
      group.hidden = lines.every((line) => line.hidden);
      group.open = words !== "" && !group.hidden;
    }
  }

  for (const shape of shapes) {
    shape.addEventListener("click", () => {
      const box = byValue.get(shape.dataset.pick);
      if (!box) return;
      box.checked = !box.checked;
      box.closest("details").open = true;
      show();
    });
  }
  form.addEventListener("change", show);
  filter.hidden = false;
  filter.addEventListener("input", sieve);
  filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  show();
})();
