"""ChartSpec -> drawing, one module per medium."""
