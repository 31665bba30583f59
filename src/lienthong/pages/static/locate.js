// «Where I stand» fills the fields lat and lon of its form.
(() => {
  "use strict";

  const box = document.querySelector("[data-locate]");
  if (!box || !navigator.geolocation) return;
  const [form, button, words] = [box.closest("form"), box.querySelector("button"), box.querySelector("[role=status]")];
  box.hidden = false;
  button.addEventListener("click", () => {
    words.textContent = "Đang tìm vị trí…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(6);
        form.elements.lon.value = coords.longitude.toFixed(6);
        words.textContent = `Đã lấy vị trí, sai số khoảng ${Math.round(coords.accuracy)} m.`;
        form.elements.lat.dispatchEvent(new Event("input", { bubbles: true }));
      },
      () => { words.textContent = box.dataset.otherwise || "Không lấy được vị trí. Xin chọn phường, xã bên dưới."; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
})();
