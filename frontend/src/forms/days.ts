// Days and months are typed as 2023-11-30, whatever the browser's own language; a calendar helps.
const ICON =
  '<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/></svg>';

export function pickDays(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>(".control > input[data-pick]")) {
    const picker = document.createElement("input");
    picker.type = field.dataset["pick"] === "month" ? "month" : "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn pick";
    button.innerHTML = ICON;
    const name = field.labels?.[0]?.innerText ?? "";
    button.setAttribute("aria-label", document.documentElement.lang === "en" ? `Calendar: ${name}` : `日历：${name}`);
    // The calendar opens where its button stands.
    const place = document.createElement("span");
    place.className = "pick-place";
    place.append(picker, button);
    button.addEventListener("click", () => {
      picker.value = field.value;
      picker.showPicker();
    });
    picker.addEventListener("change", (event) => {
      event.stopPropagation();
      field.value = picker.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    field.after(place);
  }
}
