import { fillGrids } from "./forms/grids";

// The grid of an answer: blocks are pasted, Ctrl+D takes the value from above, Enter and the arrows go from row to row.
export function fillAnswers(): void {
  if (!document.querySelector(".answer-form")) return;
  fillGrids();
  for (const grid of document.querySelectorAll(".answer-grid")) {
    grid.addEventListener("keydown", (event) => act(event as KeyboardEvent));
  }
  document.querySelector(".answer-form")?.addEventListener("submit", leaveOutUnchanged);
  window.addEventListener("pageshow", takeBackIn);
}

type Field = HTMLInputElement | HTMLSelectElement;

// A grid has thousands of cells: only those that were changed are sent, with what they held before.
function leaveOutUnchanged(event: Event): void {
  for (const was of (event.target as Element).querySelectorAll<HTMLInputElement>('.answer-grid input[name^="w|"]')) {
    const field = was.parentElement?.querySelector<Field>("[name^='c|']");
    if (field && field.value.trim() === was.value.trim()) was.disabled = field.disabled = true;
  }
}

// Whoever comes back to the page finds its cells open again.
function takeBackIn(): void {
  for (const field of document.querySelectorAll<Field>(".answer-grid :disabled")) field.disabled = false;
}

function act(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey) return;
  const field = (event.target as Element).closest<Field>("input:not([type=hidden]), select");
  if (!field) return;
  const isFill = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d";
  if (isFill) {
    const above = neighbour(field, "previous");
    if (above) {
      field.value = above.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    event.preventDefault();
  } else if (event.key === "Enter" || (event.key === "ArrowDown" && field instanceof HTMLInputElement)) {
    go(event, neighbour(field, "next"));
  } else if (event.key === "ArrowUp" && field instanceof HTMLInputElement) {
    go(event, neighbour(field, "previous"));
  }
}

function go(event: KeyboardEvent, to: Field | null): void {
  event.preventDefault();
  to?.focus();
  if (to instanceof HTMLInputElement) to.select();
}

// The field of the same column in the next or previous row where it is open to be filled in.
function neighbour(field: Field, way: "next" | "previous"): Field | null {
  const cell = field.closest("td");
  let row = field.closest("tr");
  if (!cell || !row) return null;
  const place = cell.cellIndex;
  while (row) {
    row = (way === "next" ? row.nextElementSibling : row.previousElementSibling) as HTMLTableRowElement | null;
    const found = row?.cells[place]?.querySelector<Field>("input:not([type=hidden]), select");
    if (found) return found;
  }
  return null;
}
