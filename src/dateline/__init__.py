"""Code news reports on conflict and peace operations into auditable records."""
