// 小幫手: counts, polls and listens to the keyboard; every page works without it.

const POLL = 15000;
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

// 1–5 answer the first open question of the card: so many fifths of its points, or the option of that number.
const questions = () => all("form[data-keys] :is([data-part=score], fieldset)");
const open = (question) => (question.matches("fieldset") ? !question.querySelector(":checked") : question.value === "");
const answered = [];

function answer(digit) {
  const question = questions().find(open);
  if (!question) return;
  const option = question.matches("fieldset") ? all("input", question)[digit - 1] : question;
  if (!option || option.disabled) return;
  if (option === question) question.value = Math.round((question.max * digit) / 5);
  else option.checked = true;
  answered.push(question);
  told(option);
}

function unanswer() {
  const question = answered.pop();
  if (!question) return;
  const option = question.matches("fieldset") ? question.querySelector(":checked") : question;
  if (option === question) question.value = "";
  else if (option) option.checked = false;
  told(question);
}

function told(input) {
  input.dispatchEvent(new Event("input", { bubbles: true }));
  questions().find(open)?.closest(".score, fieldset").scrollIntoView({ block: "nearest" });
}

// Shows which question the next digit answers.
function point() {
  const next = questions().find(open)?.closest(".score, fieldset");
  all("form[data-keys] [data-next]").forEach((one) => one !== next && one.removeAttribute("data-next"));
  next?.setAttribute("data-next", "");
}

// A changed form is a new request: its key must not be answered with the old answer. A new idea has one key for good.
function changed({ target }) {
  const form = target.form ?? target;
  if (form.elements?.once && !form.hasAttribute("data-own-key")) form.elements.once.value = fresh();
  tally(form);
  point();
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

const writing = (element) => element.closest?.("input, textarea, select, [contenteditable], dialog, [popover]");

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
  if (event.key >= "1" && event.key <= "5") return answer(Number(event.key));
  if (event.key === "Backspace") return unanswer();
  const rel = { j: "next", k: "prev" }[event.key];
  if (rel) document.querySelector(`a[rel~=${rel}]`)?.click();
}

function click(event) {
  const { target } = event;
  if (palette && target.closest?.("[data-palette]") && !event.ctrlKey && !event.metaKey) return event.preventDefault(), search();
  const opener = target.closest?.("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog).showModal();
}

class Live {
  constructor(region) {
    this.region = region;
    this.timer = setInterval(() => this.look(), POLL);
    document.addEventListener("visibilitychange", () => this.look());
  }

  async look() {
    if (document.hidden || this.region.contains(document.activeElement)) return;
    const headers = { "HX-Request": "true", ...(this.etag && { "If-None-Match": this.etag }) };
    const answer = await fetch(this.region.dataset.poll, { headers, redirect: "manual", cache: "no-store" }).catch(() => null);
    if (answer?.ok) await this.show(answer);
    else if (answer && answer.status !== 304 && answer.status < 500) clearInterval(this.timer);
  }

  async show(answer) {
    this.etag = answer.headers.get("ETag");
    this.region.innerHTML = await answer.text();
    globalThis.htmx?.process(this.region);
  }
}

all("form[data-resume]").forEach((form) => form.requestSubmit());
all("[data-poll]").slice(0, 1).forEach((region) => new Live(region));
tally(document);
point();
document.querySelector("[data-focus]")?.focus();
document.addEventListener("input", changed);
document.addEventListener("submit", guard);
document.addEventListener("keydown", key);
document.addEventListener("click", click);
addEventListener("pageshow", ({ persisted }) => persisted && all("form[data-sent]").forEach((form) => lock(form, false)));
