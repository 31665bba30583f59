// A certificate is taken from a file of this machine, or from the signer beside the browser, into the field it is sent in.
(() => {
  "use strict";

  const part = document.querySelector("[data-take]");
  const field = document.querySelector("textarea[name=certificate]");
  if (!part || !field) return;
  const NO_SIGNER =
    "Không gọi được chương trình ký trên máy này. Hãy mở lienthong-signer, cho phép trang này, rồi bấm lại.";
  const said = part.querySelector("[data-said]");

  function say(words, tone) {
    said.textContent = words;
    said.className = tone ? `status status--${tone}` : "small";
  }

  function armoured(base64) {
    const lines = base64.match(/.{1,64}/g) || [];
    return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
  }

  async function ofFile(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder("latin1").decode(bytes);
    if (text.includes("-----BEGIN")) return text;
    return armoured(btoa(String.fromCharCode(...bytes.subarray(0, 15000))));
  }

  async function ofDevice() {
    const answer = await fetch(`${part.dataset.take}/chung-thu`, { credentials: "omit", referrerPolicy: "origin" });
    const { certificate } = await answer.json();
    if (!answer.ok) throw new Error();
    if (!certificate) throw new Error("Chương trình ký chưa mở tệp chứng thư. Hãy chọn tệp chứng thư ở trên.");
    return armoured(certificate);
  }

  part.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    field.value = await ofFile(file);
    say("Đã lấy từ tệp. Hãy xem lại rồi bấm Đăng ký.");
  });
  part.querySelector("button").addEventListener("click", async () => {
    say("Đang hỏi chương trình ký…");
    try {
      field.value = await ofDevice();
      say("Đã lấy từ thiết bị. Hãy xem lại rồi bấm Đăng ký.");
    } catch (failed) {
      say(failed instanceof TypeError || !failed.message ? NO_SIGNER : failed.message, "late");
    }
  });
  part.hidden = false;
})();
