"""What is reckoned ahead: arrivals of the coming months, and what they do to places, flats and leases."""
