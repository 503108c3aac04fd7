"""The invented city: one consistent population, and its deliveries in the layouts and with the mess of real offices."""
