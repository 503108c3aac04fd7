"""What an audience may read, so that no figure proves anything about a small group."""
