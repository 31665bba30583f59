// The QR code on a slip carries code and secret behind the «#», which a browser keeps to itself: from there they are put
// into the form and sent as if typed. Without a script they are typed.
(() => {
  "use strict";

  const form = document.querySelector("form[data-lookup]");

  function take() {
    const held = new URLSearchParams(location.hash.slice(1));
    if (!form || !held.get("ma")) return;
    history.replaceState(null, "", location.pathname);
    form.elements.code.value = held.get("ma");
    form.elements.secret.value = held.get("bi-mat") || "";
    if (held.get("bi-mat")) form.requestSubmit();
    else form.elements.secret.focus();
  }

  take();
  addEventListener("hashchange", take);
})();
