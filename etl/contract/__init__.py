"""The contract of a delivery: what a cell may say, and what becomes of a row that does not keep it."""
