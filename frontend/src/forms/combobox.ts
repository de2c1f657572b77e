// A field that names another record: type its name, code, credit code, pinyin or initials.
interface Offer {
  code: string;
  text: string;
  name: string;
  details: string;
}

interface Offers {
  found: Offer[];
  more: boolean;
}

const WAIT_MS = 120;
const panel = document.createElement("div");
const list = document.createElement("ul");
const foot = document.createElement("div");
let field: HTMLInputElement | null = null;
let timer = 0;
let asked = 0;

export function findRecords(): void {
  panel.className = "offers";
  panel.hidden = true;
  list.id = "offers";
  list.setAttribute("role", "listbox");
  foot.className = "foot-notes";
  panel.append(list, foot);
  document.querySelector("main")?.append(panel);
  for (const each of document.querySelectorAll<HTMLInputElement>("input[data-look-up]")) dress(each);
  document.addEventListener("rows-changed", (event) => {
    for (const each of (event.target as Element).querySelectorAll<HTMLInputElement>(
      "input[data-look-up]",
    )) {
      dress(each);
    }
  });
  document.addEventListener("focusin", (event) => {
    const target = event.target as Element;
    if (target instanceof HTMLInputElement && target.dataset["lookUp"] !== undefined) open(target);
    else if (!panel.contains(target)) close();
  });
  document.addEventListener("input", (event) => {
    // While characters are being composed, what stands in the field is not yet what is meant.
    if (event.target !== field || (event as InputEvent).isComposing) return;
    ask(field!.value);
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target === field) ask(field!.value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === field) steer(event);
  });
  panel.addEventListener("mousedown", (event) => {
    if (!(event.target as Element).closest("a")) event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) choose(option);
  });
  window.addEventListener("resize", place);
  document.addEventListener("scroll", place, true);
}

function dress(input: HTMLInputElement): void {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "offers");
}

function open(input: HTMLInputElement): void {
  if (field === input) return;
  close();
  field = input;
  if (input.value === "") ask("");
}

function close(): void {
  window.clearTimeout(timer);
  asked += 1;
  panel.hidden = true;
  list.replaceChildren();
  foot.replaceChildren();
  field?.setAttribute("aria-expanded", "false");
  field?.removeAttribute("aria-activedescendant");
  field = null;
}

function fold(): void {
  panel.hidden = true;
  field?.setAttribute("aria-expanded", "false");
  field?.removeAttribute("aria-activedescendant");
}

function ask(words: string): void {
  window.clearTimeout(timer);
  const number = (asked += 1);
  timer = window.setTimeout(() => void fetchOffers(words, number), WAIT_MS);
}

async function fetchOffers(words: string, number: number): Promise<void> {
  const input = field;
  if (!input) return;
  const address = `${input.dataset["lookUp"]}&words=${encodeURIComponent(words)}`;
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  // An answer to what was typed before is not shown, nor one that comes when the field is left.
  if (!answer.ok || number !== asked || field !== input) return;
  show(input, (await answer.json()) as Offers);
}

function show(input: HTMLInputElement, offers: Offers): void {
  const options = offers.found.map((offer, place) => option(offer, place));
  const english = document.documentElement.lang === "en";
  const notes: HTMLElement[] = [];
  if (offers.more) notes.push(note(english ? "… more: type on" : "……还有，请继续输入"));
  if (options.length === 0) notes.push(note(english ? "Nothing like that is open to you" : "没有可选的记录"));
  const address = input.dataset["new"];
  if (address) {
    const line = note("");
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.tabIndex = -1;
    link.textContent = english ? "+ New" : "＋ 新建";
    line.append(link);
    notes.push(line);
  }
  list.replaceChildren(...options);
  foot.replaceChildren(...notes);
  list.setAttribute("aria-label", input.getAttribute("aria-label") ?? input.labels?.[0]?.innerText ?? "");
  panel.hidden = false;
  input.setAttribute("aria-expanded", "true");
  place();
}

function option(offer: Offer, number: number): HTMLElement {
  const line = document.createElement("li");
  line.setAttribute("role", "option");
  line.id = `offer-${number}`;
  line.dataset["text"] = offer.text;
  const name = document.createElement("span");
  name.textContent = offer.name;
  const details = document.createElement("small");
  const code = offer.code === offer.name ? "" : offer.code.slice(0, 24);
  details.textContent = [code, offer.details].filter(Boolean).join(" · ");
  line.append(name, details);
  return line;
}

function note(text: string): HTMLElement {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function place(): void {
  if (!field || panel.hidden) return;
  const box = field.getBoundingClientRect();
  const below = window.innerHeight - box.bottom;
  const height = Math.min(panel.scrollHeight, 320);
  const width = Math.min(Math.max(box.width, 320), window.innerWidth - 16);
  panel.style.width = `${width}px`;
  panel.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`;
  panel.style.top = below > height + 70 || below > box.top ? `${box.bottom + 2}px` : `${box.top - height - 2}px`;
}

function steer(event: KeyboardEvent): void {
  // Enter and the arrows belong to the input method while it composes.
  if (event.isComposing || event.keyCode === 229) return;
  const options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (panel.hidden) return ask(field!.value);
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length;
    mark(options, next);
  } else if (event.key === "Enter" && at >= 0 && !panel.hidden) {
    event.preventDefault();
    choose(options[at]!);
  } else if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault();
    event.stopPropagation();
    fold();
  } else if (event.key === "Tab" && at >= 0 && !panel.hidden) {
    choose(options[at]!);
  }
}

function mark(options: HTMLElement[], at: number): void {
  options.forEach((each, number) => each.setAttribute("aria-selected", String(number === at)));
  const chosen = options[at];
  if (!chosen) return;
  field?.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function choose(option: HTMLElement): void {
  if (!field) return;
  field.value = option.dataset["text"] ?? "";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  asked += 1;
  fold();
}
