"""Show records to programs and to people: one file per output format."""
