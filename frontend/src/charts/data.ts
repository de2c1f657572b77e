// What a chart carries in its figure, as the server wrote it.
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly words: readonly string[];
  readonly open: readonly boolean[];
}

export interface ChartData {
  readonly kind: "course" | "range" | "bullets" | "waterfall";
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly rank: boolean;
  readonly source: string;
  readonly file: string;
  readonly still: string;
  readonly series: readonly Series[];
}
