"""Values -> ChartSpec: what a chart shows, before anything is drawn."""
