"""The vocabulary: frozen types of everything a city declares, read by etl and dashboard alike."""
