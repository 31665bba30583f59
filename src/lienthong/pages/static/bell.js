// The number on the bell. Asked after the page is drawn, so that no list of work waits for it; a tab nobody looks at
// asks nothing. Without script the bell is a link.
(() => {
  "use strict";

  const bell = document.querySelector(".bell");
  const count = bell?.querySelector("[data-bell]");
  if (!count) return;

  function show(unread, words) {
    count.textContent = words;
    count.hidden = unread === 0;
    bell.setAttribute("aria-label", unread ? `Thông báo: ${words} chưa đọc` : "Thông báo");
  }

  async function ask() {
    if (document.hidden) return;
    try {
      const answer = await fetch("/thong-bao/so", { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) return;
      const { unread, words } = await answer.json();
      show(unread, words);
    } catch {
      // No line: the number stays as it was.
    }
  }

  if (bell.dataset.unread === undefined) ask();
  else show(Number(bell.dataset.unread), Number(bell.dataset.unread) > 99 ? "99+" : bell.dataset.unread);
  setInterval(ask, 60_000);
  document.addEventListener("visibilitychange", ask);
})();
