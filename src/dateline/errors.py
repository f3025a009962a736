"""Name everything that can go wrong, so that the command line can say what, where and what to do.

DatelineError
├── ReadError          a file, feed or page that gives no report
├── LexiconError       a lexicon file that does not hold what its schema asks
│   └── GazetteerError
├── EvidenceError      a span that does not quote its report
├── CodingError        a report that a stage could not code
├── ConfigError        a setting that is unknown or has an unfit value
└── MissingExtraError  an optional part whose packages are not installed
"""


class DatelineError(Exception):
    """Say what failed in words a user can act on; every exception of the package derives from it."""


class ReadError(DatelineError):
    """Refuse an input: the message names the input, the reason and, where there is one, the remedy."""


class LexiconError(DatelineError):
    """Refuse a lexicon file: the message names file, entry and fault."""


class GazetteerError(LexiconError):
    """Refuse a gazetteer that is missing, damaged or built for another schema version."""


class EvidenceError(DatelineError):
    """Refuse evidence whose span leaves the text or does not quote it."""


class CodingError(DatelineError):
    """Refuse a report that a stage of the coding path could not take; the message names the stage."""


class ConfigError(DatelineError):
    """Refuse a setting; the message names the nearest known key."""


class MissingExtraError(DatelineError):
    """Tell which extra brings the packages that an optional part needs."""
