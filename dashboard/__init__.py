"""Release -> screens and papers: reads what etl published and draws it, never reckons it anew."""
