"""The version of the package, as records carry it."""

VERSION = "0.1.0"
