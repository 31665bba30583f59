// Nothing typed is lost on an error, a reload or a cut line: kept in this tab only, until the form is accepted.
(() => {
  "use strict";

  const prefix = "form:";
  const shelf = prefix + location.pathname;
  const form = document.querySelector("form[data-keep]");
  const isChoice = (input) => input.type === "checkbox" || input.type === "radio";
  const inputs = () => [...form.elements].filter((input) => input.name && !/hidden|password|file|submit/.test(input.type));

  function keep(sent) {
    const values = inputs().map((input) => [input.name, input.value, input.checked === true]);
    sessionStorage.setItem(shelf, JSON.stringify({ sent, values }));
  }

  function restore() {
    const { values } = JSON.parse(sessionStorage.getItem(shelf) || '{"values":[]}');
    for (const [name, value, checked] of values) {
      for (const input of inputs().filter((other) => other.name === name)) {
        if (!isChoice(input)) input.value = value;
        else if (input.value === value) input.checked = checked;
      }
    }
  }

  // Reaching another page of ours after sending means the form was accepted; a cut line shows the browser's own page.
  function clear() {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(prefix) && name !== shelf && JSON.parse(sessionStorage.getItem(name)).sent) sessionStorage.removeItem(name);
    }
  }

  function locate(box) {
    const [button, words] = [box.querySelector("button"), box.querySelector("[role=status]")];
    box.hidden = false;
    button.addEventListener("click", () => {
      words.textContent = "Đang tìm vị trí…";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.elements.lat.value = coords.latitude.toFixed(6);
          form.elements.lon.value = coords.longitude.toFixed(6);
          words.textContent = `Đã lấy vị trí, sai số khoảng ${Math.round(coords.accuracy)} m.`;
          keep(false);
        },
        () => { words.textContent = "Không lấy được vị trí. Xin chọn phường, xã bên dưới."; },
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
  }

  function watch() {
    let sentAt = -Infinity;
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", (event) => {
      if (event.timeStamp - sentAt < 3000) event.preventDefault();
      else keep(true);
      sentAt = event.timeStamp;
    });
    const box = form.querySelector("[data-locate]");
    if (box && navigator.geolocation) locate(box);
  }

  // A file the server would refuse is refused before it travels.
  for (const input of document.querySelectorAll("input[type=file][data-largest]")) {
    input.addEventListener("change", () => {
      const large = [...input.files].some((file) => file.size > Number(input.dataset.largest));
      input.setCustomValidity(large ? "Tệp lớn hơn mức cho phép ở đây." : "");
      input.reportValidity();
    });
  }

  clear();
  if (form) {
    if (!document.querySelector(".errors")) restore();
    watch();
  }
})();
