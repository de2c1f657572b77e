// A document and what lies beside it: a figure's receipt opens where one reads, Esc closes it.
const SIDE_PANEL = "beside";

let opener: string | null = null;

export function layOutDocuments(): void {
  document.addEventListener("htmx:beforeRequest", remember);
  document.addEventListener("htmx:afterSwap", arrive);
  document.addEventListener("keydown", closeByEscape);
  markFigure();
}

function remember(event: Event): void {
  const link = event.target as HTMLElement;
  if (link.matches("a.fig")) opener = link.dataset["figure"] ?? null;
}

// Into the receipt when it arrives, back to its figure when it is closed.
function arrive(event: Event): void {
  const target = (event as CustomEvent<{ target: Element }>).detail.target;
  if (target.id !== SIDE_PANEL) return;
  const open = markFigure();
  if (open) {
    document.getElementById("beside-title")?.focus({ preventScroll: true });
    if (coversText(target.id)) doorsOf(open)[0]?.scrollIntoView({ block: "start" });
  }
  else if (opener) doorsOf(opener)[0]?.focus({ preventScroll: true });
}

// On a phone the receipt lies over the lower part of the text.
function coversText(id: string): boolean {
  const sheet = document.getElementById(id);
  return sheet !== null && getComputedStyle(sheet).position === "fixed";
}

function doorsOf(figure: string): HTMLElement[] {
  const doors = document.querySelectorAll<HTMLElement>("a.fig");
  return [...doors].filter((door) => door.dataset["figure"] === figure);
}

// Every place where the text has the figure that is open is marked.
function markFigure(): string | undefined {
  const open = document.getElementById(SIDE_PANEL)?.dataset["figure"];
  for (const door of document.querySelectorAll<HTMLElement>("a.fig")) {
    if (open !== undefined && door.dataset["figure"] === open) door.setAttribute("aria-current", "true");
    else door.removeAttribute("aria-current");
  }
  return open;
}

function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.isComposing) return;
  document.querySelector<HTMLAnchorElement>(`#${SIDE_PANEL} a.shut`)?.click();
}
