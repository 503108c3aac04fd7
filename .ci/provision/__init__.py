"""Makes a checkout ready to run and to test; standard library only, because nothing is installed yet."""
