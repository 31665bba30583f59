// A link carries its secret behind the #, which no server and no log is told: it is put into the field, and taken out of
// the address.
(() => {
  "use strict";

  const field = document.querySelector("input[name=secret]");
  const secret = location.hash.slice(1);
  if (!field || !/^[0-9A-Za-z_-]{20,100}$/.test(secret)) return;
  field.value = secret;
  history.replaceState(null, "", location.pathname + location.search);
})();
