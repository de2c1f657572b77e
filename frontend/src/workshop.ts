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
