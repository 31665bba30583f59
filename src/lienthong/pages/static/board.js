// The board's own watch: a clock with both dates, and a word within five seconds when the feed stands still.
(() => {
  "use strict";

  const STILL_AFTER = 5000;
  const board = document.getElementById("board");
  const frozen = document.getElementById("frozen");
  const clock = document.querySelector(".clock");
  const began = performance.now();
  const start = { real: Number(clock.dataset.real), world: Number(clock.dataset.world) };
  const zone = { timeZone: "Asia/Ho_Chi_Minh" };
  const time = new Intl.DateTimeFormat("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
  const day = new Intl.DateTimeFormat("vi-VN", { ...zone, weekday: "long", day: "numeric", month: "numeric", year: "numeric" });
  let seen = performance.now();

  // The machine on the wall may have a wrong clock: only the server's time is shown, carried on by a steady counter.
  const at = (which) => new Date(start[which] + performance.now() - began);

  function tick() {
    for (const which of ["real", "world"]) {
      const face = document.querySelector(`[data-clock=${which}]`);
      if (!face) continue;
      face.textContent = time.format(at(which));
      document.querySelector(`[data-day=${which}]`).textContent = day.format(at(which)).replace(",", "");
    }
    const stale = document.getElementById("board-data")?.dataset.frozen === "yes";
    const still = performance.now() - seen > STILL_AFTER;
    if (frozen.hidden === (still || stale)) tell(still || stale, stale);
  }

  function tell(standing, stale) {
    frozen.hidden = !standing;
    board.classList.toggle("board__body--still", standing);
    if (!standing) return;
    const asOf = Number(document.getElementById("board-data")?.dataset.asOf || 0);
    const since = stale && asOf ? new Date(asOf) : new Date(start.real + seen - began);
    frozen.querySelector("[data-since]").textContent = time.format(since);
  }

  document.body.addEventListener("htmx:afterSwap", () => { seen = performance.now(); });
  setInterval(tick, 500);
  tick();
})();
