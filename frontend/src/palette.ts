// Search everything: Ctrl+K or "/" opens it over any page; the server says what may be found.
const WAIT_MS = 120;

// An input method takes Enter for itself while it composes; 229 is what older engines say of it.
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

class Palette {
  private waiting = 0;
  private asked = 0;
  private chosen = -1;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly field: HTMLInputElement,
    private readonly found: HTMLElement,
    private readonly said: HTMLElement,
  ) {
    field.addEventListener("input", () => this.later());
    dialog.addEventListener("keydown", (event) => this.onKey(event));
    dialog.addEventListener("click", (event) => {
      const target = event.target as Element;
      if (target === dialog || target.closest("[data-shut]")) dialog.close();
    });
  }

  open(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.field.select();
    void this.ask();
  }

  private later(): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.ask(), WAIT_MS);
  }

  private async ask(): Promise<void> {
    const turn = ++this.asked;
    const address = `${this.dialog.dataset["address"] ?? ""}?q=${encodeURIComponent(this.field.value)}`;
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (turn !== this.asked) return; // a later question was faster
    if (!answer?.ok) {
      window.location.assign(address);
      return;
    }
    this.found.innerHTML = await answer.text();
    this.said.textContent = this.found.querySelector<HTMLElement>("[data-announce]")?.dataset["announce"] ?? "";
    this.choose(this.field.value ? 0 : -1);
  }

  private get lines(): HTMLAnchorElement[] {
    return [...this.found.querySelectorAll<HTMLAnchorElement>("a[role=option]")];
  }

  private choose(place: number): void {
    const lines = this.lines;
    lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === place)));
    const line = lines[place];
    this.chosen = line ? place : -1;
    line?.scrollIntoView({ block: "nearest" });
    if (line) this.field.setAttribute("aria-activedescendant", line.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private onKey(event: KeyboardEvent): void {
    if (isComposing(event) || event.target !== this.field) return;
    const last = this.lines.length - 1;
    if (event.key === "ArrowDown") this.choose(this.chosen < last ? this.chosen + 1 : 0);
    else if (event.key === "ArrowUp") this.choose(this.chosen > 0 ? this.chosen - 1 : last);
    else if (event.key === "Enter") this.lines[this.chosen]?.click();
    else return;
    event.preventDefault();
  }
}

export function searchEverything(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#palette");
  const field = document.querySelector<HTMLInputElement>("#palette-text");
  const found = document.getElementById("palette-found");
  const said = document.getElementById("palette-said");
  if (!dialog || !field || !found || !said) return;
  const palette = new Palette(dialog, field, found, said);
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-palette]")) return;
    event.preventDefault();
    palette.open();
  });
  document.addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const isSlash = event.key === "/" && !isTyping(event.target) && !event.ctrlKey && !event.metaKey;
    if (isComposing(event) || !(isShortcut || isSlash)) return;
    event.preventDefault();
    palette.open();
  });
}
