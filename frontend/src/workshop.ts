// A form marked data-fields-of sends, as one field, what stands in another form at that moment:
// also what was typed and not yet sent.
export function sendFieldsAlong(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      const other = document.getElementById(form.dataset["fieldsOf"] ?? "");
      const field = form.elements.namedItem("fields");
      if (!(other instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return;
      const pairs = [...new FormData(other)].map(([name, value]) => [name, String(value)]);
      field.value = new URLSearchParams(pairs).toString();
    },
    true,
  );
}

// The button marked data-insert-tag puts the tag of the figure chosen where the cursor stands in the
// text that it names; without this script the server puts it at the end.
export function insertTags(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-insert-tag]");
    if (!button?.form) return;
    const text = document.getElementById(button.dataset["insertTag"] ?? "");
    const of = (name: string): string =>
      (button.form!.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";
    const code = of("figure").trim().split(" ")[0];
    if (!(text instanceof HTMLTextAreaElement) || !code) return;
    event.preventDefault();
    const span = of("tag_span");
    const compare = of("compare");
    const more = (span && span !== "year" ? `, span="${span}"` : "") + (compare ? `, compare="${compare}"` : "");
    text.setRangeText(`{{ fig("${code}"${more}) }}`, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  });
}
