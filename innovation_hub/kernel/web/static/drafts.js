// 草稿: what is typed stays in the browser until the server has it; forms that save themselves are saved while one types.

const PAUSE = 1500, PATIENCE = 8000, COPY = "draft:", OVERTAKEN = "#overtaken";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Taipei" });
const mine = `${COPY}${document.documentElement.dataset.me}:`;
const copies = () => Object.keys(localStorage).filter((key) => key.startsWith(mine));
const read = (key) => JSON.parse(localStorage.getItem(key));
const token = (root) => root.querySelector('meta[name="csrf-token"]')?.content;
let csrf = token(document);

// What a person wrote: no tokens, no version, no files.
const written = (form) => [...new FormData(form)].filter(
  ([name, value]) => !["csrf_token", "once", "version", "writer"].includes(name) && typeof value === "string");

function post(address, fields, { once, version }, keepalive = false) {
  const body = new URLSearchParams(fields);
  if (once !== undefined) body.set("once", once);
  if (version !== undefined) body.set("version", version);
  const headers = { "X-CSRFToken": csrf, "X-Autosave": "1", Accept: "application/json" };
  return fetch(address, { method: "POST", body, headers, keepalive, redirect: "manual", signal: AbortSignal.timeout(60000) });
}

// Who signed in anew in another tab has a new token: this page takes it over.
async function renew(page) {
  const answer = await fetch(page, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) csrf = token(new DOMParser().parseFromString(await answer.text(), "text/html")) ?? csrf;
  all("input[name=csrf_token]").forEach((input) => { input.value = csrf; });
}

// Keeps what is typed in the browser until the server has it, and in the server two breaths after typing stops.
class Draft {
  constructor(form) {
    this.form = form;
    this.key = mine + form.dataset.autosave + (form.hasAttribute("data-own-key") ? `#${form.elements.once.value}` : "");
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
    const title = this.form.elements.title?.value || document.querySelector("h1")?.textContent.trim();
    const copy = { fields: written(this.form), sent, title, page: this.form.dataset.page, ...this.seen() };
    localStorage.setItem(this.key, JSON.stringify({ ...copy, autosave: this.form.dataset.autosave }));
  }

  // The key of a new idea, and the version the page saw.
  seen() {
    const { once, version } = this.form.elements;
    return { once: this.form.hasAttribute("data-own-key") ? once.value : undefined, version: version?.value };
  }

  // A save on its way makes a version that this form must name: the form waits for it.
  leave(event) {
    clearTimeout(this.timer);
    if (this.saving) return this.wait(event);
    if (this.typed > this.kept || this.waits()) this.keep(true);
    this.left = true;
  }

  // Whether something is typed that only the button saves, as who is to be asked.
  waits() {
    return [...this.form.querySelectorAll("[data-by-button]")].some((input) => input.value !== input.defaultValue);
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

  // All that is typed, before somebody signs out.
  async finish() {
    clearTimeout(this.timer);
    await this.saving;
    this.save();
    await this.saving;
    clearTimeout(this.timer);
  }

  async send(leaving, again = true) {
    const upto = this.typed;
    this.say("saving");
    const answer = await post(this.form.dataset.autosave, written(this.form), this.seen(), leaving).catch(() => null);
    if (answer?.ok) return this.done(upto, answer);
    if (answer?.status !== 400 || !again) return this.trouble(answer);
    await renew(this.form.dataset.page);
    return this.send(leaving, false);
  }

  async done(upto, answer) {
    const { version, saved_at, action, autosave } = await answer.json();
    if (autosave && autosave !== this.form.dataset.autosave) this.move(action, autosave);
    if (this.form.elements.version) this.form.elements.version.value = version;
    this.kept = upto;
    this.say("saved", { time: clock.format(new Date(saved_at)) });
    if (this.typed > upto) this.note();
    else if (this.waits()) this.keep();
    else localStorage.removeItem(this.key);
  }

  // A new idea has become a draft with an address of its own.
  move(action, autosave) {
    localStorage.removeItem(this.key);
    this.key = mine + autosave;
    Object.assign(this.form.dataset, { autosave, page: action });
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
    this.form.querySelector("[data-sign-in-again]").hidden = word !== "expired";
  }

  // Of a new idea whatever was left lying, for each has its own key.
  offer() {
    const other = this.form.hasAttribute("data-own-key") && copies().find((key) => key.startsWith(`${mine}${this.form.dataset.autosave}#`));
    const key = [this.key + OVERTAKEN, this.key].find((one) => localStorage.getItem(one)) ?? other;
    if (!key) return;
    const copy = read(key);
    if (JSON.stringify(copy.fields) === JSON.stringify(written(this.form))) return this.settle(key);
    const box = this.form.querySelector("[data-autosave-restore]");
    box.hidden = false;
    box.addEventListener("click", ({ target }) => this.answer(target, box, key, copy));
  }

  // The same text in a refused form is still nowhere but here.
  settle(key) {
    if (!this.form.querySelector("[data-focus]")) localStorage.removeItem(key);
  }

  answer(button, box, key, copy) {
    if (!button.matches("[data-restore], [data-discard]")) return;
    localStorage.removeItem(key);
    box.hidden = true;
    if (!button.matches("[data-restore]")) return;
    if (this.form.hasAttribute("data-own-key")) this.goOn(copy.once);
    fill(this.form, copy.fields);
  }

  // The text goes on under the key it was begun with: it may be a draft already.
  goOn(once) {
    this.form.elements.once.value = once;
    this.key = `${mine}${this.form.dataset.autosave}#${once}`;
    this.form.dataset.page = `?key=${once}`;
    history.replaceState(null, "", `?key=${once}`);
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
  copies().filter((key) => read(key).sent).forEach((key) => localStorage.removeItem(key));
}

// The home page leads to each text that only this browser has.
function remind(section) {
  for (const key of copies().filter((one) => read(one).page)) {
    const row = section.querySelector("template").content.cloneNode(true).firstElementChild;
    Object.assign(row.querySelector("a"), { href: read(key).page, textContent: read(key).title });
    row.querySelector("button").addEventListener("click", () => { localStorage.removeItem(key); row.remove(); });
    section.querySelector("ul").append(row);
    section.hidden = false;
  }
}

// Signing out saves first, and takes this person's texts from the browser; what cannot be saved stays for her alone.
async function signOut(event) {
  event.preventDefault();
  await Promise.race([Promise.all([...drafts.map((draft) => draft.finish()), ...others().map(handIn)]), later()]);
  event.target.submit();
}

const later = () => new Promise((done) => { setTimeout(done, PATIENCE); });
const others = () => copies().filter((key) => !key.endsWith(OVERTAKEN) && !drafts.some((draft) => draft.key === key));

async function handIn(key) {
  const copy = read(key);
  const answer = copy.autosave && await post(copy.autosave, copy.fields, copy).catch(() => null);
  if (answer?.ok) localStorage.removeItem(key);
}

forget();
const drafts = all("form[data-autosave]").map((form) => new Draft(form));
all("[data-unsaved]").forEach(remind);
all("form[data-sign-out]").forEach((form) => form.addEventListener("submit", signOut));
