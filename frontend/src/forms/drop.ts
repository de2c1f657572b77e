// Evidence: a file dropped onto its field is sent, kept under its hash, and named in the field.
interface Kept {
  text?: string;
  name?: string;
  code?: string;
  address?: string;
  faults?: string[];
}

export function dropFiles(): void {
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement;
    const zone = input.closest<HTMLElement>("[data-drop]");
    const file = input.type === "file" ? input.files?.[0] : undefined;
    if (zone && file) void send(zone, file);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => drag(event as DragEvent));
  }
}

function drag(event: DragEvent): void {
  // A cell of a grid takes a file without a button of its own.
  const place = (event.target as Element | null)?.closest?.(".field, [data-opens], input[data-drop]");
  const zone = place?.matches("[data-drop]")
    ? (place as HTMLElement)
    : place?.querySelector<HTMLElement>("[data-drop]");
  if (!zone || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  zone.classList.toggle("over", event.type === "dragover");
  const file = event.type === "drop" ? event.dataTransfer.files[0] : undefined;
  if (file) void send(zone, file);
}

async function send(zone: HTMLElement, file: File): Promise<void> {
  const state = zone.querySelector<HTMLElement>("[role=status]") ?? document.querySelector<HTMLElement>("[data-draft-state]");
  const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
  const data = new FormData();
  data.set("file", file);
  if (state) state.textContent = `${file.name} …`;
  zone.classList.add("busy");
  try {
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    const answer = await fetch(zone.dataset["drop"] ?? "", { method: "POST", body: data, headers });
    const kept = (await answer.json()) as Kept;
    const field = document.getElementById(zone.dataset["into"] ?? "") as HTMLInputElement | null;
    if (answer.ok && kept.text && field) {
      field.value = kept.text;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (answer.ok && kept.address && zone.dataset["opens"] !== undefined) {
      window.location.assign(kept.address);
    }
    if (state) state.textContent = kept.faults?.join(" ") ?? `${kept.name} · SHA-256 ${kept.code?.slice(0, 12)}…`;
  } catch {
    if (state) state.textContent = `${file.name}: ✕`;
  } finally {
    zone.classList.remove("busy");
  }
}
