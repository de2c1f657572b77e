// From the numbers of a chart to what ECharts draws: one way for each kind.
import type { EChartsCoreOption } from "echarts/core";

import type { ChartData, Series } from "./data";
import type { Theme } from "./theme";

const ROW = 30;
const ROW_ON_PAPER = 20;
const FONT_SIZE = 12;
const MOST_LABEL = 132;

export function heightOf(data: ChartData, isPaper = false): number {
  const row = isPaper ? ROW_ON_PAPER : ROW;
  if (data.kind === "range" || data.kind === "bullets") return 64 + data.labels.length * row;
  return isPaper ? 240 : 300;
}

export function optionsOf(data: ChartData, theme: Theme, width: number): EChartsCoreOption {
  const kinds = { course, range, bullets, waterfall };
  return {
    animation: false,
    textStyle: { fontFamily: theme.font, fontSize: FONT_SIZE, color: theme.text },
    aria: { enabled: true, decal: { show: data.kind === "waterfall" } },
    tooltip: {
      trigger: data.kind === "course" || data.kind === "range" ? "axis" : "item",
      // HTML of its own would need inline styles, which the pages' policy forbids.
      renderMode: "richText",
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.line,
      textStyle: { color: theme.text, fontFamily: theme.font, fontSize: FONT_SIZE },
      formatter: (hovered: unknown) => told(data, hovered),
    },
    ...kinds[data.kind](data, theme, width),
  };
}

interface Hovered {
  readonly dataIndex: number;
}

// The words of the figures themselves: nothing is rounded a second time here.
function told(data: ChartData, hovered: unknown): string {
  const first = (Array.isArray(hovered) ? hovered[0] : hovered) as Hovered | undefined;
  if (!first) return "";
  const at = first.dataIndex;
  const lines = data.series.filter((each) => each.words[at]).map((each) => {
    const still = each.open[at] ? ` · ${data.still}` : "";
    return `${each.name}  ${each.words[at] ?? ""}${still}`;
  });
  return [data.labels[at] ?? "", ...lines].join("\n");
}

function labelStyle(theme: Theme) {
  return { color: theme.muted, fontFamily: theme.font, fontSize: FONT_SIZE };
}

function valueAxis(data: ChartData, theme: Theme) {
  return {
    type: "value",
    name: data.unit,
    nameTextStyle: { ...labelStyle(theme), align: "right" },
    inverse: data.rank,
    min: data.rank ? 1 : undefined,
    minInterval: data.rank ? 1 : undefined,
    axisLabel: labelStyle(theme),
    splitLine: { lineStyle: { color: theme.track } },
  };
}

function placeAxis(data: ChartData, theme: Theme) {
  return {
    type: "category",
    data: [...data.labels],
    inverse: true,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.line } },
    axisLabel: { ...labelStyle(theme), color: theme.text, width: MOST_LABEL, overflow: "truncate" },
  };
}

// Two years over each other, each with its name at its end; a rank is dots, its first place on top.
function course(data: ChartData, theme: Theme, width: number): EChartsCoreOption {
  const newest = data.series.length - 1;
  return {
    grid: { left: 8, right: 72, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: [...data.labels],
      boundaryGap: data.rank,
      axisLabel: { ...labelStyle(theme), interval: width < 480 ? 1 : 0 },
      axisLine: { lineStyle: { color: theme.line } },
      axisTick: { show: false },
    },
    yAxis: valueAxis(data, theme),
    series: data.series.map((each, at) => year(each, at === newest, data, theme)),
  };
}

function year(each: Series, isNewest: boolean, data: ChartData, theme: Theme) {
  const colour = isNewest ? theme.accent : theme.muted;
  const last = each.values.reduce<number>((found, value, at) => (value === null ? found : at), -1);
  return {
    type: data.rank ? "scatter" : "line",
    name: each.name,
    connectNulls: false,
    symbol: isNewest ? "circle" : "diamond",
    symbolSize: data.rank ? 11 : 7,
    showAllSymbol: true,
    lineStyle: { color: colour, width: isNewest ? 2.5 : 1.5, type: isNewest ? "solid" : "dashed" },
    itemStyle: { color: colour },
    data: each.values.map((value, at) => ({
      value,
      // What still moves is hollow.
      itemStyle: each.open[at]
        ? { color: theme.surface, borderColor: colour, borderWidth: 2 }
        : { color: colour },
      label:
        at === last
          ? {
              show: true,
              position: "right",
              distance: 8,
              formatter: each.name,
              color: colour,
              fontFamily: theme.font,
              fontWeight: isNewest ? 600 : 400,
            }
          : { show: false },
    })),
  };
}

// This year's dot beside last year's, a line between: each place against itself, in code order.
function range(data: ChartData, theme: Theme): EChartsCoreOption {
  const [then, now] = data.series;
  if (!then || !now) return {};
  const dots = (each: Series, isNow: boolean) => ({
    type: "scatter",
    name: each.name,
    symbol: "circle",
    symbolSize: 11,
    itemStyle: isNow
      ? { color: theme.accent, borderColor: theme.accent, borderWidth: 2 }
      : { color: theme.surface, borderColor: theme.muted, borderWidth: 2 },
    data: each.values.map((value, at) => [value, at]),
    z: isNow ? 4 : 3,
  });
  const lines = data.labels.flatMap((_label, at) => {
    const from = then.values[at];
    const to = now.values[at];
    return typeof from === "number" && typeof to === "number"
      ? [[{ coord: [from, at] }, { coord: [to, at] }]]
      : [];
  });
  return {
    legend: legend(theme, [then.name, now.name]),
    grid: { left: 8, right: 28, top: 34, bottom: 4, containLabel: true },
    xAxis: { ...valueAxis(data, theme), name: "", inverse: false },
    yAxis: placeAxis(data, theme),
    series: [
      {
        ...dots(then, false),
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: theme.line, type: "solid", width: 2 },
          data: lines,
        },
      },
      dots(now, true),
    ],
  };
}

function legend(theme: Theme, names: string[]) {
  return {
    data: names,
    top: 0,
    left: 0,
    itemHeight: 10,
    selectedMode: false,
    textStyle: { color: theme.text, fontFamily: theme.font, fontSize: FONT_SIZE },
  };
}

// Bars from zero to what is reached of the plan, with a tick at the time schedule.
function bullets(data: ChartData, theme: Theme): EChartsCoreOption {
  const [reached, due] = data.series;
  if (!reached || !due) return {};
  return {
    legend: legend(theme, [reached.name, due.name]),
    grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      type: "value",
      min: 0,
      axisLabel: { ...labelStyle(theme), formatter: "{value}%" },
      splitLine: { lineStyle: { color: theme.track } },
    },
    yAxis: [
      placeAxis(data, theme),
      // The words stand in a column of their own: no bar and no tick runs through them.
      {
        ...placeAxis(data, theme),
        position: "right",
        data: [...reached.words],
        axisLine: { show: false },
      },
    ],
    series: [
      {
        type: "bar",
        name: reached.name,
        barWidth: 14,
        itemStyle: { color: theme.bar },
        data: [...reached.values],
      },
      {
        type: "scatter",
        name: due.name,
        symbol: "rect",
        symbolSize: [3, 22],
        itemStyle: { color: theme.tick },
        data: due.values.map((value, at) => [value, at]),
        z: 4,
      },
    ],
  };
}

// From the value before to the value after: what each cause added, or took away.
function waterfall(data: ChartData, theme: Theme): EChartsCoreOption {
  const [series] = data.series;
  if (!series) return {};
  const last = series.values.length - 1;
  let level = 0;
  const bars = series.values.map((value, at) => {
    const isTotal = at === 0 || at === last;
    const from = isTotal ? 0 : level;
    const to = isTotal ? (value ?? 0) : level + (value ?? 0);
    level = to;
    return { from, to, isTotal };
  });
  return {
    grid: { left: 8, right: 16, top: 34, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: [...data.labels],
      axisLabel: { ...labelStyle(theme), color: theme.text },
      axisLine: { lineStyle: { color: theme.line } },
      axisTick: { show: false },
    },
    // The steps may be small beside the whole: the axis begins near them, and totals are marked as cut.
    yAxis: { ...valueAxis(data, theme), min: 0 },
    series: [
      {
        type: "bar",
        stack: "all",
        silent: true,
        itemStyle: { color: "transparent", decal: { symbol: "none" } },
        emphasis: { disabled: true },
        data: bars.map((bar) => Math.min(bar.from, bar.to)),
      },
      {
        type: "bar",
        stack: "all",
        name: series.name,
        barMaxWidth: 72,
        data: bars.map((bar) => ({
          value: Math.abs(bar.to - bar.from),
          itemStyle: {
            color: bar.isTotal ? theme.bar : bar.to < bar.from ? theme.fall : theme.accent,
            decal: bar.isTotal || bar.to >= bar.from ? { symbol: "none" } : undefined,
          },
        })),
        label: {
          show: true,
          position: "top",
          color: theme.text,
          fontFamily: theme.font,
          formatter: (bar: { dataIndex: number }) => series.words[bar.dataIndex] ?? "",
        },
      },
    ],
  };
}
