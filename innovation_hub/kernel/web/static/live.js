// 看板: asks every quarter of a minute whether something has moved, and changes only that: what a person has opened stays open.

const POLL = 15000;
const region = document.querySelector("[data-poll]");
const line = document.querySelector("[data-updated]");
const button = document.querySelector("[data-pause]");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: "Asia/Taipei" });
let etag = region.dataset.etag, paused = false;

const parts = (node) => [...node.childNodes].filter((one) => one.nodeType !== Node.TEXT_NODE || one.data.trim());
const keyOf = (node) => node?.dataset?.key;

// Makes `old` say what `fresh` says, in place: the focus, the opened parts and the reader's place stay.
function morph(old, fresh) {
  if (fresh.nodeName === "DETAILS") fresh.open = old.open;
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName) return old.replaceWith(fresh);
  if (old.nodeType !== Node.ELEMENT_NODE) return void (old.data = fresh.data);
  old.getAttributeNames().filter((name) => !fresh.hasAttribute(name)).forEach((name) => old.removeAttribute(name));
  fresh.getAttributeNames().forEach((name) => old.setAttribute(name, fresh.getAttribute(name)));
  inside(old, parts(fresh));
}

// Parts with a key are matched by it, the others by their place.
function inside(old, fresh) {
  fresh.forEach((one, at) => {
    const known = keyOf(one) && parts(old).slice(at).some((there) => keyOf(there) === keyOf(one));
    while (known && keyOf(parts(old)[at]) !== keyOf(one)) parts(old)[at].remove();
    const here = parts(old)[at];
    if (here && keyOf(here) === keyOf(one)) morph(here, one);
    else old.insertBefore(one, here ?? null);
  });
  parts(old).slice(fresh.length).forEach((one) => one.remove());
}

async function look() {
  if (document.hidden || paused) return;
  const headers = { "HX-Request": "true", "If-None-Match": etag };
  const answer = await fetch(region.dataset.poll, { headers, redirect: "manual", cache: "no-store" }).catch(() => null);
  if (answer?.ok) show(await answer.text(), answer.headers.get("ETag"));
  else if (answer && answer.status !== 304 && answer.status < 500) clearInterval(timer);
}

function show(html, mark) {
  if (paused) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  inside(region, parts(fresh.content));
  globalThis.htmx?.process(region);
  etag = mark;
  line.textContent = line.dataset.updated.replace("{time}", clock.format(new Date()));
}

function pause() {
  paused = !paused;
  button.textContent = paused ? button.dataset.resume : button.dataset.pause;
  look();
}

const timer = setInterval(look, POLL);
document.addEventListener("visibilitychange", look);
button.addEventListener("click", pause);
button.hidden = false;
