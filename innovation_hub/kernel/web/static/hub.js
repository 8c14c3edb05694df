// 小幫手: counts and listens to the keyboard; every page works without it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function count(line) {
  const left = line.dataset.limit - [...document.getElementById(line.dataset.counter).value].length;
  line.textContent = (left < 0 ? line.dataset.past : line.dataset.left).replace("{n}", Math.abs(left));
  line.toggleAttribute("data-over", left < 0);
}

function sum(output) {
  const parts = all(`[data-part="${output.dataset.sum}"]`, output.closest("form")).filter(({ value }) => value !== "");
  output.textContent = parts.length ? parts.reduce((total, { value }) => total + Number(value), 0) : "–";
}

// The sentence that stands for the mark given.
function anchor(line) {
  const mark = line.closest(".score").querySelector("input").value;
  const [from, to] = line.dataset.band.split("–").map(Number);
  line.toggleAttribute("data-here", mark !== "" && Number(mark) >= from && Number(mark) <= (to ?? from));
}

function tally(root) {
  all("[data-counter]", root).forEach(count);
  all("[data-sum]", root).forEach(sum);
  all("[data-band]", root).forEach(anchor);
}

// A changed form is a new request: its key must not be answered with the old answer. A new idea has one key for good.
function changed({ target }) {
  const form = target.form ?? target;
  if (form.elements?.once && !form.hasAttribute("data-own-key")) form.elements.once.value = fresh();
  tally(form);
}

function guard(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.hasAttribute("data-sent")) return event.preventDefault();
  lock(form, true);
  setTimeout(() => lock(form, false), 8000);
}

function lock(form, on) {
  form.toggleAttribute("data-sent", on);
  all("button:not([type=button])", form).forEach((button) => button.setAttribute("aria-disabled", on));
}

const writing = (element) => element.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], dialog, [popover]");

// As Enter in a line does: with the form's first button.
function send(form) {
  form?.requestSubmit(form.querySelector("button:not([type=button])"));
}

// Safari sends the Enter that confirms a character after the composition, with the code of a key it still handles.
const composing = (event) => event.isComposing || event.keyCode === 229;

// Digits are answered from the page: what they filled is sent from there too.
const keyed = (element) => (writing(element) ? null : document.querySelector("form[data-keys]"));

const palette = document.getElementById("palette");

function search() {
  const field = palette.querySelector("input");
  palette.showModal();
  field.select();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Through what was found, up and down; Enter in the field goes to the first of it, when it is what stands there.
function walk(event) {
  const links = all("a", palette), field = palette.querySelector("input");
  const at = links.indexOf(event.target);
  if (event.key === "Enter" && at < 0 && palette.querySelector("[data-words]")?.dataset.words === field.value.trim()) links[0]?.click();
  else if (event.key === "ArrowDown") links[at + 1]?.focus();
  else if (event.key === "ArrowUp") (links[at - 1] ?? field).focus();
  else return;
  event.preventDefault();
}

function key(event) {
  if (composing(event)) return;
  if (palette && event.key === "k" && (event.ctrlKey || event.metaKey)) return event.preventDefault(), search();
  if (palette?.contains(event.target)) return walk(event);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event.target.form ?? keyed(event.target));
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  const rel = document.documentElement.dataset.singleKeys !== "off" && { j: "next", k: "prev" }[event.key];
  const link = rel && document.querySelector(`a[rel~=${rel}]`);
  if (link) location.assign(event.target.closest("#card") ? `${link.href}#card` : link.href);
}

function click(event) {
  const { target } = event;
  if (palette && target.closest?.("[data-palette]") && !event.ctrlKey && !event.metaKey) return event.preventDefault(), search();
  const opener = target.closest?.("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog).showModal();
}

// A list is not read aloud; how many it holds is, when that has changed: the first count of a page is no news.
function tell(line) {
  const place = document.querySelector(line.dataset.counts.split(" ")[0]);
  let known = line.dataset.known;
  new MutationObserver(() => {
    const found = String(document.querySelectorAll(line.dataset.counts).length);
    if (known !== undefined && found !== known) line.textContent = (found === "0" ? line.dataset.none : line.dataset.some).replace("{n}", found);
    known = found;
  }).observe(place, { childList: true, subtree: true });
}

// What lies over the page goes when the focus goes on.
function leave({ target }) {
  const panel = document.querySelector(".panel:popover-open, .menu:popover-open");
  if (panel && !panel.contains(target) && !target.closest?.(`[popovertarget=${panel.id}]`)) panel.hidePopover();
}

// Shortly before the sign-in ends, what warns of it is fetched.
const ends = document.getElementById("sign-in-ends");

function remind() {
  const near = performance.timeOrigin + (ends.dataset.left - 360) * 1000;
  if (Date.now() > near) import(ends.dataset.script).catch(() => setTimeout(remind, 20000));
  else setTimeout(remind, Math.min(60000, near - Date.now() + 1000));
}

all("form[data-resume]").forEach((form) => form.requestSubmit());
all("[data-counts]").forEach(tell);
if (ends) remind();
tally(document);
document.querySelector("[data-focus]")?.focus();
document.addEventListener("input", changed);
document.addEventListener("submit", guard);
document.addEventListener("keydown", key);
document.addEventListener("click", click);
document.addEventListener("focusin", leave);
addEventListener("pageshow", ({ persisted }) => persisted && all("form[data-sent]").forEach((form) => lock(form, false)));
