// Signing with one's own device: the server says what is to be signed, the signer on this machine asks the PIN and signs,
// the form brings the signature. The key and the PIN come to neither this page nor the server.
(() => {
  "use strict";

  const form = document.querySelector("form[data-sign]");
  if (!form) return;
  const said = form.querySelector("[data-said]");
  const button = form.querySelector("button");
  const NO_SIGNER =
    "Không gọi được chương trình ký trên máy này. Hãy mở lienthong-signer, cho phép trang này, rồi bấm lại.";

  function say(words, tone) {
    said.textContent = words;
    said.className = tone ? `status status--${tone}` : "small";
    button.disabled = !tone;
  }

  async function read(answer) {
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(body.message || "Máy chủ không trả lời được. Hãy tải lại trang rồi thử lại.");
    return body;
  }

  async function prepared() {
    const body = new URLSearchParams(new FormData(form));
    return read(await fetch(form.dataset.sign, { method: "POST", body, redirect: "error" }));
  }

  async function signed(waiting) {
    let answer;
    try {
      answer = await fetch(`${form.dataset.signer}/ky`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ digests: [waiting.digest], about: [waiting.about] }),
        credentials: "omit",
        referrerPolicy: "origin",
      });
    } catch {
      throw new Error(NO_SIGNER);
    }
    return (await read(answer)).signatures[0];
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      say("Đang chuẩn bị văn bản…");
      const waiting = await prepared();
      say("Hãy nhập mã PIN ở chương trình ký trên máy bạn.");
      form.elements.signature.value = await signed(waiting);
      form.elements.begun.value = waiting.begun;
      say("Đã có chữ ký, đang gửi…");
      form.submit();
    } catch (failed) {
      say(failed.message, "late");
    }
  });
})();
