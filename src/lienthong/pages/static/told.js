// Of officers' forms: what was refused is told beside the form that asked; a file too large is refused before it travels.
(() => {
  "use strict";

  function tell(told) {
    const asked = [...document.forms].find((form) => new URL(form.action).pathname === told.dataset.told);
    if (asked) (asked.closest(".buttons") || asked).before(told);
    for (let box = told.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    told.focus();
  }

  for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
    input.addEventListener("change", () => {
      const large = [...input.files].some((file) => file.size > Number(input.dataset.largest));
      input.setCustomValidity(large ? `Tệp lớn hơn ${Math.floor(input.dataset.largest / 1048576)} MB.` : "");
      input.reportValidity();
    });
  }

  document.querySelectorAll("[data-told]").forEach(tell);
})();
