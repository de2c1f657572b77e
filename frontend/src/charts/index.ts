// Charts are drawn by ECharts where a page has some; the table beneath says the same without it.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import type { ChartData } from "./data";
import { heightOf, optionsOf } from "./options";
import { savePicture } from "./picture";
import { PAPER, themeOfPage, type Theme } from "./theme";

use([
  LineChart,
  BarChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  AriaComponent,
  SVGRenderer,
]);

// A4 lying less its margins, in the browser's pixels: what one chart, or two, may be wide on paper.
const PAPER_WIDTH = 960;
const PAPER_HALF = 460;

interface Drawn {
  readonly chart: EChartsType;
  readonly place: HTMLElement;
  readonly data: ChartData;
}

const drawn: Drawn[] = [];
let isWatching = false;

export function drawCharts(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>("[data-chart]")) draw(figure);
  if (isWatching) return;
  isWatching = true;
  window.addEventListener("resize", () => redraw(themeOfPage()));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw(themeOfPage()));
  window.addEventListener("beforeprint", () => redraw(PAPER, true));
  window.addEventListener("afterprint", () => redraw(themeOfPage()));
}

function draw(figure: HTMLElement): void {
  const place = figure.querySelector<HTMLElement>(".drawing");
  if (!place || figure.dataset["drawn"] !== undefined) return;
  figure.dataset["drawn"] = "";
  const data = JSON.parse(figure.dataset["chart"] ?? "{}") as ChartData;
  place.style.height = `${heightOf(data)}px`;
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(optionsOf(data, themeOfPage(), place.clientWidth));
  drawn.push({ chart, place, data });
  const button = figure.querySelector<HTMLButtonElement>("[data-png]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => void savePicture(data));
}

function redraw(theme: Theme, isPaper = false): void {
  for (const { chart, place, data } of drawn) {
    if (!place.isConnected) continue;
    const height = heightOf(data, isPaper);
    place.style.height = `${height}px`;
    const isOneOfTwo = (place.closest(".charts")?.children.length ?? 1) > 1;
    const width = isPaper ? (isOneOfTwo ? PAPER_HALF : PAPER_WIDTH) : place.clientWidth;
    chart.resize({ width, height });
    chart.setOption(optionsOf(data, theme, width), { notMerge: true });
  }
}
