// 登入期限: five minutes before a sign-in ends a dialog says so, and one button makes it last longer.

const WARN = 5 * 60000, LOOK = 10000;
const dialog = document.getElementById("sign-in-ends");
const words = dialog.querySelector("[data-words]");
const button = dialog.querySelector("[data-extend]");
const key = `signed-in-until:${document.documentElement.dataset.me}`;
const csrf = document.querySelector('meta[name="csrf-token"]').content;
let end = performance.timeOrigin + dialog.dataset.left * 1000, warned = false;

function look() {
  end = Math.max(end, Number(localStorage.getItem(key)));  // another window may have made it longer
  const left = end - Date.now();
  if (left > WARN) return later();
  if (left <= 0) return ended();
  if (!warned) open(words.dataset.soon.replace("{minutes}", Math.ceil(left / 60000)));
  warned = true;
}

function later() {
  if (warned && dialog.open) dialog.close();
  warned = false;
}

function ended() {
  clearInterval(timer);
  button.hidden = true;
  open(words.dataset.ended);
}

function open(sentence) {
  words.textContent = sentence;
  if (!dialog.open) dialog.showModal();
}

async function extend() {
  const headers = { "X-CSRFToken": csrf, Accept: "application/json" };
  const answer = await fetch(button.dataset.extend, { method: "POST", headers, redirect: "manual" }).catch(() => null);
  if (answer?.ok) return extended(await answer.json());
  if (answer?.type === "opaqueredirect" || answer?.status === 401) return ended();
  open(answer?.status === 409 ? (await answer.json()).detail : words.dataset.offline);
}

function extended({ left }) {
  localStorage.setItem(key, Date.now() + left * 1000);
  document.querySelector("[data-extended]").textContent = dialog.dataset.done;
  dialog.close();
  look();
}

button.addEventListener("click", extend);
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
document.addEventListener("visibilitychange", look);
const timer = setInterval(look, LOOK);
look();
