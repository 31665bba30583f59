// Signing with one's own device: the server says what is to be signed, the signer on this machine asks the PIN and signs,
// the form brings the signatures: of one letter, or of all that are ticked, with one PIN. The key and the PIN come to
// neither this page nor the server.
(() => {
  "use strict";

  const LONGEST_ABOUT = 200;
  const NO_SIGNER =
    "Không gọi được chương trình ký trên máy này. Hãy mở lienthong-signer, cho phép trang này, rồi bấm lại.";
  const NOTHING_LEFT = "Không có văn bản nào ký được lúc này.";
  const part = document.querySelector("[data-signer]");
  const form = part && part.closest("form");
  if (!form) return;
  const isMany = "signMany" in part.dataset;
  const said = form.querySelector("[data-said]");
  const buttons = [...form.querySelectorAll("button")].filter((button) => button.type === "submit");

  function say(words, tone) {
    said.textContent = words;
    said.className = tone ? `status status--${tone}` : "small";
    for (const button of buttons) button.disabled = !tone;
  }

  async function read(answer) {
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(body.message || "Máy chủ không trả lời được. Hãy tải lại trang rồi thử lại.");
    return body;
  }

  async function prepared(address) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    return read(await fetch(address, { method: "POST", body, redirect: "error" }));
  }

  function tellLeft(subject, words) {
    const list = form.querySelector("[data-left]");
    const line = document.createElement("li");
    line.textContent = `${subject}: ${words}`;
    list.append(line);
    list.hidden = false;
  }

  async function allPrepared() {
    const boxes = [...form.querySelectorAll("input[name=items]:checked")];
    const ready = [];
    form.querySelector("[data-left]").replaceChildren();
    for (const [n, box] of boxes.entries()) {
      say(`Đang chuẩn bị văn bản ${n + 1}/${boxes.length}…`);
      try {
        ready.push({ item: box.value, ...(await prepared(`/viec/${box.value}/ky-so/signature`)) });
      } catch (failed) {
        tellLeft(box.closest("label").textContent.trim(), failed.message);
      }
    }
    if (!ready.length) throw new Error(NOTHING_LEFT);
    return ready;
  }

  async function signatures(waiting) {
    let answer;
    try {
      answer = await fetch(`${part.dataset.signer}/ky`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          digests: waiting.map((one) => one.digest),
          about: waiting.map((one) => one.about.slice(0, LONGEST_ABOUT)),
        }),
        credentials: "omit",
        referrerPolicy: "origin",
      });
    } catch {
      throw new Error(NO_SIGNER);
    }
    return (await read(answer)).signatures;
  }

  function bring(waiting, made) {
    if (!isMany) {
      form.elements.begun.value = waiting[0].begun;
      form.elements.signature.value = made[0];
      return;
    }
    for (const [n, one] of waiting.entries()) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "signed", value: `${one.item} ${one.begun} ${made[n]}` });
      form.append(field);
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      say("Đang chuẩn bị văn bản…");
      const waiting = isMany ? await allPrepared() : [await prepared(form.dataset.sign)];
      say(`Hãy nhập mã PIN ở chương trình ký trên máy bạn${isMany ? ` để ký ${waiting.length} văn bản` : ""}.`);
      const made = await signatures(waiting);
      bring(waiting, made);
      say("Đã có chữ ký, đang gửi…");
      form.submit();
    } catch (failed) {
      say(failed.message, "late");
    }
  });
})();
