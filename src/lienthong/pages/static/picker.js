// A long list to choose from: filtered as one types – by a name of today or of before – and ticked with Enter when one is
// left. Ticks are set and cleared together, only what the filter shows, and counted; what is chosen stands above the list
// and is taken away there; the one of which only one is chosen is named.
(() => {
  "use strict";

  const MOST_SHOWN = 40;
  const bare = (words) => words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  function equip(picker) {
    const lines = [...picker.querySelectorAll("[data-words]")];
    const box = (line) => line.querySelector("input");
    const label = (line) => line.querySelector("span").textContent;
    const filter = picker.querySelector("input[type=search]");
    const picked = picker.querySelector("[data-picked]");

    function chip(line) {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "picker__chip";
      button.textContent = `${label(line)} ×`;
      button.setAttribute("aria-label", `Bỏ ${label(line)}`);
      button.addEventListener("click", () => {
        box(line).checked = false;
        filter.focus();
        changed();
      });
      item.append(button);
      return item;
    }

    function count() {
      const chosen = lines.filter((line) => box(line).checked);
      const one = picker.querySelector("[data-chosen]");
      if (one) one.textContent = chosen.length ? label(chosen[0]) : "chưa có";
      else picker.querySelector("[data-count]").textContent = chosen.length;
      if (!picked) return;
      const more = document.createElement("li");
      more.textContent = `và ${chosen.length - MOST_SHOWN} nơi khác`;
      picked.replaceChildren(...chosen.slice(0, MOST_SHOWN).map(chip), ...(chosen.length > MOST_SHOWN ? [more] : []));
      picked.hidden = chosen.length === 0;
    }

    function changed() {
      count();
      filter.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function sieve() {
      const words = bare(filter.value.trim());
      for (const line of lines) line.hidden = !` ${bare(line.dataset.words)}`.includes(` ${words}`);
      for (const group of picker.querySelectorAll(".picker__group")) {
        group.hidden = !group.querySelector("[data-words]:not([hidden])");
      }
      const all = picker.querySelector("[data-narrowed]");
      if (all) all.hidden = words === "";
    }

    function tick(button) {
      for (const line of lines) if (!line.hidden) box(line).checked = button.dataset.tick === "all";
      changed();
    }

    function tickTheOne(event) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const left = lines.filter((line) => !line.hidden);
      if (left.length !== 1) return;
      box(left[0]).checked = true;
      filter.value = "";
      sieve();
      changed();
    }

    for (const button of picker.querySelectorAll("[data-tick]")) button.addEventListener("click", () => tick(button));
    picker.addEventListener("change", count);
    filter.addEventListener("input", sieve);
    filter.addEventListener("keydown", tickTheOne);
    picker.querySelector(".picker__bar").hidden = false;
    count();
  }

  document.querySelectorAll("[data-picker]").forEach(equip);
})();
