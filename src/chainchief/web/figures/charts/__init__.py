"""Charts of a figure: what is drawn, as numbers and words; the browser draws them with ECharts."""
