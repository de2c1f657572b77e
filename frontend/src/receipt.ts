// The receipt panel: focus goes in when it arrives and back to its figure when it closes.
const PANEL = "receipt";

let opener: string | null = null;
// The page that the receipt slid over: closing leads back to it, whatever part of it was shown.
let before: string | null = null;

export function keepReceipts(): void {
  document.addEventListener("htmx:beforeRequest", rememberOpener);
  document.addEventListener("htmx:afterSwap", arrive);
  document.addEventListener("click", closeByClick);
  document.addEventListener("keydown", closeByEscape);
  markOpen();
}

function panel(): HTMLElement | null {
  const found = document.getElementById(PANEL);
  return found && !found.hidden ? found : null;
}

function rememberOpener(event: Event): void {
  const link = event.target as HTMLElement;
  if (!link.matches("a.figure")) return;
  opener = link.id;
  if (!panel()) before = location.href;
}

function arrive(event: Event): void {
  const target = (event as CustomEvent<{ target: Element }>).detail.target;
  if (target.id !== PANEL) return;
  markOpen();
  const found = panel();
  found?.classList.add("arriving");
  found?.querySelector<HTMLElement>("h2")?.focus();
}

// The row whose receipt is open is marked, so that one sees where the panel came from.
function markOpen(): void {
  const code = panel()?.dataset["code"];
  for (const row of document.querySelectorAll<HTMLElement>("tr.figure-row")) {
    row.classList.toggle("open", row.dataset["code"] === code);
  }
}

function closeByClick(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a.close");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  close(link.href);
}

function closeByEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const link = panel()?.querySelector<HTMLAnchorElement>("a.close");
  if (link) close(link.href);
}

function close(address: string): void {
  const found = panel();
  if (!found) return;
  const code = found.dataset["code"] ?? "";
  found.hidden = true;
  found.replaceChildren();
  delete found.dataset["code"];
  history.pushState({ htmx: true }, "", before ?? address);
  before = null;
  document.title = document.body.dataset["title"] ?? document.title;
  markOpen();
  document.getElementById(opener ?? `figure-${code}`)?.focus();
}
