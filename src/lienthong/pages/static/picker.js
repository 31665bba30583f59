// A long list to choose from: filtered as one types. Ticks are set and cleared together – only what the filter shows –
// and counted; the one of which only one is chosen is named.
(() => {
  "use strict";

  const bare = (words) => words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  function equip(picker) {
    const lines = [...picker.querySelectorAll("[data-words]")];
    const box = (line) => line.querySelector("input");
    const filter = picker.querySelector("input[type=search]");

    function count() {
      const chosen = lines.filter((line) => box(line).checked);
      const one = picker.querySelector("[data-chosen]");
      if (one) one.textContent = chosen.length ? chosen[0].dataset.words : "chưa có";
      else picker.querySelector("[data-count]").textContent = chosen.length;
    }

    function sieve() {
      const words = bare(filter.value.trim());
      for (const line of lines) line.hidden = !` ${bare(line.dataset.words)}`.includes(` ${words}`);
      for (const group of picker.querySelectorAll(".picker__group")) {
        group.hidden = !group.querySelector("[data-words]:not([hidden])");
      }
    }

    function tick(button) {
      for (const line of lines) if (!line.hidden) box(line).checked = button.dataset.tick === "all";
      count();
      filter.dispatchEvent(new Event("input", { bubbles: true }));
    }

    for (const button of picker.querySelectorAll("[data-tick]")) button.addEventListener("click", () => tick(button));
    picker.addEventListener("change", count);
    filter.addEventListener("input", sieve);
    filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    picker.querySelector(".picker__bar").hidden = false;
    count();
  }

  document.querySelectorAll("[data-picker]").forEach(equip);
})();
