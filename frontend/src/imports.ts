// Bringing a file: what was chosen is named, one that is too large is told before it is sent.
const MEGABYTE = 1024 * 1024;

export function bringFiles(): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "file") tellChosen(field);
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, markDrop);
  }
}

function tellChosen(field: HTMLInputElement): void {
  const form = field.form;
  const words = form?.querySelector<HTMLElement>(".chosen");
  if (form?.dataset["bring"] === undefined || !words) return;
  const file = field.files?.[0];
  const isTooLarge = file !== undefined && file.size > Number(form.dataset["most"]);
  field.setCustomValidity(isTooLarge ? (words.dataset["tooLarge"] ?? "") : "");
  words.textContent = file ? `${file.name} · ${sizeOf(file.size)}` : "";
  if (isTooLarge) field.reportValidity();
}

function sizeOf(bytes: number): string {
  return bytes < MEGABYTE
    ? `${Math.max(1, Math.floor(bytes / 1024))} KB`
    : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

// The field itself fills the place, so that the browser takes the drop; this only shows where.
function markDrop(event: Event): void {
  const place = (event.target as Element).closest?.(".drop");
  place?.classList.toggle("over", event.type === "dragenter" || event.type === "dragover");
}
