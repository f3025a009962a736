"""From a report to its records; begin at `pipeline`."""
