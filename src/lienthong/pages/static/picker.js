// A long list to choose from: filtered as one types, by its own words and, where bodies stand in it, by whatever finds them
// elsewhere: old names, districts, addresses. Ticks are set and cleared together – only what the filter shows – and
// counted; the one of which only one is chosen is named.
(() => {
  "use strict";

  const PAUSE = 200;
  const bare = (words) => words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const has = (text, words) => ` ${bare(text)}`.includes(` ${bare(words)}`);

  // Calls `show(words, ids)` at once, and again when the server knows more by these words than the names say.
  function sift(filter, show) {
    const answers = new Map();
    let waits = 0;

    async function ask(words) {
      if (!answers.has(words)) {
        const answer = await fetch(filter.dataset.finds + encodeURIComponent(words)).catch(() => null);
        answers.set(words, answer?.ok && !answer.redirected ? (await answer.json()).ids : []);
      }
      return answers.get(words);
    }

    filter.addEventListener("input", () => {
      const words = filter.value.trim();
      clearTimeout(waits);
      show(words, new Set(answers.get(words)));
      if (!filter.dataset.finds || words.length < 2) return;
      waits = setTimeout(async () => {
        const ids = await ask(words);
        if (words === filter.value.trim()) show(words, new Set(ids));
      }, PAUSE);
    });
    filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }

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

    function show(words, ids) {
      for (const line of lines) line.hidden = !has(line.dataset.words, words) && !ids.has(box(line).value);
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
    sift(filter, show);
    picker.querySelector(".picker__bar").hidden = false;
    count();
  }

  // What is chosen stays in the list whatever is typed; what alone is found is chosen.
  function equipSelect(bar) {
    const select = document.getElementById(bar.dataset.sieve);
    const options = [...select.options];
    const told = bar.querySelector("[role=status]");

    function show(words, ids) {
      const hits = options.filter((option) => option.value && (has(option.text, words) || ids.has(option.value)));
      const chosen = select.value;
      select.replaceChildren(...options.filter((option) => !option.value || option.value === chosen || hits.includes(option)));
      select.value = hits.length === 1 ? hits[0].value : chosen;
      told.textContent = words ? `${hits.length} nơi khớp` : "";
    }

    sift(bar.querySelector("input"), show);
    bar.hidden = false;
  }

  document.querySelectorAll("[data-picker]").forEach(equip);
  document.querySelectorAll("[data-sieve]").forEach(equipSelect);
})();
