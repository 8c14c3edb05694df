// 小幫手: saves while typing, counts and listens to the keyboard; every page works without it.

const PAUSE = 1500, COPY = "draft:", OVERTAKEN = "#overtaken";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Taipei" });
const csrf = document.querySelector('meta[name="csrf-token"]')?.content;
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// What a person wrote: no tokens, no version, no files.
const written = (form) => [...new FormData(form)].filter(
  ([name, value]) => !["csrf_token", "once", "version", "writer"].includes(name) && typeof value === "string");

// Keeps what is typed in the browser until the server has it, and in the server two breaths after typing stops.
class Draft {
  constructor(form) {
    this.form = form;
    this.key = `${COPY}${document.documentElement.dataset.me}:${form.dataset.autosave}`;
    this.status = form.querySelector("[data-autosave-status]");
    this.typed = this.kept = 0;
    this.stopped = form.hasAttribute("data-overtaken");
    this.offer();
    form.addEventListener("input", () => this.note());
    form.addEventListener("submit", (event) => this.leave(event));
    addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
  }

  note() {
    this.typed += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
    this.keep();
  }

  keep(sent = false) {
    localStorage.setItem(this.key, JSON.stringify({ fields: written(this.form), sent }));
  }

  // A save on its way makes a version that this form must name: the form waits for it.
  leave(event) {
    clearTimeout(this.timer);
    if (this.saving) return this.wait(event);
    if (this.typed > this.kept) this.keep(true);
    this.left = true;
  }

  async wait(event) {
    event.preventDefault();
    this.left = true;
    await this.saving;
    this.left = false;
    this.form.requestSubmit(event.submitter);
  }

  save(leaving = false) {
    if (this.saving || this.left || this.stopped || this.typed === this.kept) return;
    this.saving = this.send(leaving).finally(() => { this.saving = null; });
  }

  async send(leaving) {
    const upto = this.typed;
    this.say("saving");
    const answer = await this.post(leaving).catch(() => null);
    if (answer?.ok) await this.done(upto, answer);
    else this.trouble(answer);
  }

  post(keepalive) {
    const { once, version } = this.form.elements;
    const body = new URLSearchParams(written(this.form));
    body.set("once", once.value);
    if (version) body.set("version", version.value);
    const headers = { "X-CSRFToken": csrf, "X-Autosave": "1", Accept: "application/json" };
    return fetch(this.form.dataset.autosave, { method: "POST", body, headers, keepalive, redirect: "manual" });
  }

  async done(upto, answer) {
    const { version, saved_at, action, autosave } = await answer.json();
    if (autosave && autosave !== this.form.dataset.autosave) this.move(action, autosave);
    if (this.form.elements.version) this.form.elements.version.value = version;
    this.kept = upto;
    this.say("saved", { time: clock.format(new Date(saved_at)) });
    if (this.typed > upto) this.note();
    else localStorage.removeItem(this.key);
  }

  // A new idea has become a draft with an address of its own.
  move(action, autosave) {
    localStorage.removeItem(this.key);
    this.key = this.key.slice(0, this.key.indexOf(":/") + 1) + autosave;
    this.form.dataset.autosave = autosave;
    this.form.action = action;
    this.form.removeAttribute("data-own-key");
    history.replaceState(null, "", action);
  }

  trouble(answer) {
    const status = answer?.type === "opaqueredirect" ? 401 : answer?.status;
    if (status === 409) this.stop();
    this.say({ 400: "expired", 401: "expired", 409: "clash", 422: "invalid" }[status] ?? "offline");
  }

  // The other window saves on and drops its copy: this one's is kept apart from it.
  stop() {
    this.stopped = true;
    this.key += OVERTAKEN;
    this.keep();
  }

  // Read aloud once, when it is news: that it was saved again is none.
  say(word, { time = "" } = {}) {
    this.status.ariaLive = word === "saving" || word === this.told ? "off" : "polite";
    if (word !== "saving") this.told = word;
    this.status.textContent = this.status.dataset[word].replace("{time}", time);
    this.status.dataset.state = ["saving", "saved"].includes(word) ? "fine" : "trouble";
  }

  offer() {
    const key = [this.key + OVERTAKEN, this.key].find((one) => localStorage.getItem(one));
    if (!key) return;
    const { fields } = JSON.parse(localStorage.getItem(key));
    if (JSON.stringify(fields) === JSON.stringify(written(this.form))) return this.settle(key);
    const box = this.form.querySelector("[data-autosave-restore]");
    box.hidden = false;
    box.addEventListener("click", ({ target }) => this.answer(target, box, key, fields));
  }

  // The same text in a refused form is still nowhere but here.
  settle(key) {
    if (!this.form.querySelector("[data-focus]")) localStorage.removeItem(key);
  }

  answer(button, box, key, fields) {
    if (!button.matches("[data-restore], [data-discard]")) return;
    localStorage.removeItem(key);
    if (button.matches("[data-restore]")) fill(this.form, fields);
    box.hidden = true;
  }
}

const ticked = ({ type }) => ["checkbox", "radio"].includes(type);

function fill(form, fields) {
  const left = fields.map(([name, value]) => ({ name, value }));
  for (const input of [...form.elements].filter(({ name, type }) => name && !["hidden", "file"].includes(type))) {
    const found = left.findIndex(({ name, value }) => name === input.name && (!ticked(input) || value === input.value));
    if (ticked(input)) input.checked = found >= 0;
    else if (found >= 0) input.value = left[found].value;
    if (found >= 0) left.splice(found, 1);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// A page that says thank you is the server's word that what was sent is saved.
function forget() {
  if (!document.querySelector("[data-flash]:not([data-flash=error], [data-flash=warning])")) return;
  const sent = Object.keys(localStorage).filter((key) => key.startsWith(COPY) && JSON.parse(localStorage.getItem(key)).sent);
  sent.forEach((key) => localStorage.removeItem(key));
}

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

if (ends) remind();
forget();
all("form[data-autosave]").forEach((form) => new Draft(form));
all("form[data-resume]").forEach((form) => form.requestSubmit());
all("[data-counts]").forEach(tell);
tally(document);
document.querySelector("[data-focus]")?.focus();
document.addEventListener("input", changed);
document.addEventListener("submit", guard);
document.addEventListener("keydown", key);
document.addEventListener("click", click);
document.addEventListener("focusin", leave);
addEventListener("pageshow", ({ persisted }) => persisted && all("form[data-sent]").forEach((form) => lock(form, false)));
