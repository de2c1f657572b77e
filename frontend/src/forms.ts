// Forms work without scripts; this makes them quick: fields that find records, rows that are
// pasted, drafts that keep themselves, files that are dropped.
import { findRecords } from "./forms/combobox";
import { keepDrafts } from "./forms/drafts";
import { pickDays } from "./forms/days";
import { dropFiles } from "./forms/drop";
import { fillGrids } from "./forms/grids";

export function helpWithForms(): void {
  if (!document.querySelector("form.record-form")) return;
  arriveAtFaults();
  sendOnce();
  followUnits();
  chooseRows();
  findRecords();
  fillGrids();
  pickDays();
  dropFiles();
  keepDrafts();
}

// Whoever sent a form with faults is led to what stands in the way.
function arriveAtFaults(): void {
  document.querySelector<HTMLElement>("#faults, #conflict")?.focus();
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(".fault-summary a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus();
  });
}

// A second click sends nothing; the server knows the form by its key besides.
function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches(".record-form")) return;
    if (form.dataset["sent"] !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset["sent"] = "";
  });
  // Coming back by the browser's button, the form can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLElement>("form.record-form")) {
      delete form.dataset["sent"];
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    const save = document.querySelector<HTMLButtonElement>('.form-bar [value="save"]');
    if (!save) return;
    event.preventDefault();
    save.form?.requestSubmit(save);
  });
}

// Beside a value stands the unit that its row names.
function followUnits(): void {
  function tell(): void {
    for (const place of document.querySelectorAll<HTMLElement>("[data-unit-of]")) {
      const name = place.dataset["unitOf"] ?? "";
      const field = document.getElementsByName(name)[0] as HTMLSelectElement | undefined;
      place.textContent = field?.value ?? "";
    }
  }
  tell();
  document.addEventListener("change", tell);
  document.addEventListener("rows-changed", tell);
}

// Several records at once: all rows by one box; another column asks for another field.
function chooseRows(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    if (field.matches("[data-all]")) {
      const chosen = (field as HTMLInputElement).checked;
      for (const box of document.querySelectorAll<HTMLInputElement>('[name="form-chosen"]')) {
        box.checked = chosen;
      }
    } else if (field.matches("[data-column]")) {
      const form = (field as HTMLSelectElement).form;
      const value = form?.elements.namedItem("form-value") as HTMLInputElement | null;
      if (value) value.value = "";
      form?.requestSubmit();
    }
  });
}
