// A long list to choose from: filtered as one types, by its own words and, where bodies stand in it, by whatever finds them
// elsewhere – old names, districts, addresses – and ticked with Enter when one is left. Ticks are set and cleared
// together, only what the filter shows, and counted; what is chosen stands above the list and is taken away there; the one
// of which only one is chosen is named.
(() => {
  "use strict";

  const PAUSE = 200;
  const MOST_SHOWN = 40;
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
    // Typed while this was being fetched.
    if (filter.value) filter.dispatchEvent(new Event("input"));
  }

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

    function show(words, ids) {
      for (const line of lines) line.hidden = !has(line.dataset.words, words) && !ids.has(box(line).value);
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
      changed();
    }

    for (const button of picker.querySelectorAll("[data-tick]")) button.addEventListener("click", () => tick(button));
    picker.addEventListener("change", count);
    sift(filter, show);
    filter.addEventListener("keydown", tickTheOne);
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
