// A page that tells of work under way is drawn again after a while, as long as it is looked at.
(() => {
  "use strict";

  const SECONDS = 4;
  if (!document.querySelector("[data-under-way]")) return;
  setInterval(() => {
    if (!document.hidden) location.reload();
  }, SECONDS * 1000);
})();
