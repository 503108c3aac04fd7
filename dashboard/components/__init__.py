"""Values -> Dash components: pure, one widget a file."""
