// 評分鍵: with the focus in the card, 1–5 answer its first open question: so many fifths of its points, or the option of that number.

const card = document.getElementById("card");
const line = card.querySelector("[data-say-next]");
const all = (selector, root = card) => [...root.querySelectorAll(selector)];
const questions = () => all(":is([data-part=score], fieldset)");
const open = (question) => (question.matches("fieldset") ? !question.querySelector(":checked") : question.value === "");
const frame = (question) => question?.closest(".score, fieldset");
const name = (question) => frame(question).querySelector(".label").textContent.trim();
const chosen = (question) => (question.matches("fieldset") ? question.querySelector(":checked") : question);
const answered = [];

function answer(digit) {
  const question = questions().find(open);
  if (!question) return;
  const option = question.matches("fieldset") ? all("input", question)[digit - 1] : question;
  if (!option || option.disabled) return;
  if (option === question) question.value = Math.round((question.max * digit) / 5);
  else option.checked = true;
  answered.push(question);
  told(option, option === question ? "sayScore" : "sayOption", question);
}

function unanswer() {
  const question = answered.pop();
  const option = question && chosen(question);
  if (!option) return;
  if (option === question) question.value = "";
  else option.checked = false;
  told(option, "sayBack", question);
}

// One sentence for the ear: what was given, and what the next digit answers.
function told(option, word, question) {
  option.dispatchEvent(new Event("input", { bubbles: true }));
  const next = questions().find(open);
  frame(next)?.scrollIntoView({ block: "nearest" });
  const given = { name: name(question), points: option.value, option: option.labels?.[0].textContent.trim() };
  const then = next ? line.dataset.sayNext.replace("{name}", name(next)) : line.dataset.sayDone;
  const total = card.querySelector("output[data-sum]")?.textContent ?? "";
  const said = line.dataset[word].replace(/\{(\w+)\}/g, (_, key) => given[key]);
  line.textContent = said + line.dataset.comma + then.replace("{total}", total);
}

// Shows which question the next digit answers.
function point() {
  const next = frame(questions().find(open));
  all("[data-next]").forEach((one) => one !== next && one.removeAttribute("data-next"));
  next?.setAttribute("data-next", "");
}

const typing = "textarea, select, input:not([type=radio], [type=checkbox])";

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return;
  if (event.target.matches(typing)) return;
  if (event.key >= "1" && event.key <= "5") answer(Number(event.key));
  else if (event.key === "Backspace") unanswer();
  else return;
  event.preventDefault();
}

point();
card.addEventListener("input", point);
if (document.documentElement.dataset.singleKeys !== "off") card.addEventListener("keydown", key);
